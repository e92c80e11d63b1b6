# A page, from the knowledge base to the value that its template shows, one kind a module; the list
# of all is registry.py.
"""Every page of the site."""
