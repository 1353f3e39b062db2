"""Pages laid out for every engine: where they stand, and where their links lead then."""

from __future__ import annotations

import pytest

from generator.output import OutputFile
from generator.portable import portable_files, portable_nav, portable_path

FILES = ["index.md", "help.md", "tools/index.md", "tools/saw.md", "tools/my notes.md", "pictures/saw (1).png"]


def links_of(page: str, text: str) -> str:
    """The text of a page in an export that has `FILES` as well."""
    files = [OutputFile(path, "") for path in FILES if path != page] + [OutputFile(page, text)]
    return next(str(file.content) for file in portable_files(files) if file.path == portable_path(page))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("index.md", "index.md"),
        ("help.md", "help/index.md"),
        ("tools/index.md", "tools/index.md"),
        ("tools/saw.md", "tools/saw/index.md"),
        ("pictures/saw.png", "pictures/saw.png"),
        ("_headers", "_headers"),
    ],
)
def test_every_page_is_the_index_of_its_folder(path: str, place: str) -> None:
    assert portable_path(path) == place


@pytest.mark.parametrize(
    ("page", "link", "moved"),
    [
        ("tools/saw.md", "../help.md", "../../help/index.md"),
        ("tools/saw.md", "../help.md#who", "../../help/index.md#who"),
        ("tools/saw.md", "index.md", "../index.md"),
        ("help.md", "tools/saw.md", "../tools/saw/index.md"),
        ("tools/index.md", "saw.md", "saw/index.md"),
        ("index.md", "help.md", "help/index.md"),
        ("tools/saw.md", "my%20notes.md", "../my%20notes/index.md"),
        ("help.md", "pictures/saw%20(1).png", "../pictures/saw%20%281%29.png"),
        # What leads to no file of the handbook stays as it is.
        ("tools/saw.md", "#teeth", "#teeth"),
        ("tools/saw.md", "https://other.example/help.md", "https://other.example/help.md"),
        ("tools/saw.md", "mailto:a@b.example", "mailto:a@b.example"),
        ("tools/saw.md", "/help.md", "/help.md"),
        ("tools/saw.md", "gone.md", "gone.md"),
    ],
)
def test_a_link_in_markdown_leads_where_it_did(page: str, link: str, moved: str) -> None:
    assert links_of(page, f"See [it]({link}).\n") == f"See [it]({moved}).\n"


def test_links_of_every_form_are_changed_and_nothing_else() -> None:
    text = """\
[a](../help.md "Help") and ![b]( ../pictures/saw%20(1).png ), [c](<my notes.md>), [d][help], ([e](../help.md))

[help]: ../help.md "Help"

`[f](../help.md)` and

    [g](../help.md)

<a href="../help/">h</a> and (../help.md)
"""
    assert (
        links_of("tools/saw.md", text)
        == """\
[a](../../help/index.md "Help") and ![b]( ../../pictures/saw%20%281%29.png ), [c](<../my%20notes/index.md>), \
[d][help], ([e](../../help/index.md))

[help]: ../../help/index.md "Help"

`[f](../help.md)` and

    [g](../help.md)

<a href="../help/">h</a> and (../help.md)
"""
    )


def test_a_page_says_what_it_was_made_from() -> None:
    made = OutputFile("tools/saw.md", '---\ntitle: "Saw"\n---\n\n# Saw\n', "tools/saw.yml")
    (file,) = portable_files([made])
    assert file.content == '---\nsource: "tools/saw.yml"\ntitle: "Saw"\n---\n\n# Saw\n'
    assert file.source == "tools/saw.yml"


def test_bytes_are_never_changed() -> None:
    file = OutputFile("notes.md.txt", b"[a](help.md)")
    assert list(portable_files([file])) == [file]


def test_an_authors_own_navigation_fits() -> None:
    nav = ["index.md", {"Tools": ["tools/index.md", {"Saw": "tools/saw.md"}]}, {"Web": "https://other.example/a.md"}]
    assert portable_nav(nav) == [
        "index.md",
        {"Tools": ["tools/index.md", {"Saw": "tools/saw/index.md"}]},
        {"Web": "https://other.example/a.md"},
    ]
