"""Holds a handbook to its ledger: an id that was ever published leads somewhere, or was taken back on purpose."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from generator.filenames import name_fault
from generator.loader.ids import PublicIds
from generator.loader.loaded import Loaded
from generator.model import Ledger, Retired
from generator.model.permalinks import LEDGER_FILE, RETIRED_FILE, Promise, successor
from generator.problems import Problem

LOST_LINK = "lost-link"
"""The code of the problem of a published id that leads nowhere."""

WRITTEN_KINDS = {"page", "idea", "situation"}
"""The kinds of page whose sections have ids of their own, which only the whole handbook shows."""


def check_promises(loaded: Loaded, ids: PublicIds) -> Iterator[Problem]:
    """Aliases and retired ids that are in use, and published ids that lead nowhere.

    The sections of hand-written pages are left to `lost_promises`, once the handbook is put together.
    """
    aliases = aliases_in(loaded)
    yield from _taken_aliases(loaded, ids)
    yield from _retired_in_use(loaded, aliases, ids)
    sections = {id_ for id_ in _promised(loaded) if ids.kinds(id_.partition(".")[0]) & WRITTEN_KINDS}
    yield from lost_promises(loaded, aliases, _Known(ids, sections))


def lost_promises(
    loaded: Loaded, aliases: Mapping[str, str], known: Container[str], *, sections: bool = False
) -> Iterator[Problem]:
    """Every published id that is not known, has no successor and was not taken back.

    With `sections`, those that are left are sections of hand-written pages.
    """
    retired = retired_ids(loaded)
    for id_, promise in _promised(loaded).items():
        page = id_.partition(".")[0]
        if not successor(id_, aliases, known) and id_ not in retired and page not in retired:
            yield _lost(loaded, promise, known, sections)


def aliases_in(loaded: Loaded) -> dict[str, str]:
    """The ids that things had before, each with the present one."""
    return {alias.id: alias.of for facts in loaded.facts.values() for alias in facts.aliases}


def retired_ids(loaded: Loaded) -> dict[str, int]:
    """The ids that were taken back, each with its place in the list."""
    model = loaded.models.get(RETIRED_FILE)
    return {entry.id: index for index, entry in enumerate(model.retired)} if isinstance(model, Retired) else {}


class _Known:
    """Ids that are there, and some that are taken for there."""

    def __init__(self, ids: PublicIds, more: set[str]) -> None:
        self._ids = ids
        self._more = more

    def __contains__(self, id_: object) -> bool:
        return id_ in self._more or id_ in self._ids


def _promised(loaded: Loaded) -> dict[str, Promise]:
    ledger = loaded.models.get(LEDGER_FILE)
    return {promise.id: promise for promise in ledger.promises} if isinstance(ledger, Ledger) else {}


def _taken_aliases(loaded: Loaded, ids: PublicIds) -> Iterator[Problem]:
    """Aliases that are ids of their own, stand for two things, or can be no file's name."""
    first: dict[str, str] = {}
    for path, named in ((path, one) for path, facts in loaded.facts.items() for one in facts.aliases):
        alias = named.id
        if ids.kinds(alias):
            message = f'the alias "{alias}" is an id that is in use'
            hint = "delete the alias, or give the other another id"
        elif fault := name_fault(alias):
            message = f'the alias "{alias}" {fault}'
            hint = "delete the alias"
        elif alias in first:
            message = f'the alias "{alias}" stands for "{first[alias]}" already'
            hint = "keep one of the two"
        else:
            first[alias] = named.of
            continue
        yield Problem(path, named.line, named.column, "alias-taken", message, hint)


def _retired_in_use(loaded: Loaded, aliases: Mapping[str, str], ids: PublicIds) -> Iterator[Problem]:
    """Retired ids that lead somewhere after all."""
    for id_, index in retired_ids(loaded).items():
        if ids.kinds(id_) or id_ in aliases:
            place = loaded.documents[RETIRED_FILE].place(("retired", index, "id"))
            message = f'the id "{id_}" is retired, and in use'
            yield Problem(RETIRED_FILE, place.line, place.column, "retired-in-use", message, "delete one of the two")


def _lost(loaded: Loaded, promise: Promise, known: Container[str], is_section: bool) -> Problem:
    document = loaded.documents[LEDGER_FILE]
    place = document.key_place(("links", promise.id))
    page, _, part = promise.id.partition(".")
    message = f'the published id "{promise.id}" leads nowhere (since {promise.since}, at /{promise.addresses[0]})'
    if is_section:
        mend = f"end the heading that stands for it now with {{#{part}}}"
    elif part and page not in known:
        mend = f'mend "{page}" first: what stands for it now stands for its parts too'
    else:
        mend = f"below the id of what stands for it now, write aliases: [{part or page}]"
    hint = f"{mend}; or, if nothing does, add {promise.id} to {RETIRED_FILE} with a replacement or a reason"
    return Problem(document.path, place.line, place.column, LOST_LINK, message, hint)
