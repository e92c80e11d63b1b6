# The only room that writes output. Everything that must hold for every output file is checked here,
# in one place: it stays inside its root, no file is claimed twice, unchanged files are not touched,
# nothing of somebody's is replaced or removed, and a visitor sees either the old site or the new
# one. It must not know what it writes.
"""Write artifacts to disk, and replace a live site in one step."""

from kb.publish.atomic import write_file
from kb.publish.clean import clean_site, clean_tree, set_aside
from kb.publish.findings import report_problems
from kb.publish.fulltext import FOLDER, build_fulltext
from kb.publish.site import MARKER, check_target, mark_site
from kb.publish.static import StaticFile, find_static, find_taken
from kb.publish.swap import building_beside
from kb.publish.tree import PublishReport, own_files, publish_tree, ready_folder

__all__ = [
    "FOLDER",
    "MARKER",
    "PublishReport",
    "StaticFile",
    "build_fulltext",
    "building_beside",
    "check_target",
    "clean_site",
    "clean_tree",
    "find_static",
    "find_taken",
    "mark_site",
    "own_files",
    "publish_tree",
    "ready_folder",
    "report_problems",
    "set_aside",
    "write_file",
]
