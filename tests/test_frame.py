"""The frame of every page: with no settings at all, with an author's own, and in other words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.config import load_config

from generator.frame import FRAME_KEY, frame_files, frame_folder, make_frame
from generator.hosting import content_policy
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from generator.wording import Strings, load_strings

BARE = {"site_name": "A jar", "docs_dir": "content", "theme": "material", "plugins": [{"handbook": {"pdf": False}}]}


def built(project: Path, **settings: object) -> Path:
    """The site of a project whose `mkdocs.yml` says little."""
    (project / "mkdocs.yml").write_text(yaml.safe_dump(BARE | settings))
    build_site(read_project(str(project / "mkdocs.yml")))
    return project / "site"


def page(site: Path, path: str = "about/index.html") -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def test_a_handbook_that_says_nothing_about_its_frame_has_a_whole_one(project: Path) -> None:
    site = built(project)
    for path in ("index.html", "about/index.html", "404.html"):
        soup = page(site, path)
        policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")
        assert policy is not None
        assert policy["content"] == content_policy(in_page=True)
        assert not soup.select("script:not([src]):not([type='application/ld+json']), style, [style]")
        assert "https://fonts" not in str(soup)
        assert soup.select_one("link[rel=icon]")["href"].endswith("assets/handbook/mark.svg")  # type: ignore[index]
        assert [button["aria-label"] for button in soup.select(".hb-colours")] == [
            "Use the dark colours",
            "Use the light colours",
        ]
        assert soup.select(".hb-menu li")
        assert soup.select(".hb-tabs li")
        assert soup.select_one(".hb-brand svg")
        assert not soup.select(".hb-leave")
    assert not (site / "assets/javascripts").exists()
    lost = page(site, "404.html")
    assert lost.h1 is not None
    assert lost.h1.get_text() == "This page is not here"
    assert [link.get_text() for link in lost.select("article li a")] == ["Home", "Search"]


def test_an_authors_file_takes_the_place_of_one_of_the_frame(project: Path) -> None:
    (project / "mine/partials").mkdir(parents=True)
    (project / "mine/partials/footer.html").write_text("<footer>Mine</footer>")
    (project / "mine/main.html").write_text(
        '{% extends "handbook.html" %}{% block extrahead %}{{ super() }}<meta name="mine" content="x">{% endblock %}'
    )
    (project / "mine/README.md").write_text("# Mine")
    soup = page(built(project, theme={"name": "material", "custom_dir": "mine", "logo": "pictures/jar.svg"}))
    assert [footer.get_text() for footer in soup.select("footer")] == ["Mine"]
    assert soup.select_one("meta[name=mine]")
    assert soup.select_one("meta[property='og:title']")
    assert soup.select_one(".hb-brand img")["src"] == "../pictures/jar.svg"  # type: ignore[index]
    assert not (project / "site/README.md").exists()


def test_an_author_who_brings_the_themes_scripts_back_has_them(project: Path) -> None:
    (project / "mine").mkdir()
    (project / "mine/main.html").write_text('{% extends "base.html" %}')
    site = built(project, theme={"name": "material", "custom_dir": "mine", "font": False})
    for script in page(site).select("script[src]"):
        assert (site / "about" / str(script["src"])).resolve().is_file()
    assert page(site).select("script[src*='assets/javascripts/']")


def test_an_author_has_the_last_word_on_theme_and_lost_pages(project: Path) -> None:
    theme = {"name": "material", "favicon": "pictures/jar.svg", "palette": {"scheme": "slate"}}
    site = built(project, theme=theme, extra={"not_found": {"title": "No jar"}})
    soup = page(site, "404.html")
    assert soup.h1 is not None
    assert soup.h1.get_text() == "No jar"
    assert "moved" in soup.article.get_text()  # type: ignore[union-attr]
    assert soup.select_one("link[rel=icon]")["href"] == "/pictures/jar.svg"  # type: ignore[index]
    assert soup.body["data-md-color-scheme"] == "slate"  # type: ignore[index]
    assert not soup.select(".hb-colours")


def test_a_handbook_may_say_the_words_of_the_frame_in_its_own(project: Path) -> None:
    (project / "content/strings.yml").write_text("frame: {toc: On <this> page, skip: \"Skip <the> 'menu'\"}\n")
    soup = page(built(project), "playbooks/wake-it/index.html")
    assert soup.select_one("#hb-contents").get_text() == "On <this> page"  # type: ignore[union-attr]
    assert soup.select_one(".md-skip").get_text(strip=True) == "Skip <the> 'menu'"  # type: ignore[union-attr]


def test_another_theme_keeps_its_own_frame(project: Path) -> None:
    (project / "mkdocs.yml").write_text(yaml.safe_dump(BARE | {"theme": "readthedocs"}))
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    assert frame_folder() not in config.plugins.on_config(config).theme.dirs


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("de-AT", "ltr"), ("ar", "rtl"), ("he-IL", "rtl")])
def test_the_direction_is_that_of_the_language(strings: Strings, language: str, direction: str) -> None:
    words = make_frame(Strings(language, strings.words), []).extra["words"]
    assert (words["language"], words["direction"]) == (language, direction)


def test_the_frame_is_plain_jinja_without_words() -> None:
    """Another engine reads it with another Jinja, and a handbook in another language shows it."""
    for file in frame_files():
        assert isinstance(file.content, bytes)
        text = file.content.decode()
        for call in ("{% macro", "{% call", "{% filter", "loop.cycle", "{% trans"):
            assert call not in text or file.path == "partials/language.html", f"{file.path}: {call}"
    known = set(load_strings("en").words)
    assert {f"frame.{name}" for name in ("nav", "search", "skip", "not_found.title")} <= known
    assert FRAME_KEY == "handbook"
