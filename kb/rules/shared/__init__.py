# No rule of its own stands here: what several rules ask for, and what a rule is.
"""What the house rules share."""
