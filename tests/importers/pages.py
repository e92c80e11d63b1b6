"""Saved pages for the tests of `kb cite`."""

from __future__ import annotations

NEWS = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Council’s systems offline | The Town Gazette</title>
<meta property="og:site_name" content="The Town Gazette">
<meta property="og:type" content="article">
<link rel="canonical" href="https://www.gazette.example/news/2025/council-offline">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebPage", "name": "A page"},
 {"@type": "NewsArticle", "headline": "Council’s systems offline",
  "datePublished": "2025-03-04T09:12:00Z", "dateModified": "2025-03-09T10:00:00Z",
  "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}],
  "publisher": {"@type": "Organization", "name": "Gazette Media Ltd"}}]}
</script></head>
<body><h1>Council’s systems offline</h1><p>Text of 12 February 2019.</p></body></html>
"""
"""An article that says everything about itself."""

BARE = """<html><head><title>A notice</title></head>
<body><p>Seen on 12 February 2019. © 2020 Example Council</p></body></html>
"""
"""A page that says nothing about itself but its title."""

STAMP = "20250305031211"
CAPTURE = NEWS.replace(
    'href="https://www.gazette.example',
    f'href="https://web.archive.org/web/{STAMP}/https://www.gazette.example',
).replace(
    "<head>",
    '<head><script>__wm.wombat("https://www.gazette.example/news/2025/council-offline",'
    f'"{STAMP}","https://web.archive.org/","web","");</script>',
)
"""The article as the Wayback Machine gives it out, saved to a file."""
