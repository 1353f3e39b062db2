"""Writes the content of a handbook as authors of a Hugo or Eleventy site would: plain Markdown, a page a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

FOLDERS = ("playbooks", "scripts", "worksheets")
_LINK = re.compile(r"\(id:([a-z0-9-]+)\)")

Yaml = dict[str, Any]


def write_plain(files: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The Markdown pages of a handbook: path and text.

    Args:
        files: Path and text of its content files, as `write_handbook` gives them.
    """
    for path, text in files:
        folder, _, name = path.partition("/")
        if path == "index.md" or (path.endswith(".md") and not name):
            yield path, _page(path.removesuffix(".md").capitalize(), "", [text])
        elif folder in FOLDERS:
            about = yaml.load(text, yaml.CSafeLoader)
            yield path.replace(".yml", ".md"), _page(about["title"], about["summary"], _PARTS[folder](about))


def _page(title: str, summary: str, parts: list[str]) -> str:
    head = yaml.safe_dump({"title": title, "description": summary}, allow_unicode=True, width=1000)
    text = _LINK.sub(r"(/playbooks/\1/)", "\n\n".join(part for part in parts if part))
    return f"---\n{head}---\n\n{text}\n"


def _list(items: list[str], mark: str = "-") -> str:
    return "\n".join(f"{mark} {item}" for item in items)


def _playbook(about: Yaml) -> list[str]:
    steps = about["steps"]
    times = ["| Step | Time |", "|---|---|", *(f"| {step['title']} | {step['time']} |" for step in steps)]
    return [
        f"# {about['title']}",
        about["summary"],
        f"When: {about['when']}. Who: {about['who']}.",
        "You will end with:",
        _list(about["ends_with"]),
        "## Why",
        about["why"],
        "## Steps",
        "\n".join(times),
        *(part for step in steps for part in _step(step)),
        "## Common mistakes",
        _list(about["mistakes"]),
        "## Take care",
        about["care"],
        "## Where this comes from",
        about["comes_from"],
        "## Your steps",
        _list([f"[ ] {step['title']}" for step in steps]),
    ]


def _step(step: Yaml) -> list[str]:
    return [
        f"### {step['title']}",
        step["do"],
        *(f"**If you are a {who}:** {text}" for who, text in step["situations"].items()),
        f"**Done when:** {step['done_when']}",
        *(f"[What to say](/scripts/{id_}/)" for id_ in step["scripts"]),
        *(f"[Worksheet](/worksheets/{id_}/)" for id_ in step["worksheets"]),
    ]


def _script(about: Yaml) -> list[str]:
    return [
        f"# {about['title']}",
        about["summary"],
        f"Use it when: {about['use_when']}",
        f"Do not use it when: {about['do_not_use_when']}",
        f"**{about['subject']}**",
        about["text"],
        "## Short",
        about["short"],
        _list([f"[{blank}]: {meaning}" for blank, meaning in about["blanks"].items()]),
    ]


def _worksheet(about: Yaml) -> list[str]:
    parts = [f"# {about['title']}", about["summary"], f"Time: {about['time']}", about["intro"]]
    for block in about["blocks"]:
        parts.append(f"## {block['label']}")
        if block["type"] == "table":
            row = "|" + "   |" * len(block["columns"])
            titles = " | ".join(column["title"] for column in block["columns"])
            parts.append("\n".join([f"| {titles} |", row.replace("   ", "---"), *[row] * block["rows"]]))
        elif block["type"] == "checklist":
            parts.append(_list([f"[ ] {item['text']}" for item in block["items"]]))
    return parts


_PARTS = {"playbooks": _playbook, "scripts": _script, "worksheets": _worksheet}
