"""The sheet of links: every code can be read, and leads where it says."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from generator.build import build_handbook
from generator.disk import read_content
from generator.link_sheet import link_documents
from generator.loader import load_handbook
from generator.model import Handbook
from generator.pdf import make_pdf
from generator.printing import Press
from generator.wording import Strings
from tests.conftest import SOURDOUGH
from tests.paper import one_line, page_texts

SITE = "https://handbook.example.org/after-the-no/"
SIZES = {"a4": (595, 842), "letter": (612, 792)}


@pytest.fixture(scope="module")
def own(root: Path) -> Handbook:
    return load_handbook(read_content(root / "content"))


@pytest.fixture(scope="module")
def sheets(own: Handbook, strings: Strings) -> Mapping[str, bytes]:
    """The sheet of this repository's handbook on each paper."""
    documents = {document.path: document for document in link_documents(own, strings, SITE)}
    assert list(documents) == ["coach/links-a4.pdf", "coach/links-letter.pdf"]
    return {name: make_pdf(documents[f"coach/links-{name}.pdf"].data)[0] for name in SIZES}


def codes(pdf: bytes) -> list[str]:
    """What a phone reads on each page, printed with 200 dots an inch."""
    return [
        code.text
        for sheet in pypdfium2.PdfDocument(pdf)
        for code in zxingcpp.read_barcodes(sheet.render(scale=200 / 72, grayscale=True).to_pil())
    ]


def links_of(data: str) -> list[str]:
    return [item["url"] for group in json.loads(data)["links"]["groups"] for item in group["items"]]


@pytest.mark.parametrize("paper", SIZES)
def test_one_page_holds_all_that_a_coach_hands_out(sheets: Mapping[str, bytes], own: Handbook, paper: str) -> None:
    document = pypdfium2.PdfDocument(sheets[paper])
    assert len(document) == 1
    assert [round(size) for size in document[0].get_size()] == list(SIZES[paper])
    ids = ["index", "help", *(situation.id for situation in own.settings.situations)]
    ids += [thing.id for things in (own.playbooks, own.worksheets, own.scripts) for thing in things]
    found = codes(sheets[paper])
    assert len(found) == len(set(found))
    assert {f"{SITE}go/{id_}/" for id_ in ids} <= set(found)
    assert set(found) - {f"{SITE}go/{id_}/" for id_ in ids} == {f"{SITE}go/about/", f"{SITE}go/privacy/"}


@pytest.mark.parametrize("paper", SIZES)
def test_each_code_has_its_title_and_the_end_of_its_address(
    sheets: Mapping[str, bytes], own: Handbook, paper: str
) -> None:
    text = one_line(" ".join(page_texts(sheets[paper])))
    assert "handbook.example.org/after-the-no/go/" in text
    for thing in (*own.playbooks, *own.worksheets, *own.scripts):
        assert thing.title in text
        assert thing.id.replace("-", "") in text.replace("-", "").replace("\u200b", "").replace(" ", "")
    assert [text.index(name) for name in ("Start here", "Playbooks", "Worksheets", "Scripts")] == sorted(
        text.index(name) for name in ("Start here", "Playbooks", "Worksheets", "Scripts")
    )


@pytest.mark.parametrize("paper", SIZES)
def test_the_sheet_passes_pdf_ua_and_each_code_says_where_it_leads(sheets: Mapping[str, bytes], paper: str) -> None:
    report = page_validation.validate_pdf_bytes(sheets[paper], profile="ua1")
    assert [str(failure) for failure in report.failures] == []
    with pikepdf.open(io.BytesIO(sheets[paper])) as document:
        things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
    assert f"QR code: {SITE}go/ask-hr/" in [str(thing.Alt) for thing in things if "/Alt" in thing]


def test_the_same_handbook_gives_the_same_bytes(sheets: Mapping[str, bytes], own: Handbook, strings: Strings) -> None:
    again = {document.path: make_pdf(document.data)[0] for document in link_documents(own, strings, SITE)}
    assert [again["coach/links-a4.pdf"], again["coach/links-letter.pdf"]] == [sheets["a4"], sheets["letter"]]


def test_a_larger_handbook_runs_to_further_pages(own: Handbook, strings: Strings) -> None:
    data = json.loads(next(iter(link_documents(own, strings, SITE))).data)
    data["links"]["groups"][-1]["items"] *= 4
    pdf, pages = make_pdf(json.dumps(data))
    assert pages == 2
    assert len(codes(pdf)) == 53 + 3 * 22


def test_without_an_address_or_coach_guides_there_is_no_sheet(
    load: Callable[..., Handbook], handbook: Handbook, strings: Strings
) -> None:
    assert list(link_documents(handbook, strings, "")) == []
    assert links_of(next(iter(link_documents(handbook, strings, SITE))).data)[0] == f"{SITE}go/index/"
    source = (SOURDOUGH / "content/playbooks/feed-it.yml").read_text()
    lonely = load({"playbooks/feed-it.yml": source[: source.index("coach:")]})
    assert list(link_documents(lonely, strings, SITE)) == []


def test_the_coach_page_offers_the_sheet(sourdough: Mapping[str, bytes]) -> None:
    built = build_handbook(sourdough, SITE, Press(processes=1))
    files = {file.path: file.content for file in built.files}
    assert isinstance(files["coach/links-letter.pdf"], bytes)
    assert 'href="links-a4.pdf"' in str(files["coach/index.md"])
    assert 'href="links-letter.pdf"' in str(files["coach/index.md"])
    unknown = {file.path: file.content for file in build_handbook(sourdough, "", Press(processes=1)).files}
    assert "coach/links-a4.pdf" not in unknown
    assert "links-a4.pdf" not in str(unknown["coach/index.md"])
    assert 'href="links.csv"' in str(unknown["coach/index.md"])
