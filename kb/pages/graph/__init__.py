"""The graph of all records."""
