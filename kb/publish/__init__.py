# The only room that writes output. Everything that must hold for every output file is checked here,
# in one place: it stays inside its root, no file is claimed twice, unchanged files are not touched,
# and a visitor sees either the old site or the new one. It must not know what it writes.
"""Write artifacts to disk, and replace a live site in one step."""

from kb.publish.atomic import write_file
from kb.publish.fulltext import build_fulltext
from kb.publish.swap import building_beside
from kb.publish.tree import PublishReport, publish_tree

__all__ = ["PublishReport", "build_fulltext", "building_beside", "publish_tree", "write_file"]
