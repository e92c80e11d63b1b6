"""Describe the search to browsers (OpenSearch 1.1); it needs the address of the site."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from kb.artifact import Artifact
from kb.say import say
from kb.site import Site

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
PATH = "opensearch.xml"
NAME_LIMIT = 16
"""Characters that OpenSearch allows a short name."""


def export_opensearch(site: Site) -> Iterator[Artifact]:
    """Yield the description, where the site has an address."""
    if not site.url:
        return
    root = ET.Element("OpenSearchDescription", {"xmlns": NAMESPACE})
    for name, text in (
        ("ShortName", site.name[:NAME_LIMIT]),
        ("Description", say("Search the full text of {site}", site=site.name)),
        ("InputEncoding", "UTF-8"),
    ):
        ET.SubElement(root, name).text = text
    template = f"{site.url}find/?query={{searchTerms}}"
    ET.SubElement(root, "Url", {"type": "text/html", "template": template})
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    yield Artifact(PATH, data + b"\n")
