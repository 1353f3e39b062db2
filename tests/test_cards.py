"""Preview cards: what each says, how it looks, and what happens where one cannot be set."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from PIL import Image

from generator.assets import light_colours
from generator.build import BuiltHandbook, build_handbook
from generator.cards import HEIGHT, WIDTH, CardDocument, card_documents
from generator.model import Handbook
from generator.pdf import make_card
from generator.printing import Press
from generator.wording import Strings
from tests.conftest import Change

SITE = "https://sourdough.example.org/"
Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]
NO_GLYPH: Mapping[str, Change] = {"playbooks/wake-it.yml": ("title: Wake it", "title: 起こす")}


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Keeps what it made for all tests of this file."""
    return Press(tmp_path_factory.mktemp("press"))


@pytest.fixture(scope="module")
def built(sourdough: Mapping[str, bytes], press: Press) -> BuiltHandbook:
    return build_handbook(sourdough, SITE, press)


@pytest.fixture
def cards(handbook: Handbook, strings: Strings) -> dict[str, CardDocument]:
    return {card.page: card for card in card_documents(handbook, strings)}


def pictures(built: BuiltHandbook) -> dict[str, bytes]:
    return {file.path: bytes(file.content) for file in built.files if file.path.endswith(".png")}  # type: ignore[arg-type]


def head_of(built: BuiltHandbook, path: str) -> dict[str, object]:
    (content,) = [str(file.content) for file in built.files if file.path == path]
    return dict(yaml.safe_load(content.split("---\n")[1]))


def image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def with_words(card: CardDocument, **words: object) -> bytes:
    """The picture of a card that says something else."""
    return make_card(json.dumps(json.loads(card.data) | words))[0]


# --- what they say -----------------------------------------------------------------------------


def test_each_playbook_worksheet_and_path_has_one_and_the_handbook_has_one(
    handbook: Handbook, cards: dict[str, CardDocument]
) -> None:
    pages = [target.page for target in handbook.targets.values() if target.kind in ("playbook", "worksheet", "path")]
    assert sorted(cards) == sorted(["index.md", *pages])
    assert len({card.path for card in cards.values()}) == len(cards)


def test_what_a_card_says(cards: dict[str, CardDocument]) -> None:
    said = json.loads(cards["playbooks/feed-it.md"].data)
    assert (said["handbook"], said["kind"], said["title"]) == (
        "Looking after a sourdough starter",
        "Playbook",
        "Feed it",
    )
    assert said["summary"] == "Give the starter fresh flour & water, so that it rises again."
    assert said["facts"] == ["12 minutes"]
    assert json.loads(cards["worksheets/smell-check.md"].data)["facts"] == ["1 page to print"]
    assert json.loads(cards["paths/first-feed.md"].data)["facts"] == ["5 minutes"]
    assert json.loads(cards["index.md"].data)["title"] == "Looking after a sourdough starter"


def test_a_card_is_told_in_words_as_well(cards: dict[str, CardDocument]) -> None:
    said = ["Reading path", "A first feed", "Feed a starter for the first time.", "5 minutes"]
    assert cards["paths/first-feed.md"].alt == " \N{EN DASH} ".join(said)


def test_the_colours_are_those_of_the_light_pages(cards: dict[str, CardDocument], built: BuiltHandbook) -> None:
    colours = json.loads(cards["index.md"].data)["colours"]
    assert colours == {name: light_colours()[name] for name in colours}
    assert light_colours()["paper"] == "#fbf8f2"
    picture = image(pictures(built)["assets/handbook/cards/index.png"])
    assert picture.getpixel((WIDTH - 1, HEIGHT - 1)) == tuple(bytes.fromhex(colours["paper"][1:]))
    assert picture.getpixel((2, 2)) == tuple(bytes.fromhex(colours["accent"][1:]))


# --- how they look -----------------------------------------------------------------------------


def test_every_card_is_a_png_of_the_size_that_previews_want(built: BuiltHandbook) -> None:
    made = pictures(built)
    assert len(made) == 7
    for path, png in made.items():
        assert png.startswith(b"\x89PNG"), path
        assert image(png).size == (WIDTH, HEIGHT) == (1200, 630), path
        assert len(png) < 100_000, path


LONG = {
    "a-word-without-end": {
        "title": "x" * 480,
        "summary": "y" * 480,
        "facts": ["z" * 480],
        "handbook": "w" * 300,
        "kind": "v" * 99,
    },
    "many-words": {"title": "A title " * 60, "summary": "A word " * 70, "facts": ["A fact " * 70]},
}


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_long_texts_stay_within_the_margins(cards: dict[str, CardDocument], words: dict[str, object]) -> None:
    picture = image(with_words(cards["playbooks/feed-it.md"], **words))
    paper = image(with_words(cards["index.md"])).getpixel((WIDTH - 1, HEIGHT - 1))
    margins = [(1120, 0, 1200, 630), (0, 590, 1200, 630), (0, 0, 1200, 40)]
    for box in margins:
        strip = picture.crop((max(box[0], 20), *box[1:]))
        assert strip.getcolors() == [(strip.width * strip.height, paper)], box


