"""Making PDFs and pictures: each once, again only where something changed, and every failure in one report."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator import print_folder, printing
from generator.cards import CardDocument, card_documents
from generator.disk import part_of
from generator.loader import load_handbook
from generator.locks import take_lock
from generator.model import Handbook
from generator.printing import Press, PrintingError
from generator.prints import print_all
from generator.progress import show_progress
from generator.sheets import SheetDocument, SheetSetter
from generator.wording import Strings, load_strings
from tests.conftest import Change

Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]
NEW_TITLE: Mapping[str, Change] = {"worksheets/smell-check.yml": ("title: Smell check", "title: Sniff check")}
BAD = "\U0001f600"


def documents_of(files: Mapping[str, bytes]) -> list[SheetDocument]:
    return list(SheetSetter(load_handbook(files), load_strings("en"), "https://sourdough.example.org/").documents())


@pytest.fixture
def documents(sourdough: Mapping[str, bytes]) -> list[SheetDocument]:
    return documents_of(sourdough)


@pytest.fixture
def cards(handbook: Handbook, strings: Strings) -> list[CardDocument]:
    return list(card_documents(handbook, strings))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The data of every document that is made, in place of which come a few bytes that tell it."""
    seen: list[str] = []

    def make_pdf(data: str) -> tuple[bytes, int]:
        if BAD in json.loads(data)["title"]:
            raise printing.TypesettingError("no such sign", BAD)
        seen.append(data)
        return b"%PDF-1.7 " + data.encode() + b"\n%%EOF\n", len(seen)

    monkeypatch.setattr(printing, "make_pdf", make_pdf)
    return seen


@pytest.fixture
def press(tmp_path: Path, made: list[str]) -> Press:  # noqa: ARG001
    """Makes PDFs in this process, as `made` does, and keeps them."""
    return Press(tmp_path / "kept", processes=1)


def paths(documents: list[SheetDocument], made: list[str]) -> set[str]:
    return {document.path for document in documents if document.data in made}


# --- what is made ------------------------------------------------------------------------------


def test_every_document_is_made_and_comes_in_order(press: Press, documents: list[SheetDocument]) -> None:
    pdfs = press.print(documents)
    assert list(pdfs) == [document.path for document in documents]
    for document in documents:
        assert document.data.encode() in pdfs[document.path].content
    assert sorted(pdf.pages for pdf in pdfs.values()) == list(range(1, len(documents) + 1))


def test_nothing_is_made_again_when_nothing_changed(
    press: Press, documents: list[SheetDocument], made: list[str]
) -> None:
    first = press.print(documents)
    made.clear()
    # Another press, as in another run.
    assert Press(press.folder).print(documents) == first
    assert made == []


def test_one_changed_sheet_makes_its_own_pdfs_and_its_packs(
    press: Press, documents: list[SheetDocument], made: list[str], changed: Changed
) -> None:
    press.print(documents)
    made.clear()
    after = documents_of(changed(NEW_TITLE))
    pdfs = press.print(after)
    assert list(pdfs) == [document.path for document in after]
    with_it = {document.path for document in after if any(sheet["id"] == "smell-check" for sheet in _sheets(document))}
    assert paths(after, made) == with_it
    assert {path for path in with_it if "/smell-check-" in path} == {
        f"worksheets/smell-check-{variant}.pdf" for variant in ("a4", "a4-large", "letter", "letter-large")
    }
    assert "packs/workbook-a4.pdf" in with_it
    assert len(with_it) < len(after)
    assert b"Sniff check" in pdfs["packs/workbook-letter.pdf"].content


def _sheets(document: SheetDocument) -> list[dict[str, object]]:
    return list(json.loads(document.data)["sheets"])


