"""Lays out a project with the same pages for each tool that is measured beside this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

Pages = Iterator[tuple[str, str]]
"""Path and Markdown of each page."""

MATERIAL = """\
site_name: Bread
site_url: https://bread.example.org/
theme: {name: material, font: false, features: [navigation.prune, navigation.tabs, navigation.indexes]}
markdown_extensions: [attr_list, tables, toc]
plugins: [search]
"""
HUGO = """\
baseURL = "https://bread.example.org/"
title = "Bread"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
title = true
[outputs]
home = ["html", "json"]
"""
HUGO_PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ .Content }}</main>{{ .TableOfContents }}</body></html>
"""
HUGO_SEARCH = """\
[{{ range $i, $p := .Site.RegularPages }}{{ if $i }},{{ end -}}
{{ dict "title" $p.Title "url" $p.RelPermalink "text" $p.Plain | jsonify }}{{ end }}]
"""
ELEVENTY = """\
module.exports = function (config) {
  config.addFilter("asEntry", (content, title, url) => JSON.stringify({
    title, url, text: content.replace(/<[^>]*>/g, ""),
  }));
  return { dir: { input: "src" }, markdownTemplateEngine: false };
};
"""
ELEVENTY_PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><main>{{ content | safe }}</main></body></html>
"""
ELEVENTY_SEARCH = """\
---
permalink: search.json
eleventyExcludeFromCollections: true
---
[{% for p in collections.all %}{% if not loop.first %},{% endif %}{{ p.content | asEntry(p.data.title, p.url) | safe }}
{% endfor %}]
"""


def read_pages(folder: Path) -> Pages:
    """The Markdown pages in a folder, and nothing else that is there."""
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def write_files(folder: Path, files: Pages) -> None:
    """Write files below a folder."""
    for path, text in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def lay_out_material(folder: Path, pages: Pages) -> None:
    """A project of MkDocs or Zensical, with the Material theme as it is and pruned navigation."""
    write_files(folder / "docs", pages)
    (folder / "mkdocs.yml").write_text(MATERIAL, encoding="utf-8")


def lay_out_hugo(folder: Path, pages: Pages) -> None:
    """A project of Hugo with the smallest layout that gives pages, their contents and a search index."""
    texts = dict(pages)
    above = {parent.as_posix() for path in texts for parent in Path(path).parent.parents}
    crowded = {Path(path).parent.as_posix() for path in texts if not path.endswith("index.md")}
    # In a folder with other pages, `index.md` would swallow them.
    names = {
        path: path.replace("index.md", "_index.md")
        for path in texts
        if Path(path).name == "index.md" and Path(path).parent.as_posix() in above | crowded
    }
    write_files(folder / "content", ((names.get(path, path), text) for path, text in texts.items()))
    layouts = {"_default/single.html": HUGO_PAGE, "_default/list.html": HUGO_PAGE, "index.json": HUGO_SEARCH}
    write_files(folder / "layouts", iter(layouts.items()))
    (folder / "hugo.toml").write_text(HUGO, encoding="utf-8")


def lay_out_eleventy(folder: Path, pages: Pages) -> None:
    """A project of Eleventy with the smallest layout that gives pages and a search index."""
    write_files(folder / "src", ((path, re.sub(r"\A---\n", "---\nlayout: base.njk\n", text)) for path, text in pages))
    write_files(folder / "src", iter({"_includes/base.njk": ELEVENTY_PAGE, "search.njk": ELEVENTY_SEARCH}.items()))
    (folder / "eleventy.config.js").write_text(ELEVENTY, encoding="utf-8")
    (folder / "package.json").write_text("{}\n", encoding="utf-8")
