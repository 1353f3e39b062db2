"""QR codes that the device draws: right by the standard, and read back from the screen."""

from __future__ import annotations

import io
from typing import Any

import pytest
import segno
import segno.consts
import zxingcpp
from PIL import Image
from playwright.sync_api import Page
from segno.encoder import mask_scores

LEVELS = {"M": segno.consts.ERROR_LEVEL_M, "L": segno.consts.ERROR_LEVEL_L}
MOST = {"M": 2331, "L": 2953}  # bytes, in version 40

MAKE = """async ([text, wanted]) => {
    const { qrCode } = await import("/modules/qr.js");
    const code = qrCode(text, wanted);
    return code && {...code, cells: Array.from(code.cells).join("")};
}"""
SHOW = """async ([text, label]) => {
    const { qrCode, drawQr } = await import("/modules/qr.js");
    document.body.replaceChildren(drawQr(qrCode(text), label));
}"""


@pytest.fixture(scope="module")
def bench(browser, address: str):  # type: ignore[no-untyped-def]
    """A page that can use the modules, as large as the largest code needs."""
    page = browser.new_page(viewport={"width": 760, "height": 760})
    page.goto(f"{address}modules/qr.js")
    page.set_content("<body></body>")
    yield page
    page.close()


def code_of(page: Page, text: str, **wanted: object) -> Any:
    return page.evaluate(MAKE, [text, wanted])


def seen(page: Page) -> list[str]:
    """What a phone reads that is held before the screen."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


def filling(version: int, level: str) -> str:
    """A text that fills a version to the last bit."""
    bits = segno.consts.SYMBOL_CAPACITY[version][LEVELS[level]]
    return ("Ab-c/9_~" * 400)[: (bits - (12 if version < 10 else 20)) // 8]


@pytest.mark.parametrize("level", LEVELS)
def test_every_version_is_the_one_that_another_encoder_makes(bench: Page, level: str) -> None:
    for version in range(1, 41):
        text, mask = filling(version, level), version % 8
        made = code_of(bench, text, version=version, level=level, mask=mask)
        theirs = segno.make(
            text, version=version, error=level, mask=mask, mode="byte", boost_error=False, micro=False
        ).matrix
        assert made["size"] == len(theirs)
        assert made["cells"] == "".join(str(int(cell)) for row in theirs for cell in row), (version, level)


def test_the_mask_is_the_one_that_is_easiest_to_read(bench: Page) -> None:
    for version in range(1, 13):
        text = filling(version, "M")
        scores = []
        for mask in range(8):
            code = segno.make(text, version=version, error="m", mask=mask, mode="byte", boost_error=False, micro=False)
            scores.append(sum(mask_scores(code.matrix, len(code.matrix), len(code.matrix))))
        assert code_of(bench, text)["mask"] == scores.index(min(scores)), version


TEXTS = {
    "one letter": "a",
    "a short link": "https://handbook.example.org/go/ask-hr/",
    "umlauts": "https://handbook.example.org/go/ask-hr/#Grüße",
    "other letters": "Привет, 你好, שלום 👋🏽",
    "seven bits more than a version": "x" * 15,
    "the last of the short heads": "x" * 180,
    "the first of the long heads": "x" * 181,
    "a longer plan": "https://handbook.example.org/coach/plan/#plan=1." + "Aa0_-" * 100 + ".0abcdef",
    "the longest plan": "https://handbook.example.org/coach/plan/#plan=1." + "Aa0_-" * 539 + ".0abcdef",
    "all of M": "m" * MOST["M"],
    "one more than M": "m" * (MOST["M"] + 1),
    "all of L": "é" * (MOST["L"] // 2) + "x",
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_the_screen_shows_is_read_back(bench: Page, name: str) -> None:
    text = TEXTS[name]
    bench.evaluate(SHOW, [text, "A link"])
    assert seen(bench) == [text]


def test_many_lengths_are_read_back(bench: Page) -> None:
    for length in range(1, 700, 23):
        text = ("https://handbook.example.org/go/" + "step-by-step." * 60)[:length]
        bench.evaluate(SHOW, [text, "A link"])
        assert seen(bench) == [text], length


def test_the_level_is_m_as_long_as_that_fits(bench: Page) -> None:
    assert code_of(bench, "m" * MOST["M"])["level"] == "M"
    assert code_of(bench, "m" * (MOST["M"] + 1))["level"] == "L"
    assert code_of(bench, "m" * MOST["L"])["version"] == 40
    assert code_of(bench, "m" * (MOST["L"] + 1)) is None


def test_a_code_has_a_name_and_its_quiet_zone(bench: Page) -> None:
    bench.evaluate(SHOW, ["https://handbook.example.org/", 'A "link" <b>'])
    picture = bench.get_by_role("img", name='A "link" <b>')
    assert picture.count() == 1
    assert picture.get_attribute("viewBox") == "0 0 37 37"
    assert bench.locator("svg path").evaluate("path => path.getBBox().x") == 4
    assert bench.locator("svg path").evaluate("path => path.getBBox().width") == 29
