"""What search knows: a list of places in the handbook with their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from generator.addresses import anchored_body, generated_anchors, page_url, target_url
from generator.blocks import Block
from generator.fields import Markup
from generator.leaves import walk
from generator.model import Handbook, Path, Playbook, Script, Source, Term, Worksheet, WrittenPage
from generator.model.target import DATA_PAGE, OFFLINE_PAGE, PLAN_PAGE, START_PAGE, coach_id, index_path, term_id
from generator.richtext import render_text, written_sections
from generator.wording import Strings


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that search can find.

    Attributes:
        location: Its address, relative to the top of the site.
        title: What it is called.
        text: Its words.
        kind: A key of the strings `search.kind`.
        part_of: Title of the page that it is a part of; empty for a whole page.
        also: Words that stand for it without standing in it.
    """

    location: str
    title: str
    text: str
    kind: str
    part_of: str = ""
    also: list[str] = field(default_factory=list)


Thing = tuple[object, Callable[[], Iterable[Entry]]]
"""Something that entries are made from: all that they hang on beside the words of the language, and what makes them."""


def search_entries(handbook: Handbook, strings: Strings) -> Iterator[Entry]:
    """Every place that search can find, in reading order."""
    for _, entries in search_things(handbook, strings):
        yield from entries()


def search_things(handbook: Handbook, strings: Strings) -> Iterator[Thing]:
    """All that search can find places of, in reading order."""
    for page in handbook.pages:
        yield (page, generated_anchors(handbook, page)), partial(_page_entries, handbook, page)
    made = list(_made_pages(handbook, strings))
    yield made, lambda: made
    for path in handbook.paths:
        yield path, partial(_path_entries, handbook, path)
    for playbook in handbook.playbooks:
        yield playbook, partial(_playbook_entries, handbook, playbook, strings)
    for sheet in handbook.worksheets:
        yield sheet, partial(_sheet_entries, handbook, sheet)
    for script in handbook.scripts:
        yield script, partial(_script_entries, handbook, script)
    for term in handbook.terms:
        yield term, partial(_term_entries, handbook, term, strings)
    for source in handbook.sources:
        yield source, partial(_source_entries, handbook, source, strings)


def _made_pages(handbook: Handbook, strings: Strings) -> Iterator[Entry]:
    """The pages that every handbook has."""
    if index_path(START_PAGE) not in (page.path for page in handbook.pages):
        settings = handbook.settings
        yield Entry("", settings.title, render_text(settings.summary, inline=True), "page")
    if PLAN_PAGE in handbook.tool_ids:
        yield Entry(_url(handbook, PLAN_PAGE), strings.text("nav.plan"), strings.text("plan.lead"), "page")
    yield Entry(_url(handbook, DATA_PAGE), strings.text("nav.your-data"), strings.text("data.description"), "page")
    offline = " ".join(strings.text(f"offline.{key}") for key in ("lead", "what"))
    also = strings.text("offline.also").split(", ")
    yield Entry(_url(handbook, OFFLINE_PAGE), strings.text("nav.offline"), offline, "page", also=also)


def _sheet_entries(handbook: Handbook, sheet: Worksheet) -> Iterator[Entry]:
    yield _whole(handbook, sheet, "worksheet", _sheet_text(sheet))


def _script_entries(handbook: Handbook, script: Script) -> Iterator[Entry]:
    yield _whole(handbook, script, "script", _script_text(script))


def _term_entries(handbook: Handbook, term: Term, strings: Strings) -> Iterator[Entry]:
    place = _url(handbook, term_id(term.id))
    yield Entry(place, term.term, render_text(term.meaning), "term", strings.text("nav.glossary"), [*term.also])


def _source_entries(handbook: Handbook, source: Source, strings: Strings) -> Iterator[Entry]:
    title = f"{source.authors} ({source.year})" if source.year else source.authors
    text = " ".join(filter(None, [source.title, source.published_in, source.finding, source.limits]))
    yield Entry(_url(handbook, source.id), title, render_text(text), "source", strings.text("nav.sources"))


def _page_entries(handbook: Handbook, page: WrittenPage) -> Iterator[Entry]:
    """A hand-written page, and each of its sections."""
    sections = written_sections(anchored_body(handbook, page))
    words = " ".join(filter(None, [page.head.description, *(section.words for section in sections)]))
    url = page_url(page.path)
    yield Entry(url, page.title, words, page.kind, "", [*page.head.also_called])
    for section in sections:
        if section.level > 1:
            yield Entry(f"{url}#{section.anchor}", section.title, section.words, "section", page.title)


def _whole(handbook: Handbook, thing: Playbook | Path | Worksheet | Script, kind: str, text: str) -> Entry:
    """The entry of a whole page."""
    return Entry(_url(handbook, thing.id), thing.title, text, kind, "", [*thing.also_called])


def _path_entries(handbook: Handbook, path: Path) -> Iterator[Entry]:
    yield _whole(handbook, path, "path", _text(path.summary, path.opening or "", path.closing or ""))
    for stop in path.stops:
        text = _text(stop.do, *stop.situations.values())
        yield Entry(_url(handbook, f"{path.id}.{stop.id}"), stop.title, text, "stop", path.title)


def _playbook_entries(handbook: Handbook, playbook: Playbook, strings: Strings) -> Iterator[Entry]:
    whole = _text(playbook.summary, playbook.when, *playbook.ends_with, playbook.why, playbook.good_to_know or "")
    url = _url(handbook, playbook.id)
    yield _whole(handbook, playbook, "playbook", whole)
    for step in playbook.steps:
        text = _text(step.do, step.done_when, *step.situations.values())
        location = _url(handbook, f"{playbook.id}.{step.id}")
        yield Entry(location, step.title, text, "step", playbook.title, [*step.also_called])
    if playbook.coach:
        guide = playbook.coach
        text = _text(*(part.do for part in guide.session), *guide.questions, *guide.not_when, *guide.more_help)
        title = strings.text("coach.title", playbook=playbook.title)
        yield Entry(_url(handbook, coach_id(playbook.id)), title, text, "coach")
    sections = {
        "situations": _text(*playbook.situations.values()),
        "mistakes": _text(*playbook.mistakes),
        "care": _text(playbook.care),
        "comes-from": _text(playbook.comes_from),
    }
    for anchor, text in sections.items():
        if text:
            title = strings.text(f"playbook.{anchor.replace('-', '_')}")
            yield Entry(f"{url}#{anchor}", title, text, "section", playbook.title)


def _sheet_text(sheet: Worksheet) -> str:
    words = [sheet.summary, sheet.intro, sheet.after or ""]
    for block in sheet.blocks:
        words += _block_words(block)
    return _text(*words)


def _block_words(block: Block) -> Iterator[str]:
    """The words of a block that a reader sees: titles, labels, hints, items."""
    for leaf in walk(block):
        name = leaf.loc[-1]
        is_markup = any(isinstance(mark, Markup) for mark in leaf.marks)
        if isinstance(leaf.value, str) and (is_markup or name in ("title", "text", "hint")):
            yield leaf.value


def _script_text(script: Script) -> str:
    return _text(script.summary, script.use_when, *script.texts)


def _text(*rich: str) -> str:
    return " ".join(filter(None, (render_text(part) for part in rich)))


def _url(handbook: Handbook, id_: str) -> str:
    return target_url(handbook.targets[id_])
