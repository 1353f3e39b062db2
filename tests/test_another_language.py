"""A handbook about something else, in a language that the generator does not bring: no change in the generator."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup, Comment, Tag
from click.testing import CliRunner

from generator.cli import main
from generator.disk import read_content
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from generator.wording import languages, load_strings
from tests.conftest import read_index
from tests.search import ask

TOMATEN = Path(__file__).parent / "handbooks" / "tomaten"
SPOKEN = ("aria-label", "alt", "title", "placeholder", "content", "label", "data-label")
WORD = re.compile(r"[^\W\d_]{2,}")


def words_of(text: str) -> set[str]:
    """The words of a text, in lower case, without the places that are filled in."""
    return {word.lower() for word in WORD.findall(re.sub(r"\{\w+\}", "", text))}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(TOMATEN, tmp_path_factory.mktemp("german") / "tomaten"))


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    build_site(read_project(str(project / "mkdocs.yml")))
    return project / "site"


def pages(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def said_on(soup: BeautifulSoup) -> Iterator[str]:
    """Every text that a person can see or hear."""
    for text in soup.find_all(string=True):
        if not isinstance(text, Comment) and text.parent is not None and text.parent.name not in ("script", "style"):
            yield str(text)
    for tag in soup.find_all(True):
        if isinstance(tag, Tag) and tag.name != "meta":
            yield from (str(tag[name]) for name in SPOKEN if name in tag.attrs)


@pytest.fixture(scope="module")
def english() -> set[str]:
    """Words of the generator in English that nobody says in this handbook in German."""
    files = read_content(TOMATEN / "content")
    german = " ".join(load_strings("de", files.pop("strings.yml")).words.values())
    # Of content without its keys, and values that are no words.
    german += re.sub(r"(type|channel|kind|width): [\w-]+|[\w-]+:(?=\s)", "", b" ".join(files.values()).decode())
    return words_of(" ".join(load_strings("en").words.values())) - words_of(german)


def test_the_generator_does_not_know_the_language(english: set[str]) -> None:
    assert "de" not in languages()
    assert {"steps", "worksheet", "search", "page", "done", "edit", "skip"} <= english


def test_no_english_word_is_left_on_any_page(site: Path, english: set[str]) -> None:
    left = {}
    seen = 0
    for path, soup in pages(site):
        # Ids and addresses are the same in every language.
        for tag in soup.select("code"):
            tag.decompose()
        words = words_of(re.sub(r"\S*(/|\w\.\w)\S*", "", " ".join(said_on(soup))))
        seen += len(words)
        if wrong := words & english - {"us", "letter"}:
            left[path] = wrong
    assert left == {}
    assert seen > 2000


def test_what_scripts_say_is_in_the_language_too(site: Path, english: set[str]) -> None:
    for path, soup in pages(site):
        for tag in soup.select("[data-words], [data-say]"):
            for name in ("data-words", "data-say"):
                for text in re.findall(r':\s*"([^"]*)"', str(tag.get(name, ""))):
                    assert not words_of(text) & english, path


def test_every_page_says_which_language_it_is_in(site: Path) -> None:
    for path, soup in pages(site):
        assert soup.html is not None
        assert soup.html.get("lang") == "de", path
        assert not soup.select("[lang]:not(html):not([lang=de])"), path
    soup = dict(pages(site))["playbooks/aussaeen/index.html"]
    assert soup.body is not None
    assert soup.body["dir"] == "ltr"
    assert soup.select_one('meta[property="og:locale"]')["content"] == "de"  # type: ignore[index]


def test_days_times_and_names_are_written_as_the_language_does(site: Path) -> None:
    said = dict(pages(site))["playbooks/aussaeen/index.html"].get_text(" ", strip=True)
    for words in ("Zuletzt durchgesehen am 4. März 2026", "10 bis 15 Minuten", "Beet und Öhler", "Gärtner und andere"):
        assert words in re.sub(r"\s+", " ", said), words


def test_words_are_sorted_with_their_accents_beside_the_plain_letters(site: Path) -> None:
    soup = dict(pages(site))["glossary/index.html"]
    assert [term.get_text() for term in soup.select("article dt")] == ["Ähre", "pH", "Pikieren", "Zwiebel"]


def test_every_sheet_is_in_the_language(site: Path, english: set[str]) -> None:
    sheets = sorted(site.rglob("*.pdf"))
    assert len(sheets) > 10
    for path in sheets:
        content = path.read_bytes()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert str(pdf.Root.Lang) == "de", path.name
        document = pypdfium2.PdfDocument(content)
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        words = words_of(re.sub(r"\S+\.\S+", "", text))
        assert words & english == set(), path.name
        assert words, path.name


def test_search_finds_words_with_and_without_their_accents(site: Path) -> None:
    index = site / "search" / "search_index.json"
    assert read_index(index.read_bytes())["config"]["lang"] == ["de"]
    queries = {
        "gießen": "scripts/urlaub/",
        "giessen": "scripts/urlaub/",
        "angiessen": "playbooks/auspflanzen/#giessen",
        "saen": "playbooks/aussaeen/",
        "ahre": "glossary/#aehre",
        "GELBE blatter": "hilfe/#gelbe-blatter-unten",
    }
    told = ask(read_index(index.read_bytes())["docs"], list(queries), read_index(index.read_bytes())["config"])
    found = {query: engine.found[:3] for query, (engine, _) in zip(queries, told, strict=True)}
    assert {query: place for query, place in queries.items() if place not in found[query]} == {}, found


def test_the_handbook_has_no_problems(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 0, result.output
    assert "no problems found" in result.output
    assert "Reading grade" not in result.output, "the grade is one of English"
