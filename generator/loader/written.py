"""Reads the pages that authors write by hand."""

from __future__ import annotations

import re

from generator.model import WrittenPage
from generator.problems import ContentError, Problem
from generator.richtext import written_sections
from generator.yaml_reader import read_text, read_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)


def read_page(content: bytes, path: str) -> WrittenPage:
    """Read one Markdown page.

    Raises:
        ContentError: It is not UTF-8 or empty, or its front matter is not valid YAML with text in `title`.
    """
    text = read_text(content, path)
    if not text.strip():
        raise ContentError([Problem(path, 1, 1, "empty-file", "the file is empty", "write it, or delete it")])
    match = _FRONT_MATTER.match(text)
    front_matter = _front_matter(match[1], path) if match else {}
    body = text[match.end() :] if match else text
    headings = (title for level, title, _, _ in written_sections(body) if level == 1)
    page = WrittenPage(path, "", body, front_matter, text.count("\n", 0, match.end()) + 1 if match else 1)
    title = str(front_matter.get("title") or next(headings, page.id))
    return WrittenPage(path, title, body, front_matter, page.body_line)


def _front_matter(text: str, path: str) -> dict[str, object]:
    if not text.strip():
        return {}
    try:
        # One empty line in place of the opening dashes keeps the line numbers those of the file.
        data = read_yaml(b"\n" + text.encode(), path).data
    except ContentError:
        raise
    if not isinstance(data, dict) or not isinstance(data.get("title", ""), str):
        raise ContentError(
            [
                Problem(
                    path,
                    2,
                    1,
                    "front-matter",
                    "what stands between the --- lines must be keys and values",
                    "write e.g. title: About this handbook",
                )
            ]
        )
    return data
