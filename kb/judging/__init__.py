# The engine. What it says about a statement on a day follows the page on method
# (`content/pages/methodology.md`), sentence by sentence: hold the two side by side.
#
#   bodies.py      "An issuer is a body, whatever name it is given."
#   origins.py     "Lineage and independence": what a source counts as, and how many count.
#   public.py      "Known on a day": since when a page and a statement are public.
#   confirming.py  "Who can confirm what": which single document settles which claim.
#   judge.py       all of that for one claim of a base: what it rests on, who may confirm it.
#   standing.py    "How firm it is, and from when": the statuses of a claim with their days.
#   values.py      "Contradictions": what a claim says, as a value that can be compared.
#   nothing.py     the same: the words for none.
#   units.py       the same: what a figure counts, and the same figure in another unit.
#   contradiction.py  the same: what cannot both hold.
#
# All of it is pure: models go in, values come out. It knows no page, no file and no clock, and it
# decides by fields, never by words.
"""Judge statements: who said it, since when, on how many origins, and how it stands."""
