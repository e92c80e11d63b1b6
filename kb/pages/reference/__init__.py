"""The reference: every key, every value, every problem code."""
