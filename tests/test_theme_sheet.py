"""The theme's style sheet, without what no page has: and all of it where a page may have more."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.cli.shared import build_project
from generator.export import export_handbook
from generator.plugin.site import read_project
from generator.theme_sheet import Beside, may_need_all, reduced, sheet_texts, theme_sheet
from tests.test_frame import BARE, built, page

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
        (".a:is(p,.c){x:1}.c:where(p){x:2}.a:not(:is(.c,.d)){x:3}", ".a:is(p,.c){x:1}.a:not(:is(.c,.d)){x:3}"),
        ('.a[href$=".svg"]{x:1}/* it\'s */.b{x:2}/*! {.c} */p{x:3}', '.a[href$=".svg"]{x:1}.b{x:2}p{x:3}'),
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
    ("pages", "beside", "needed"),
    [
        ((), Beside(plugins=["handbook"], extensions=["abbr", "markdown.extensions.toc"]), False),
        ((), Beside(theme_files=["<svg><!-- A mark with an icon of a tip. --></svg>"]), False),
        ((), Beside(features=["navigation.tabs"], extras=["header_links"], theme_files=["<b class='md-icon'>"]), False),
        (("# A {#a}\n\nSee {x} and f.a.",), Beside(), False),
        (("[Go](x){ .md-button }",), Beside(), True),
        (("# A {#a .wide}",), Beside(), True),
        (('<div CLASS="grid cards">',), Beside(), True),
        ((), Beside(plugins=["handbook", "tags"]), True),
        ((), Beside(extensions=["admonition"]), True),
        ((), Beside(extensions=["pymdownx.tabbed"]), True),
        ((), Beside(has_permalinks=True), True),
        ((), Beside(features=["navigation.path"]), True),
        ((), Beside(extras=["version"]), True),
        ((), Beside(theme_files=['<div class="admonition note">']), True),
        ((), Beside(theme_files=['{% include "partials/social.html" %}']), True),
        ((), Beside(theme_files=['{% extends "base.html" %}']), True),
        ((), Beside(theme_files=["{%- block announce %}We moved{% endblock %}"]), True),
    ],
)  # fmt: skip
def test_who_may_need_more_gets_all(pages: tuple[str, ...], beside: Beside, needed: bool) -> None:
    assert may_need_all(pages, beside) is needed


def sheets_of(site: Path) -> tuple[list[str], list[str]]:
    """The style sheets that the start page loads, and those of the theme that the site has."""
    loaded = [str(link["href"]) for link in page(site, "index.html").select("link[rel=stylesheet]")]
    return loaded, sorted(path.name for path in site.glob("assets/stylesheets/*.css"))


OWN = "assets/handbook/handbook.css"
CAUSES: dict[str, dict[str, object]] = {
    "extension": {"markdown_extensions": ["admonition"]},
    "permalinks": {"markdown_extensions": [{"toc": {"permalink": True}}]},
    "feature": {"theme": {"name": "material", "features": ["navigation.path"]}},
    "extra": {"extra": {"version": {"provider": "mike"}}},
    "plugin": {"plugins": [{"handbook": {"pdf": False}}, "tags"]},
    "theme file": {"theme": {"name": "material", "custom_dir": "own"}},
    "page": {},
}


@pytest.mark.parametrize("door", ["build", "export"])
@pytest.mark.parametrize("cause", CAUSES)
def test_a_handbook_with_more_has_the_sheets_of_the_theme(project: Path, cause: str, door: str) -> None:
    if cause == "theme file":
        (project / "own/partials").mkdir(parents=True)
        (project / "own/partials/logo.html").write_text('<b class="md-button">Bread</b>')
    if cause == "page":
        (project / "content/button.md").write_text("# Button\n\n[Feed it](id:feed-it){ .md-button }\n")
    if door == "export":
        (project / "mkdocs.yml").write_text(yaml.safe_dump(BARE | CAUSES[cause]))
        assert exported_extra(project)["whole_theme"]
        return
    loaded, there = sheets_of(built(project, **CAUSES[cause]))
    assert loaded == [*(f"assets/stylesheets/{name}" for name in there), OWN]
    assert [name.partition(".")[0] for name in there] == ["main", "palette"]


def exported_extra(project: Path) -> dict[str, object]:
    """What an export says to the frame."""
    told = read_project(str(project / "mkdocs.yml"))
    export_handbook(build_project(told), told.settings, told.theme_dir, project / "exported")
    return dict(yaml.safe_load((project / "exported/mkdocs.yml").read_text(encoding="utf-8"))["extra"]["handbook"])


def test_others_have_a_small_one(project: Path) -> None:
    settings = {"extra_css": ["assets/stylesheets/extra.css"], "markdown_extensions": [{"toc": {"toc_depth": 2}}]}
    (project / "content/assets/stylesheets").mkdir(parents=True)
    (project / "content/assets/stylesheets/extra.css").write_text("p { margin: 0 }")
    loaded, there = sheets_of(built(project, **settings))
    assert loaded == ["assets/handbook/theme.css", OWN, "assets/stylesheets/extra.css"]
    assert there == ["extra.css"]
    assert not exported_extra(project)["whole_theme"]


def test_an_edit_changes_which_sheets_there_are(project: Path) -> None:
    whole = sheets_of(built(project, **CAUSES["extension"]))
    small = sheets_of(built(project))
    assert whole != small
    assert sheets_of(built(project, **CAUSES["extension"])) == whole
    assert sheets_of(built(project)) == small
