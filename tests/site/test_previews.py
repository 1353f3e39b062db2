"""What a chat or an e-mail shows of a link, read from the built site as preview parsers read it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from linkpreview import LinkPreview, link_preview
from PIL import Image

from generator.model import Handbook
from generator.model.target import PERMANENT_FOLDER
from generator.plugin.site import read_project


@pytest.fixture(scope="module")
def site_url(root: Path) -> str:
    return read_project(str(root / "mkdocs.yml")).site_url


@pytest.fixture(scope="module")
def previews(site: Path, site_url: str) -> dict[str, LinkPreview]:
    """What a parser makes of every page, by its address from the top of the site. Short links only lead to pages."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        if address.startswith(f"{PERMANENT_FOLDER}/"):
            continue
        address += "/" if address else ""
        found[address] = link_preview(site_url + address, path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("address", "title", "text", "card"),
    [
        ("", "After the No", "A kind, practical handbook for people", "index"),
        ("playbooks/seek-feedback/", "Seek feedback", "Ask one clear question about the role", "seek-feedback"),
        ("worksheets/evidence-log/", "Evidence log", "Keep one line for each no.", "evidence-log"),
        ("paths/ten-minutes/", "I heard no today", "Ten quiet minutes that help", "ten-minutes"),
        ("sources/", "Where this comes from", "", "index"),
        ("coach/acknowledge/", "Coach guide: Acknowledge what happened", "", "index"),
    ],
)
def test_a_parser_reads_title_text_and_picture(
    previews: dict[str, LinkPreview], site_url: str, address: str, title: str, text: str, card: str
) -> None:
    preview = previews[address]
    for source in (preview.opengraph, preview.twitter):
        assert source.title == title
        assert source.description.startswith(text)
        assert len(source.description) > 15
        assert source.image == f"{site_url}assets/handbook/cards/{card}.png"
    assert preview.site_name == "After the No"


def test_every_page_has_a_preview_and_its_picture_is_there(
    previews: dict[str, LinkPreview], site: Path, site_url: str
) -> None:
    sizes = {}
    for address, preview in previews.items():
        assert preview.opengraph.title, address
        assert preview.opengraph.description, address
        assert preview.generic.description == preview.opengraph.description, address
        picture = site / preview.opengraph.image.removeprefix(site_url)
        with Image.open(picture) as image:
            sizes[picture.name] = (image.format, image.size)
    assert set(sizes.values()) == {("PNG", (1200, 630))}
    assert len(sizes) == len(list((site / "assets/handbook/cards").iterdir()))


def test_the_tags_say_what_kind_of_page_where_and_how_large(site: Path, site_url: str) -> None:
    for address, kind in (("", "website"), ("playbooks/seek-feedback/", "article")):
        soup = BeautifulSoup((site / address / "index.html").read_text(), "html.parser")
        tags = {tag["property"]: tag["content"] for tag in soup.select("meta[property]")}
        assert tags["og:type"] == kind
        assert tags["og:url"] == site_url + address
        assert tags["og:locale"] == "en"
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        assert tags["og:image:alt"]
        assert soup.select_one('meta[name="twitter:card"]')["content"] == "summary_large_image"  # type: ignore[index]


def test_the_page_for_addresses_that_are_not_there_has_no_preview(site: Path) -> None:
    assert "og:" not in (site / "404.html").read_text()


def test_a_program_reads_the_steps_of_each_playbook(
    own_handbook: Handbook, previews: dict[str, LinkPreview], site: Path, site_url: str
) -> None:
    for playbook in own_handbook.playbooks:
        address = f"playbooks/{playbook.id}/"
        (how_to,) = previews[address].jsonld.get_schema()
        assert how_to["@type"] == "HowTo"
        assert how_to["name"] == playbook.title
        assert how_to["description"] == previews[address].opengraph.description
        assert re.fullmatch(r"PT(\d+H)?(\d+M)?", how_to["totalTime"])
        assert [step["name"] for step in how_to["step"]] == [step.title for step in playbook.steps]
        soup = BeautifulSoup((site / address / "index.html").read_text(), "html.parser")
        for step in how_to["step"]:
            page, _, anchor = step["url"].partition("#")
            assert page == urljoin(site_url, address)
            assert soup.find(id=anchor), step["url"]
            assert step["text"]
            assert not re.search(r"\]\(|\*\*", step["text"])


def test_the_data_of_a_playbook_is_no_script_that_runs(site: Path, own_handbook: Handbook) -> None:
    for playbook in own_handbook.playbooks:
        soup = BeautifulSoup((site / f"playbooks/{playbook.id}/index.html").read_text(), "html.parser")
        inside = [script for script in soup.select("article script") if not script.get("src")]
        assert [script["type"] for script in inside] == ["application/ld+json"]
        assert json.loads(inside[0].get_text())


def test_catalogue_and_inventory_lie_at_the_top(site: Path) -> None:
    assert json.loads((site / "handbook.json").read_text())["title"] == "After the No"
    assert (site / "handbook.schema.json").is_file()
    assert (site / "objects.inv").read_bytes().startswith(b"# Sphinx inventory version 2\n")