def test_the_longer_a_title_is_the_smaller_it_is_set(cards: dict[str, CardDocument]) -> None:
    def letter_height(title: str) -> int:
        """Pixels of a letter of the title: the longest run of rows with ink, on a card with nothing else."""
        words = {"title": title, "summary": " ", "facts": [], "kind": " ", "handbook": " "}
        picture = image(with_words(cards["playbooks/feed-it.md"], **words)).convert("L")
        rows = picture.crop((84, 110, WIDTH, HEIGHT))
        inked = "".join("x" if min(rows.crop((0, y, rows.width, y + 1)).tobytes()) < 100 else " " for y in range(520))
        return max(map(len, inked.split()))

    heights = [letter_height("HHHHH " * count) for count in (1, 8, 12, 60)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > 55
    assert heights[-1] > 25, "still to be read"
    assert heights[0] > heights[2] > heights[3] - 1


@pytest.mark.parametrize("title", ["#[]*_$ <b> \\ ` @x // /* ", "#panic()", "שלום עולם", "مرحبا", "Ωμέγα Привет"])
def test_a_title_is_only_ever_text(cards: dict[str, CardDocument], title: str) -> None:
    card = cards["playbooks/feed-it.md"]
    assert with_words(card, title=title) != with_words(card, title="x")


# --- what pages say of them --------------------------------------------------------------------


def test_each_page_names_its_card_and_others_that_of_the_handbook(built: BuiltHandbook) -> None:
    assert head_of(built, "playbooks/feed-it.md")["card"] == "assets/handbook/cards/feed-it.png"
    assert str(head_of(built, "playbooks/feed-it.md")["card_alt"]).startswith("Playbook \N{EN DASH} Feed it")
    made = pictures(built)
    for file in built.files:
        if file.path.endswith(".md"):
            assert head_of(built, file.path)["card"] in made, file.path
    for path in ("index.md", "about.md", "sources/index.md", "search/index.md", "scripts/hand-it-over.md"):
        assert head_of(built, path)["card"] == "assets/handbook/cards/index.png", path


@pytest.mark.parametrize("without", ["press", "address"])
def test_without_a_press_or_an_address_there_are_no_cards(
    sourdough: Mapping[str, bytes], press: Press, without: str
) -> None:
    """A preview needs the whole address of its picture."""
    built = build_handbook(sourdough, SITE) if without == "press" else build_handbook(sourdough, "", press)
    assert pictures(built) == {}
    assert "card" not in head_of(built, "playbooks/feed-it.md")


def test_every_page_says_what_it_is_about(built: BuiltHandbook) -> None:
    for file in built.files:
        if file.path.endswith(".md"):
            assert head_of(built, file.path)["description"], file.path
    assert head_of(built, "sources/index.md")["description"] == (
        "The sources behind Looking after a sourdough starter: what each found, and what it cannot say."
    )


def test_an_index_page_says_what_its_author_wrote(changed: Changed) -> None:
    page = "---\ndescription: Both of them.\n---\n\n# Playbooks\n"
    built = build_handbook(changed({"playbooks/index.md": page}))
    assert head_of(built, "playbooks/index.md")["description"] == "Both of them."


def test_a_title_that_no_font_has_gets_the_card_of_the_handbook_and_a_warning(changed: Changed, press: Press) -> None:
    built = build_handbook(changed(NO_GLYPH), SITE, press)
    assert head_of(built, "playbooks/wake-it.md")["card"] == "assets/handbook/cards/index.png"
    assert "assets/handbook/cards/wake-it.png" not in pictures(built)
    assert len(pictures(built)) == 6
    assert [replace(warning, hint="") for warning in built.warnings if warning.code == "no-glyph"] == [
        replace(
            built.warnings[0],
            path="playbooks/wake-it.yml",
            line=2,
            column=8,
            message=f'no font has the character "起" (U+8D77), so {outcome}',
            hint="",
            severity="warning",
        )
        for outcome in ("links to the page are shown without its own picture", "there is no sheet of links")
    ]
    assert not [file.path for file in built.files if file.path.startswith("coach/links-")]


# --- the same every time -----------------------------------------------------------------------


_IN_ANOTHER_PROCESS = """
import hashlib, sys
from pathlib import Path
from generator.build import build_handbook
from generator.disk import read_content
from generator.printing import Press

built = build_handbook(read_content(Path(sys.argv[1])), sys.argv[2], Press(processes=1))
for file in built.files:
    content = file.content if isinstance(file.content, bytes) else file.content.encode()
    print(file.path, hashlib.sha256(content).hexdigest())
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Kiritimati"), ("4242", "America/Los_Angeles")])
def test_another_process_makes_the_same_bytes(built: BuiltHandbook, root: Path, seed: str, zone: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _IN_ANOTHER_PROCESS, str(root / "tests/handbooks/sourdough/content"), SITE],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    there = dict(line.split() for line in run.stdout.splitlines())
    bytes_of = {file.path: file.content for file in built.files}
    assert there == {
        path: hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()
        for path, content in bytes_of.items()
    }
    assert {"objects.inv", "handbook.json", "assets/handbook/cards/feed-it.png"} <= set(there)
