# What programs read instead of people: search, feeds, graph, cards, schemas, bibliographies.
# Nothing is written here: the publish room does that.
"""What leaves this knowledge base for other programs."""
