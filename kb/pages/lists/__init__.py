"""The indexes: every record of a kind, and what is counted over all of them."""