def test_new_tools_or_templates_make_everything_again(
    press: Press, documents: list[SheetDocument], made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    press.print(documents)
    for change in ("version", "_sources"):
        made.clear()
        new = (lambda tool: f"{tool}-next") if change == "version" else (lambda folder: [str(folder).encode()])
        monkeypatch.setattr(printing, change, new)
        printing._fingerprint.cache_clear()
        try:
            press.print(documents)
            assert paths(documents, made) == {document.path for document in documents}, change
        finally:
            monkeypatch.undo()
            printing._fingerprint.cache_clear()
            monkeypatch.setattr(printing, "make_pdf", lambda data: made.append(data) or (b"%PDF\n%%EOF\n", 1))


def test_the_templates_and_the_code_that_sets_them_count_as_source() -> None:
    read = [
        source
        for folder in ("typst", "blocks", "pdf")
        for source in printing._sources(Path(printing.__file__).parent / folder)
    ]
    for part in ("typst/lib.typ", "typst/document.typ", "blocks/rating/sheet.typ", "pdf/fields.py"):
        assert (Path(printing.__file__).parent / part).read_bytes() in read, part


def test_without_a_folder_nothing_is_kept(tmp_path: Path, documents: list[SheetDocument], made: list[str]) -> None:
    for _ in range(2):
        Press(processes=1).print(documents[:2])
    assert len(made) == 4
    assert list(tmp_path.iterdir()) == []


def test_no_documents_are_no_work(press: Press, made: list[str]) -> None:
    assert press.print([]) == {}
    assert made == []


def test_many_processes_make_the_same_bytes_as_one(documents: list[SheetDocument], tmp_path: Path) -> None:
    some = [document for document in documents if document.path.endswith(("-a4.pdf", "-large.pdf"))][:5]
    one = Press(processes=1).print(some)
    many = Press(tmp_path, processes=2).print(some)
    assert many == one
    assert all(pdf.content.startswith(b"%PDF-") for pdf in many.values())


# --- what is kept ------------------------------------------------------------------------------


def test_a_half_written_file_is_not_used(press: Press, documents: list[SheetDocument], made: list[str]) -> None:
    """A build was killed while it wrote: what it left is neither taken nor in the way, and goes."""
    press.print(documents)
    assert press.folder is not None
    path = sorted(press.folder.glob("*.pdf"))[0]
    whole = path.read_bytes()
    path.unlink()
    for left in (part_of(path), part_of(press.folder / "of-another.1.pdf")):
        left.write_bytes(whole[: len(whole) // 2])
    running = part_of(press.folder / "of-a-running-one.1.pdf")
    lock = take_lock(running)
    made.clear()
    assert len(press.print(documents)) == len(documents)
    press.tidy(len(documents))
    assert len(made) == 1
    assert [kept.suffix for kept in press.folder.glob(f"{path.name.split('.')[0]}.*")] == [".pdf"]
    assert [part.name for part in press.folder.glob(".*")] == [running.name]
    os.close(lock)


@pytest.mark.parametrize("cache", ["a file", "a folder that cannot be read", "full"])
def test_prints_are_made_without_a_folder_to_keep_them_in(
    tmp_path: Path, documents: list[SheetDocument], monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    folder = tmp_path / "kept"
    told: list[str] = []
    if cache == "a file":
        folder.write_text("in the way")
    elif cache == "a folder that cannot be read":
        monkeypatch.setattr(Path, "iterdir", _refuse(errno.EACCES))
        monkeypatch.setattr(print_folder, "write_file", _refuse(errno.EACCES))
    else:
        monkeypatch.setattr(print_folder, "write_file", _refuse(errno.ENOSPC))
    prints = Press(folder, processes=1, trouble=told.append).print(documents)
    assert all(made.content.endswith(b"%%EOF\n") for made in prints.values())
    reason = {"a file": "File exists", "full": "the disk is full"}.get(cache, "you may not read or write it")
    assert told == [reason if cache == "full" else f"{folder}: {reason}"]


def _refuse(number: int) -> Callable[..., None]:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("kept", [0, 0.5])
def test_a_kept_file_that_was_cut_short_is_made_again(
    press: Press, documents: list[SheetDocument], made: list[str], kept: float
) -> None:
    """As a full disk or a power cut may leave it."""
    first = {path: pdf.content for path, pdf in press.print(documents).items()}
    assert press.folder is not None
    path = sorted(press.folder.glob("*.pdf"))[0]
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    made.clear()
    assert {path: pdf.content for path, pdf in press.print(documents).items()} == first
    assert len(made) == 1


def test_files_of_others_in_the_folder_are_left_alone(press: Press, documents: list[SheetDocument]) -> None:
    assert press.folder is not None
    press.folder.mkdir()
    for name in ("notes.txt", "mine.pdf", ".pdf"):
        (press.folder / name).write_text("x")
    assert len(press.print(documents)) == len(documents)
    assert (press.folder / "mine.pdf").read_text() == "x"


def test_only_so_many_are_kept(press: Press, documents: list[SheetDocument], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_folder, "MOST_KEPT", 3)
    assert len(press.print(documents)) == len(documents)
    assert press.folder is not None
    press.tidy(1)
    assert len(list(press.folder.glob("*.pdf"))) == 3


def test_all_prints_of_a_large_handbook_are_kept(
    press: Press, documents: list[SheetDocument], made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_folder, "MOST_KEPT", 3)
    for _ in range(2):
        print_all(press, documents, [], {})
    assert len(made) == len(documents)


def test_a_print_that_another_build_takes_away_is_made_again(
    press: Press, documents: list[SheetDocument], made: list[str]
) -> None:
    wanted = {path: pdf.content for path, pdf in press.print(documents).items()}
    again = press.print(documents)
    assert press.folder is not None
    for path in press.folder.glob("*.pdf"):
        path.unlink()
    made.clear()
    assert again["packs/workbook-a4.pdf"].content == wanted["packs/workbook-a4.pdf"]
    assert len(made) == 1


def test_what_is_still_used_is_not_what_goes(
    press: Press, documents: list[SheetDocument], made: list[str], changed: Changed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author changes one sheet again and again: the PDFs of the other sheets stay."""
    monkeypatch.setattr(print_folder, "MOST_KEPT", len(documents) + 4)
    press.print(documents)
    for number in range(5):
        made.clear()
        change = {"worksheets/smell-check.yml": ("title: Smell check", f"title: Smell check {number}")}
        press.print(documents_of(changed(change)))
        press.tidy(1)
        assert [data for data in made if "Smell check" not in data] == [], f"after {number + 1} changes"


# --- progress and failures ---------------------------------------------------------------------


def test_progress_is_told_of_each_pdf_that_is_made(
    tmp_path: Path, documents: list[SheetDocument], made: list[str], changed: Changed
) -> None:
    told: list[tuple[int, int]] = []
    press = Press(tmp_path, lambda done, total: told.append((done, total)), processes=1)
    press.print(documents)
    assert told == [(number, len(documents)) for number in range(1, len(documents) + 1)]
    told.clear()
    press.print(documents)
    assert told == []
    made.clear()
    press.print(documents_of(changed(NEW_TITLE)))
    assert told == [(number, len(made)) for number in range(1, len(made) + 1)]


def test_progress_is_told_from_many_processes_too(documents: list[SheetDocument]) -> None:
    told: list[tuple[int, int]] = []
    Press(None, lambda done, total: told.append((done, total)), processes=2).print(documents[:3])
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_bar_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    show_progress("PDF", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    show_progress("PDF", 1, 2)
    show_progress("PDF", 2, 2)
    half, whole, end = capsys.readouterr().err.replace("\n", "\n\r").split("\r")[1:]
    assert half == "PDF [###############...............] 1/2"
    assert whole == "PDF [##############################] 2/2\n"
    assert end == ""


def test_all_failures_come_in_one_error_and_the_rest_is_kept(
    press: Press, made: list[str], changed: Changed, sourdough: Mapping[str, bytes]
) -> None:
    bad = {"worksheets/smell-check.yml": ("title: Smell check", f"title: Smell {BAD}")}
    documents = documents_of(changed(bad))
    with pytest.raises(PrintingError) as caught:
        press.print(documents)
    failed = [document.path for document, _ in caught.value.failures]
    assert failed == sorted(document.path for document in documents if BAD in json.loads(document.data)["title"])
    assert len(failed) == 4
    assert {error.missing for _, error in caught.value.failures} == {BAD}
    assert str(caught.value) == "; ".join(f"{path}: no such sign" for path in failed)
    # The rest was made, and is not made again once the mistake is mended.
    fine = paths(documents, made)
    assert len(fine) == len(documents) - 4
    made.clear()
    mended = documents_of(sourdough)
    press.print(mended)
    assert paths(mended, made).isdisjoint(path for path in fine if "feeding-log" in path)


def test_a_failure_crosses_from_another_process_whole(changed: Changed) -> None:
    bad = {"worksheets/smell-check.yml": ("title: Smell check", f"title: Smell {BAD}")}
    documents = [document for document in documents_of(changed(bad)) if "/smell-check-" in document.path]
    with pytest.raises(PrintingError) as caught:
        Press(processes=2).print(documents)
    assert [document.path for document, _ in caught.value.failures] == sorted(one.path for one in documents)
    assert {error.missing for _, error in caught.value.failures} == {BAD}
    assert all("could not be displayed" in error.message for _, error in caught.value.failures)


# --- pictures ----------------------------------------------------------------------------------


def test_pictures_are_made_and_kept_like_pdfs(
    press: Press, documents: list[SheetDocument], cards: list[CardDocument], made: list[str]
) -> None:
    told: list[tuple[int, int]] = []
    press = Press(press.folder, lambda done, total: told.append((done, total)), processes=1)
    first = press.print([*documents, *cards])
    assert list(first) == [one.path for one in (*documents, *cards)]
    assert {path for path, one in first.items() if one.content.startswith(b"\x89PNG")} == {card.path for card in cards}
    assert told[-1] == (len(first), len(first)), "one count for both"
    made.clear()
    told.clear()
    assert Press(press.folder, processes=1).print([*documents, *cards]) == first
    assert (made, told) == ([], [])


@pytest.mark.parametrize("kept", [0, 0.5])
def test_a_kept_picture_that_was_cut_short_is_made_again(press: Press, cards: list[CardDocument], kept: float) -> None:
    first = press.print(cards)
    assert press.folder is not None
    path = sorted(press.folder.glob("*.png"))[0]
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    assert press.print(cards) == first


def test_what_could_be_made_comes_with_the_failures(press: Press, changed: Changed, strings: Strings) -> None:
    bad = {"playbooks/wake-it.yml": ("title: Wake it", f"title: Wake {BAD}")}
    cards = list(card_documents(load_handbook(changed(bad)), strings))
    with pytest.raises(PrintingError) as caught:
        press.print(cards)
    failed = "assets/handbook/cards/wake-it.png"
    assert [(document.path, error.missing) for document, error in caught.value.failures] == [(failed, BAD)]
    assert set(caught.value.made) == {card.path for card in cards} - {failed}
