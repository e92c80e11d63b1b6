# Changes authored files for people: fmt, mv, merge, migrate. The reader's own places are used, so
# that nothing an author wrote is lost; every command works out all new texts first, checks the
# result in a copy, and writes all files or none. It must not know how people call it (kb.cli).
"""Edit authored files by round trip."""
