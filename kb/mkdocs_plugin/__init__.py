# The MkDocs edge: the only room that imports MkDocs. Its hooks are thin; what a page looks like is
# decided in kb.views, kb.pages, kb.render and kb/theme, what a knowledge base is in the layers
# below.
"""Build the site with MkDocs."""

from kb.mkdocs_plugin.plugin import KbPlugin

__all__ = ["KbPlugin"]
