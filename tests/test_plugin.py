"""The MkDocs door: a whole site, built by MkDocs in this process, with every warning an error."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator.assets import style_sheet_paths
from tests.conftest import SOURDOUGH, read_index

SITE_URL = "https://sourdough.example.org/"


def build_with_mkdocs(project: Path) -> Path:
    config = load_config(str(project / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sourdough site. No test may change it."""
    return build_with_mkdocs(Path(shutil.copytree(SOURDOUGH, tmp_path_factory.mktemp("mkdocs") / "sourdough")))


def page(site: Path, url: str) -> BeautifulSoup:
    return BeautifulSoup((site / url / "index.html").read_text(encoding="utf-8"), "html.parser")


def pages(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    """Address and HTML of every page, but for those that forward and the one for pages that are not there."""
    for path in sorted(set(site.rglob("index.html")) - set((site / "go").rglob("*"))):
        url = path.parent.relative_to(site).as_posix()
        yield "" if url == "." else f"{url}/", BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def text_of(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


# --- pages -------------------------------------------------------------------------------------


def test_every_page_is_built_and_no_content_file_is_published(site: Path) -> None:
    assert [url for url, _ in pages(site)] == [
        "about/",
        "coach/feed-it/",
        "coach/",
        "coach/plan/",
        "glossary/",
        "ideas/",
        "ideas/patience/",
        "",
        "jars/",
        "offline/",
        "paths/a-lazy-weekend/",
        "paths/first-feed/",
        "paths/",
        "playbooks/feed-it/",
        "playbooks/",
        "playbooks/wake-it/",
        "scripts/ask-for-a-spoonful/",
        "scripts/hand-it-over/",
        "scripts/",
        "search/",
        "situations/fridge-keeper/",
        "sources/",
        "worksheets/feeding-log/",
        "worksheets/",
        "worksheets/smell-check/",
        "your-data/",
    ]
    assert not [path for path in site.rglob("*") if path.suffix in (".yml", ".yaml", ".md")]
    assert (site / "pictures" / "jar.svg").read_bytes() == (SOURDOUGH / "content/pictures/jar.svg").read_bytes()


def test_a_playbook_page_holds_everything_its_author_wrote(site: Path) -> None:
    article = page(site, "playbooks/feed-it").find("article")
    said = text_of(article)
    for words in (
        "Playbook 1 of 2",
        "Give the starter fresh flour & water, so that it rises again.",
        "Time 12 minutes",
        "When Every day at room temperature",
        "Who is needed You",
        "A starter that doubles",
        "You are done when : It doubles within eight hours.",
        "It is hard to kill.",
        "Step 1 2 minutes",
        "If your kitchen is warm Keep half a spoon.",
        "Done when : One spoon is left in the jar.",
        "Step 2 5 to 10 minutes you may leave this out",
        "Words to use : Ask for a spoonful",
        "Sheet to fill in : Feeding log",
        "Where this step comes from : Baker and others (2001) , Miller (1999)",
        "If it lives in the fridge Feed it once a week, the day before you bake.",
        "Use water that feels like nothing on your hand.",
        "Stop if you see mould.",
        "Pink or orange streaks? Throw it away",
        "one trial looked at flour.",
        "Somebody's grandmother . Feed it before you feed yourself. What it cannot say: It worked for her.",
        "Last reviewed on 4 March 2026",
    ):
        assert re.sub(r" ([:.,])", r"\1", words) in re.sub(r" ([:.,])", r"\1", said)


def test_the_anchors_of_a_playbook_are_its_ids(site: Path) -> None:
    headings = page(site, "playbooks/feed-it").select("article h1, article h2, article h3")
    assert [(heading.name, heading.get("id")) for heading in headings] == [
        ("h1", "card"),
        ("h2", "why"),
        ("h2", "good-to-know"),
        ("h2", "steps"),
        ("h3", "pour-off"),
        ("h3", "stir-in"),
        ("h2", "situations"),
        ("h2", "mistakes"),
        ("h2", "scripts"),
        ("h2", "worksheets"),
        ("h2", "care"),
        ("h2", "comes-from"),
    ]


def test_a_playbook_without_the_parts_that_may_be_left_out_shows_no_empty_section(site: Path) -> None:
    headings = page(site, "playbooks/wake-it").select("article h2")
    assert [heading.get("id") for heading in headings] == ["why", "steps", "scripts", "care", "comes-from"]


def test_a_worksheet_is_a_form_with_every_block(site: Path) -> None:
    form = page(site, "worksheets/feeding-log").select_one("form.sheet")
    assert form is not None
    assert [block["id"] for block in form.select(".block")] == [
        "feeds",
        "week",
        "rise",
        "tools",
        "next-feed",
        "notes",
    ]
    said = text_of(page(site, "worksheets/feeding-log").find("article"))
    assert "2 pages to print · Time: 5 minutes each" in said
    assert "Feed it: Pour some off" in said


def test_a_script_shows_its_words_with_blanks(site: Path) -> None:
    article = page(site, "scripts/hand-it-over").find("article")
    assert isinstance(article, Tag)
    assert "E-mail · For: Fridge keeper, Warm kitchen" in text_of(article)
    assert [text_of(blank) for blank in article.select(".blank")] == [
        "[name]",
        "[day]",
        "[day]",
        "[name]",
        "[day]",
        "[name]",
    ]
    assert "For: everyone" in text_of(page(site, "scripts/ask-for-a-spoonful").find("article"))


def test_a_list_opens_with_the_authors_words_where_there_are_some(site: Path) -> None:
    own = page(site, "playbooks")
    assert [text_of(heading) for heading in own.select("article h1")] == ["Two things to do"]
    assert "Start with feeding." in text_of(own.find("article")).replace(" .", ".")
    assert text_of(page(site, "worksheets").select_one("article h1")) == "Worksheets"


def test_a_list_groups_by_the_playbook_that_uses_things_first(site: Path) -> None:
    article = page(site, "scripts").find("article")
    assert isinstance(article, Tag)
    found = [text_of(tag) for tag in article.select("h2, li.entry-script a")]
    assert found == ["Feed it", "Ask for a spoonful", "Wake it", "Hand it over"]


def test_sources_say_where_they_are_used(site: Path) -> None:
    sources = {str(tag["id"]): text_of(tag) for tag in page(site, "sources").select("article.source")}
    assert list(sources) == ["baker-2001", "miller-1999", "grandmother"]
    assert "DOI 10.1234/bread.1" in sources["baker-2001"]
    assert "Used in Feed it: Pour some off ; Feed it: Stir in flour and water" in sources["baker-2001"]
    assert "Used in Feed it" in sources["grandmother"]


def test_a_hand_written_page_keeps_its_words_and_its_code(site: Path) -> None:
    article = page(site, "about").find("article")
    assert isinstance(article, Tag)
    assert "[feed it](id:not-a-link)" in text_of(article)
    assert article.find(id="mould") is not None


def test_a_path_leads_stop_by_stop(site: Path) -> None:
    article = page(site, "paths/first-feed").find("article")
    assert isinstance(article, Tag)
    said = text_of(article)
    for words in (
        "For: everyone · 5 minutes",
        "Find a clean spoon.",
        "If your kitchen is warm Pour off more.",
        "Now wait.",
    ):
        assert words in said
    assert [(heading.get("id"), text_of(heading)) for heading in article.select("h1, h2")] == [
        ("card", "A first feed"),
        ("pour", "Pour"),
        ("stir", "Stir"),
        ("needs", "What you may need"),
        ("next", "What to do next"),
    ]
    # The text of the stop links to its step already, so it is not named twice.
    assert article.select(".to-step a") == []
    assert article.select_one("#pour + .stop a[href='../../playbooks/feed-it/#pour-off']")


def test_the_start_page_asks_two_questions_that_lead_to_a_path(site: Path) -> None:
    start = page(site, "")
    assert [link["href"] for link in start.select(".choices a")] == ["#time-warm-kitchen", "#time-fridge-keeper"]
    assert {
        str(column["id"]): [(text_of(link), link["href"]) for link in column.select("a")]
        for column in start.select(".start-grid section")
    } == {
        "time-warm-kitchen": [("Five minutes", "paths/first-feed/")],
        "time-fridge-keeper": [
            ("Five minutes", "paths/first-feed/"),
            ("A weekend", "paths/a-lazy-weekend/"),
            ("More about this: Fridge keeper", "situations/fridge-keeper/"),
        ],
    }
    headings = [text_of(heading) for heading in start.select("article h2")]
    assert headings == ["What happened?", "How much time do you have?", "A picture"]


def test_a_coach_guide_adds_up_its_minutes(site: Path) -> None:
    article = page(site, "coach/feed-it").find("article")
    assert isinstance(article, Tag)
    rows = [[text_of(cell) for cell in row.find_all(["th", "td"])] for row in article.select("table.outline tr")]
    assert rows == [
        ["Time", "What happens"],
        ["5 minutes", "Smell the jar together."],
        ["15 minutes", "Feed it together."],
        ["20 minutes", "in all"],
        ["Time", "What happens"],
        ["30 minutes", "Everybody feeds one jar."],
        ["30 minutes", "in all"],
    ]
    for words in (
        "What does your kitchen smell of?",
        "Feed it once more.",
        "Nobody wants bread.",
        "The jar has broken.",
    ):
        assert words in text_of(article)


def test_the_line_to_help_stands_on_top_where_a_playbook_asks_for_it(site: Path) -> None:
    shown = {url for url, soup in pages(site) if soup.select_one("article .help-line")}
    assert shown == {
        "playbooks/feed-it/",
        "coach/feed-it/",
        "paths/first-feed/",
        "worksheets/feeding-log/",
        "worksheets/smell-check/",
        "scripts/ask-for-a-spoonful/",
    }


def test_an_idea_and_the_steps_it_stands_behind_link_to_each_other(site: Path) -> None:
    idea = page(site, "ideas/patience")
    links = [(text_of(link), link["href"]) for link in idea.select("article ul.uses a")]
    assert links == [
        ("Wake it: Warm it", "../../playbooks/wake-it/#warm-it"),
        ("Smell check", "../../worksheets/smell-check/"),
    ]
    back = page(site, "playbooks/wake-it").select_one("#warm-it ~ .step .to-idea a")
    assert back is not None
    assert back["href"] == "../../ideas/patience/"


def test_words_are_explained_in_the_order_of_the_alphabet(site: Path) -> None:
    terms = page(site, "glossary").select("dl.terms > div")
    assert [(term["id"], text_of(term)) for term in terms] == [
        ("ph", "pH How sour it is"),
        ("starter", "starter Flour and water that live . See: Feed it , Warm it"),
    ]


def test_a_short_form_is_explained_where_it_stands_in_rich_text(site: Path) -> None:
    marks = page(site, "playbooks/feed-it").select("article abbr")
    assert [(text_of(mark), mark["title"]) for mark in marks] == [("pH", "How sour it is")]


def test_a_written_page_explains_short_forms_whatever_mkdocs_yml_says(site: Path) -> None:
    for url in ("about", "ideas/patience", "jars"):
        assert "*[" not in text_of(page(site, url).find("article"))


# --- links -------------------------------------------------------------------------------------


def test_every_link_and_every_file_that_a_page_needs_is_there(site: Path) -> None:
    anchors = {url: {tag["id"] for tag in soup.find_all(id=True)} for url, soup in pages(site)}
    for url, soup in pages(site):
        for tag in soup.find_all(["a", "link", "script", "img", "form"]):
            link = tag.get("href") or tag.get("src") or tag.get("action")
            if not link or urlsplit(link).scheme:
                continue
            full = urlsplit(urljoin(f"https://x.example/{url}", link))
            target = unquote(full.path.removeprefix("/"))
            if target in anchors:
                if full.fragment and not full.fragment.startswith("__"):
                    assert full.fragment in anchors[target], f"{url}: {link} leads to no place"
            else:
                file = f"{target}index.html" if target.startswith("go/") else target
                assert (site / file).is_file(), f"{url}: {link} leads nowhere"


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for url, soup in pages(site):
        article = soup.find("article")
        assert isinstance(article, Tag)
        ids = [tag["id"] for tag in article.find_all(id=True)]
        assert len(ids) == len(set(ids)), url


def test_the_edit_link_leads_to_the_file_that_the_author_wrote(site: Path) -> None:
    edit = "https://repository.example.org/sourdough/edit/main/content/"
    found = {}
    for url, soup in pages(site):
        links = [str(tag["href"]) for tag in soup.find_all("a", href=True)]
        found[url] = [link.removeprefix(edit) for link in links if link.startswith(edit)]
    assert found == {
        "": ["index.md"],
        "about/": ["about.md"],
        "jars/": ["jars.md"],
        "offline/": [],
        "ideas/": [],
        "ideas/patience/": ["ideas/patience.md"],
        "situations/fridge-keeper/": ["situations/fridge-keeper.md"],
        "paths/": [],
        "paths/a-lazy-weekend/": ["paths/a-lazy-weekend.yml"],
        "paths/first-feed/": ["paths/first-feed.yml"],
        "coach/": [],
        "coach/plan/": [],
        "coach/feed-it/": ["playbooks/feed-it.yml"],
        "glossary/": ["glossary.yml"],
        "playbooks/": ["playbooks/index.md"],
        "playbooks/feed-it/": ["playbooks/feed-it.yml"],
        "playbooks/wake-it/": ["playbooks/wake-it.yml"],
        "worksheets/": [],
        "worksheets/feeding-log/": ["worksheets/feeding-log.yml"],
        "worksheets/smell-check/": ["worksheets/smell-check.yml"],
        "scripts/": [],
        "scripts/ask-for-a-spoonful/": ["scripts/ask-for-a-spoonful.yml"],
        "scripts/hand-it-over/": ["scripts/hand-it-over.yml"],
        "sources/": ["sources.yml"],
        "search/": [],
        "your-data/": [],
    }


def test_the_style_sheets_come_in_their_order_before_the_authors(project: Path) -> None:
    file = project / "mkdocs.yml"
    file.write_text(file.read_text() + "extra_css: [own.css]\n")
    (project / "content" / "own.css").write_text("p {}")
    sheets = [str(tag["href"]) for tag in page(build_with_mkdocs(project), "about").select("link[rel=stylesheet]")]
    expected = [f"../{path}" for path in [*style_sheet_paths(), "own.css"]]
    assert [sheet for sheet in sheets if sheet in expected] == expected


# --- search ------------------------------------------------------------------------------------


def test_the_search_index_leads_only_to_places_that_are_there(site: Path) -> None:
    docs = read_index((site / "search" / "search_index.json").read_bytes())["docs"]
    assert len(docs) > 15
    for doc in docs:
        url, _, anchor = doc["location"].partition("#")
        soup = page(site, url)
        if anchor:
            assert soup.find(id=anchor) is not None, doc["location"]
        elif doc["kind"] != "page":
            assert text_of(soup.find("h1")) == doc["title"]


def test_the_search_page_knows_where_its_index_is(site: Path) -> None:
    box = page(site, "search").select_one("[data-index]")
    assert box is not None
    assert (site / "search" / str(box["data-index"])).is_file()
    assert json.loads(str(box["data-words"]))["button"] == "Search"


# --- nothing from elsewhere --------------------------------------------------------------------

LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "form": ("action",),
    "input": ("src", "formaction"),
    "button": ("formaction",),
    "use": ("href",),
    "image": ("href",),
}
NOT_LOADED = {"canonical", "edit", "next", "prev", "alternate"}


def is_elsewhere(address: str) -> bool:
    return bool(re.search(r"(^|[\s,])(https?:)?//", address))


def requests_of(soup: BeautifulSoup) -> Iterator[str]:
    """The addresses that a browser asks for when it shows a page, before the reader follows a link."""
    for name, attributes in LOADED.items():
        for tag in soup.find_all(name):
            yield from (str(tag[attribute]) for attribute in attributes if tag.get(attribute))
    for tag in soup.find_all("link"):
        if not set(tag.get("rel", [])) & NOT_LOADED:
            yield str(tag.get("href", ""))
    for tag in soup.find_all(ping=True):
        yield str(tag["ping"])
    for tag in soup.find_all("meta", attrs={"http-equiv": "refresh"}):
        yield str(tag["content"])
    for text in [style.get_text() for style in soup.find_all("style")] + [
        tag["style"] for tag in soup.find_all(style=True)
    ]:
        yield from addresses_in_css(str(text))


def addresses_in_css(text: str) -> list[str]:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return [match[1] for match in re.finditer(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""", text)]


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        asked = [address for address in requests_of(soup) if is_elsewhere(address)]
        assert [address for address in asked if not address.startswith(SITE_URL)] == [], path.name


def test_no_style_sheet_asks_another_host_for_anything(site: Path) -> None:
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert [address for address in addresses_in_css(text) if is_elsewhere(address)] == [], path.name


def test_our_own_scripts_and_pictures_name_no_other_host(site: Path) -> None:
    for path in (site / "assets" / "handbook").glob("*.*"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]", re.sub(r"^\s*//.*", "", text, flags=re.MULTILINE))


def test_the_finder_of_requests_finds_them() -> None:
    soup = BeautifulSoup(
        '<script src="//a.example/x.js"></script><img srcset="x.png 1x, https://b.example/y.png 2x">'
        '<link rel="preconnect" href="https://c.example"><p style="background: url(https://d.example/z)"></p>'
        '<a href="https://e.example">a link</a><link rel="canonical" href="https://f.example">',
        "html.parser",
    )
    asked = [address for address in requests_of(soup) if is_elsewhere(address)]
    assert [re.findall(r"[a-f]\.example", address) for address in asked] == [[f"{letter}.example"] for letter in "abcd"]
    assert addresses_in_css("/* url(no) */ @import 'https://g.example'; a {b: url(\"h\")}") == [
        "https://g.example",
        "h",
    ]


# --- titles ------------------------------------------------------------------------------------


def test_a_title_with_signs_of_html_is_shown_as_it_is_everywhere(project: Path) -> None:
    title = """Q&A: <b>say</b> "no" </title><script>alert(1)</script>"""
    file = project / "content" / "playbooks" / "wake-it.yml"
    file.write_text(
        file.read_text()
        .replace("title: Wake it", f"title: '{title}'")
        .replace("summary: Bring a cold starter back.", "summary: '\"Bring\" it \\<back\\>.'")
    )
    soup = page(build_with_mkdocs(project), "playbooks/wake-it")
    assert text_of(soup.find("h1")) == title
    assert text_of(soup.find("title")).startswith(title)
    description = soup.find("meta", attrs={"name": "description"})
    assert isinstance(description, Tag)
    assert description["content"] == '"Bring" it <back>.'
    assert title in [text_of(link) for link in soup.select("nav a")]
    data = soup.select_one('script[type="application/ld+json"]')
    assert data is not None
    assert json.loads(data.extract().get_text())["name"] == title
    assert "alert(1)" not in "".join(script.get_text() for script in soup.find_all("script"))


def preview_tags(soup: BeautifulSoup) -> dict[str, str]:
    return {str(tag.get("property", tag.get("name"))): str(tag["content"]) for tag in soup.select("meta[content]")}


def test_a_preview_shows_signs_of_html_as_they_are(project: Path) -> None:
    title = """Q&A: <b>say</b> "no" </title><script>alert(1)</script>"""
    file = project / "content" / "playbooks" / "wake-it.yml"
    file.write_text(file.read_text().replace("title: Wake it", f"title: '{title}'"))
    (project / "content" / "jars.md").write_text(f"---\ntitle: '{title}'\ndescription: '{title}'\n---\n\nNo heading.\n")
    site = build_with_mkdocs(project)
    for url in ("playbooks/wake-it", "jars"):
        tags = preview_tags(page(site, url))
        assert (tags["og:title"], tags["twitter:title"]) == (title, title)
        assert tags["og:image"].startswith(SITE_URL)
    assert tags["og:description"] == tags["twitter:description"] == title
    assert title in preview_tags(page(site, "playbooks/wake-it"))["og:image:alt"]


def test_a_site_without_an_address_has_previews_without_a_picture(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace(f"site_url: {SITE_URL}\n", ""))
    site = build_with_mkdocs(project)
    soup = page(site, "playbooks/wake-it")
    tags = preview_tags(soup)
    assert (tags["og:title"], tags["twitter:card"]) == ("Wake it", "summary")
    assert not {"og:image", "og:url", "twitter:image"} & set(tags)
    data = json.loads(soup.select_one('script[type="application/ld+json"]').get_text())  # type: ignore[union-attr]
    assert "url" not in data
    assert "http" not in json.dumps(data["step"])
    assert not (site / "assets/handbook/cards").exists()


def test_a_hand_written_title_is_shown_as_it_is_everywhere(project: Path) -> None:
    title = 'Q&A: <b>"jars"</b>'
    text = f"---\ntitle: '{title}'\ndescription: '{title}'\n---\n\nNo heading.\n"
    (project / "content" / "jars.md").write_text(text)
    soup = page(build_with_mkdocs(project), "jars")
    assert text_of(soup.find("h1")) == title
    assert text_of(soup.find("title")).startswith(title)
    assert soup.select_one("meta[name=description]")["content"] == title  # type: ignore[index]
    assert title in [text_of(link) for link in soup.select("nav a")]
    assert not soup.select("nav b, title b, h1 b")


# --- headings ----------------------------------------------------------------------------------


def test_headings_of_hand_written_pages_have_anchors_that_nothing_else_has(project: Path) -> None:
    content = project / "content"
    (content / "scripts").mkdir(exist_ok=True)
    (content / "scripts" / "index.md").write_text("# Words\n\n## Feed it\n\nA.\n\n## Words\n\nB.\n")
    (content / "sources.md").unlink(missing_ok=True)
    (content / "sources").mkdir()
    (content / "sources" / "index.md").write_text("# Sources\n\n## Grandmother\n\nA.\n")
    (content / "index.md").write_text("# Home\n\n## How much time?\n\n## How much time do you have?\n\n## For anyone\n")
    (content / "ideas" / "patience.md").write_text("---\nsteps: [wake-it.warm-it]\n---\n# P\n\n## Idea steps\n")
    site = build_with_mkdocs(project)
    for url, soup in pages(site):
        ids = [tag["id"] for tag in soup.select("article [id]")]
        assert len(ids) == len(set(ids)), url
    docs = read_index((site / "search" / "search_index.json").read_bytes())["docs"]
    found = {doc["location"]: doc["title"] for doc in docs if doc["kind"] == "section"}
    for location, title in {
        "scripts/#feed-it-2": "Feed it",
        "scripts/#words-2": "Words",
        "sources/#grandmother-2": "Grandmother",
        "#how-much-time-2": "How much time?",
        "#how-much-time-do-you-have": "How much time do you have?",
        "#for-anyone-2": "For anyone",
        "ideas/patience/#idea-steps-2": "Idea steps",
    }.items():
        assert found[location] == title
        url, _, anchor = location.partition("#")
        assert text_of(page(site, url).find(id=anchor)) == title


def test_a_link_in_html_leads_to_the_page_that_it_names(project: Path) -> None:
    file = project / "content" / "situations" / "fridge-keeper.md"
    file.write_text(file.read_text() + "\n<p>Or <a href='id:wake-it.warm-it'>warm it</a>, `<a href='id:x'>`.</p>\n")
    soup = page(build_with_mkdocs(project), "situations/fridge-keeper")
    assert soup.find("a", string="warm it")["href"] == "../../playbooks/wake-it/#warm-it"  # type: ignore[index]


# --- bad content -------------------------------------------------------------------------------


def test_bad_content_gives_the_whole_report_and_leaves_the_site_untouched(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(project)
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good one")
    for path, old, new in (
        ("playbooks/wake-it.yml", "title: Wake it", "titel: Wake it"),
        ("scripts/hand-it-over.yml", "channel: e-mail", "channel: pigeon"),
    ):
        file = project / "content" / path
        file.write_text(file.read_text().replace(old, new))
    with pytest.raises(Abort):
        build_with_mkdocs(project)
    (said,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert said == (
        "the content has mistakes\n"
        'content/playbooks/wake-it.yml:2:1: error: unknown key "titel" [unknown-key]\n'
        '  hint: did you mean "title"?\n'
        "content/scripts/hand-it-over.yml:6:10: error: channel must be e-mail, message or say, "
        'got "pigeon" [wrong-value]'
    )
    assert [path.name for path in (project / "site").iterdir()] == ["index.html"]
    assert (project / "site" / "index.html").read_text() == "the last good one"


def test_a_file_that_is_linked_in_from_outside_is_refused(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    (project / "secret.txt").write_text("do not publish")
    (project / "content" / "notes.txt").symlink_to(project / "secret.txt")
    with pytest.raises(Abort):
        build_with_mkdocs(project)
    assert "content/notes.txt:1:1: error: this link leads out of the content folder" in caplog.text


def test_a_folder_that_is_linked_in_from_outside_is_refused(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    (project / "secret").mkdir()
    (project / "secret" / "plan.md").write_text("# Secret")
    (project / "secret" / "plan.txt").write_text("do not publish")
    (project / "content" / "linked").symlink_to(project / "secret")
    with pytest.raises(Abort):
        build_with_mkdocs(project)
    assert "content/linked:1:1: error: this link leads out of the content folder" in caplog.text


def test_hidden_files_are_not_published(project: Path) -> None:
    (project / "content" / ".env").write_text("SECRET=1")
    (project / "content" / ".notes").mkdir()
    (project / "content" / ".notes" / "a.md").write_text("# Secret")
    site = build_with_mkdocs(project)
    assert not [path for path in site.rglob("*") if "SECRET" in path.name.upper() or path.name.startswith(".")]
    assert not (site / ".notes").exists()


def test_a_navigation_in_mkdocs_yml_is_taken_as_it_is(project: Path) -> None:
    file = project / "mkdocs.yml"
    file.write_text(file.read_text() + "nav:\n  - Only this: index.md\nvalidation: {omitted_files: ignore}\n")
    soup = page(build_with_mkdocs(project), "")
    assert [text_of(link) for link in soup.select(".hb-menu a")] == ["Only this"]
