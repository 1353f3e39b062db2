"""The promises of a handbook: every id that was ever published, and the ids that were taken back."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.fields import Content, Day, Form, Line, PartId, Plain, Ref
from generator.filenames import path_fault
from generator.problems import shortened

LEDGER_FILE = "permalinks.yml"
RETIRED_FILE = "retired.yml"


def _check_entry(value: str) -> str:
    day, *addresses = value.split(" ")
    with suppress(ValueError):
        if date.fromisoformat(day).isoformat() == day and addresses and all(map(_is_address, addresses)):
            return value
    raise PydanticCustomError("ledger-entry", "must be a day and addresses, got {value}", {"value": shortened(value)})


def _is_address(text: str) -> bool:
    """Whether a text is an address that a page of this site can have had, and no way out of it."""
    path, _, anchor = text.partition("#")
    is_inside = path == "/" or not path_fault(path.removeprefix("/").removesuffix("/"))
    return path.startswith("/") and is_inside and anchor.isprintable()


def _check_public_id(value: str) -> str:
    if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)?", value) or path_fault(value):
        raise PydanticCustomError("ledger-id", "no page or part can have the id {value}", {"value": shortened(value)})
    return value


PublicId = Annotated[Plain, AfterValidator(_check_public_id)]
"""An id of a page or of a part, which may be a heading in any language."""


_ENTRY = Form("ledger line", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?: /[^ ]*)+$", "must be a day and addresses")


@dataclass(frozen=True)
class Promise:
    """One line of the ledger.

    Attributes:
        id: A public id.
        since: The day on which it was first published.
        addresses: Where it was found, relative to the top of the site, the present place first.
    """

    id: str
    since: date
    addresses: tuple[str, ...]


def successor(id_: str, aliases: Mapping[str, str], known: Container[str]) -> str:
    """The present id of what once had another one; empty if there is none.

    A part of a page that has another id now is looked for in that page.

    Args:
        id_: The id that it had.
        aliases: Ids that things had before, each with the present one.
        known: The ids that there are.
    """
    if id_ in known or id_ in aliases:
        return id_ if id_ in known else aliases[id_]
    page, _, part = id_.partition(".")
    moved = f"{aliases[page]}.{part}" if part and page in aliases else ""
    return moved if moved in known else aliases.get(moved, "")


class Ledger(Content):
    """The file `permalinks.yml`: every public id that was ever published. `handbook links --accept` writes it."""

    links: dict[PublicId, Annotated[str, AfterValidator(_check_entry), _ENTRY]]
    """Each id with the day on which it was first published, its address, and the addresses it had before."""

    @property
    def promises(self) -> tuple[Promise, ...]:
        """The lines, read."""
        found = []
        for id_, entry in self.links.items():
            day, *addresses = entry.split(" ")
            found.append(Promise(id_, date.fromisoformat(day), tuple(address[1:] for address in addresses)))
        return tuple(found)


class Retirement(Content):
    """An id that leads nowhere any more, and what its readers are told."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["replacement"]}, {"required": ["reason"]}]})

    id: PublicId
    """The id as it stands in `permalinks.yml`. That of a page stands for all of its parts too."""
    title: Plain | None = None
    """What it was called."""
    since: Day | None = None
    """The day on which it was taken out."""
    replacement: Annotated[PartId, Ref("")] | None = None
    """Id of what to read in its place."""
    reason: Line | None = None
    """Why it was taken out, in one sentence."""

    @model_validator(mode="after")
    def _says_where_to_go(self) -> Retirement:
        if self.replacement is None and self.reason is None:
            raise PydanticCustomError("no-way-on", "a retired id needs a replacement or a reason")
        return self


class Retired(Content):
    """The file `retired.yml`: ids that were taken back on purpose."""

    retired: Annotated[tuple[Retirement, ...], Field(min_length=1)]
    """The ids, in any order."""
