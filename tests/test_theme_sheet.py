"""The theme's style sheet, without what no page has: and all of it where a page may have more."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.theme_sheet import may_need_all, reduced, sheet_texts, theme_sheet
from tests.test_frame import built, page

USED = frozenset({"a", "b"})


@pytest.mark.parametrize(
    ("sheet", "wanted"),
    [
        (".a{x:1}.c{x:2}.a .b>p{x:3}.a .c{x:4}", ".a{x:1}.a .b>p{x:3}"),
        ("p,.c,.a:hover,.c .a{x:1}", "p,.a:hover{x:1}"),
        (".a:not(.c){x:1}.c:not(.a){x:2}", ".a:not(.c){x:1}"),
        ("@media print{.a{x:1}.c{x:2}}@media screen{.c{x:3}}", "@media print{.a{x:1}}"),
        ("@keyframes c{0%{x:.5}to{x:1}}.a{x:1}", "@keyframes c{0%{x:.5}to{x:1}}.a{x:1}"),
        ('.a{x:"} .c{"}.c{x:"\\"}"}.b{x:url("a,b;{c}")}', '.a{x:"} .c{"}.b{x:url("a,b;{c}")}'),
        (".a:is(p,.c){x:1}.a:is(p,.b){x:2}", ".a:is(p,.b){x:2}"),
        (".a{}.a{x:1", ""),
        ("", ""),
    ],
)
def test_only_rules_for_used_classes_stay(sheet: str, wanted: str) -> None:
    assert reduced(sheet, USED) == wanted


def test_all_of_the_theme_is_read() -> None:
    """With every class in use nothing is lost, and so nothing is in a form that is not known."""
    for sheet in sheet_texts():
        assert reduced(sheet, _Everything()) == sheet.strip()
    assert len(theme_sheet()) < 0.3 * sum(map(len, sheet_texts()))


class _Everything(frozenset[str]):
    def issuperset(self, _other: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("pages", "extensions", "theme_files", "needed"),
    [
        ((), ("abbr", "markdown.extensions.toc"), ('<b class="md-icon">',), False),
        (("# A {#a}\n\nSee {x} and f.a.",), (), (), False),
        (("[Go](x){ .md-button }",), (), (), True),
        (("# A {#a .wide}",), (), (), True),
        (('<div class="grid cards">',), (), (), True),
        ((), ("admonition",), (), True),
        ((), ("pymdownx.tabbed",), (), True),
        ((), (), ('<a class="md-button">',), True),
    ],
)  # fmt: skip
def test_who_may_need_more_gets_all(
    pages: tuple[str, ...], extensions: tuple[str, ...], theme_files: tuple[str, ...], needed: bool
) -> None:
    assert may_need_all(pages, extensions, theme_files) is needed


def sheets_of(site: Path) -> tuple[list[str], list[str]]:
    """The theme's style sheets: those that the start page loads, and those of the site."""
    loaded = [str(link["href"]) for link in page(site, "index.html").select("link[rel=stylesheet]")]
    return [href for href in loaded if "stylesheets" in href], sorted(p.name for p in site.glob("assets/stylesheets/*"))


def test_a_handbook_has_one_style_sheet(project: Path) -> None:
    assert sheets_of(built(project)) == ([], [])


@pytest.mark.parametrize("cause", ["extension", "plugin", "theme file", "page"])
def test_a_handbook_with_more_has_the_sheets_of_the_theme_too(project: Path, cause: str) -> None:
    settings: dict[str, object] = {}
    if cause == "extension":
        settings = {"markdown_extensions": ["admonition"]}
    elif cause == "plugin":
        settings = {"plugins": ["handbook", "tags"]}
    elif cause == "theme file":
        (project / "own/partials").mkdir(parents=True)
        (project / "own/partials/logo.html").write_text('<b class="md-button">Bread</b>')
        settings = {"theme": {"name": "material", "custom_dir": "own"}}
    else:
        (project / "content/button.md").write_text("# Button\n\n[Feed it](id:feed-it){ .md-button }\n")
    loaded, there = sheets_of(built(project, **settings))
    assert [href.split("/")[-1] for href in loaded] == [name for name in there if name.endswith(".css")]
    assert [href.split("/")[-1].split(".")[0] for href in loaded] == ["main", "palette"]
