"""Compares a handbook with its ledger, and writes the ledger anew: `handbook links` shows both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.addresses import target_url
from generator.model import Promise
from generator.model.permalinks import LEDGER_FILE
from generator.output import OutputFile
from generator.permalinks import Permalinks
from generator.problems import Problem

HEAD = """\
# Every public id that was ever published: the day, its address, and the addresses it had before.
# A build fails where one of them leads nowhere. "handbook links --accept" adds the new ones; lines are
# never taken out.
links:
"""

_PLAIN_KEY = re.compile(r"(?!(?:true|false|null)$)[a-z][a-z0-9.-]*")


@dataclass(frozen=True)
class LedgerReport:
    """What a ledger and its handbook say of each other.

    Attributes:
        new: Ids that the ledger does not have, with their addresses.
        moved: Ids whose address changed, with the address in the ledger and the present one.
        renamed: Ids of the ledger that things have no more, with the present ids.
        retired: Ids of the ledger that were taken back.
        lost: Lines of the ledger that lead nowhere.
    """

    new: dict[str, str]
    moved: dict[str, tuple[str, str]]
    renamed: dict[str, str]
    retired: tuple[str, ...]
    lost: tuple[Promise, ...]


def compare_ledger(links: Permalinks) -> LedgerReport:
    """What is new, moved, renamed, retired and lost."""
    promises = {promise.id: promise for promise in links.handbook.promises}
    now = {id_: target_url(target) for id_, target in links.targets.items()}
    known = {*links.targets, *links.renamed, *links.retired}
    return LedgerReport(
        new={id_: now[id_] for id_ in sorted(set(now) - set(promises))},
        moved={
            id_: (promise.addresses[0], now[id_])
            for id_, promise in sorted(promises.items())
            if id_ in now and promise.addresses[0] != now[id_]
        },
        renamed={id_: present for id_, present in links.renamed.items() if id_ in promises},
        retired=tuple(id_ for id_ in links.retired if id_ in promises),
        lost=tuple(promise for id_, promise in sorted(promises.items()) if id_ not in known),
    )


def ledger_warnings(links: Permalinks) -> Iterator[Problem]:
    """What the ledger does not know yet, so that no build could miss it; nothing where there is no ledger."""
    report = compare_ledger(links)
    unknown = [*report.new, *report.moved]
    if unknown and links.handbook.promises:
        shown = ", ".join(unknown[:3]) + (" ..." if len(unknown) > 3 else "")
        message = f"{len(unknown)} id{'' if len(unknown) == 1 else 's'} not in the ledger as published: {shown}"
        hint = "when they are published, run handbook links --accept"
        yield Problem(LEDGER_FILE, 1, 1, "unrecorded-link", message, hint, severity="warning")


def accepted_ledger(links: Permalinks, day: date) -> OutputFile:
    """The ledger with all that is new, published on a day, and with present addresses; nothing is taken out."""
    report = compare_ledger(links)
    entries = {promise.id: (promise.since, promise.addresses) for promise in links.handbook.promises}
    entries |= {id_: (day, (address,)) for id_, address in report.new.items()}
    for id_, (_, address) in report.moved.items():
        since, addresses = entries[id_]
        entries[id_] = since, (address, *(old for old in addresses if old != address))
    lines = [_line(id_, since, addresses) for id_, (since, addresses) in sorted(entries.items())]
    return OutputFile(LEDGER_FILE, HEAD + "".join(lines))


def _line(id_: str, since: date, addresses: tuple[str, ...]) -> str:
    key = id_ if _PLAIN_KEY.fullmatch(id_) else json.dumps(id_, ensure_ascii=False)
    return f"  {key}: {since.isoformat()} {' '.join(f'/{address}' for address in addresses)}\n"


def format_report(report: LedgerReport) -> str:
    """The report for people: a heading for each kind, an id a line."""
    parts = [
        ("New", [f"{id_}  /{address}" for id_, address in report.new.items()]),
        ("Moved", [f"{id_}  /{old} -> /{new}" for id_, (old, new) in report.moved.items()]),
        ("Renamed", [f"{id_} -> {present}" for id_, present in report.renamed.items()]),
        ("Retired", list(report.retired)),
        ("Lost", [f"{it.id}  /{it.addresses[0]}, published {it.since.isoformat()}" for it in report.lost]),
    ]
    lines = [
        f"{name}: {len(entries)}\n" + "".join(f"  {entry}\n" for entry in entries) for name, entries in parts if entries
    ]
    return "".join(lines).rstrip() or "Every public id is in the ledger, and leads where it says."
