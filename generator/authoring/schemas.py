"""The files of the folder `schema/`, which tell an editor what content files hold, and the line that names them.

The structure is the same in every handbook of one version of the generator. `ids.schema.json` is the handbook's own.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.authoring.known_ids import ids_schema
from generator.authoring.structure import IDS_SCHEMA, Schema, schema_of
from generator.authoring.words import strings_schema
from generator.loader.kinds import FOLDERS, SINGLE_FILES, kind_of
from generator.loader.loaded import Loaded
from generator.model import PageHead
from generator.output import OutputFile
from generator.problems import Problem
from generator.wording import BASE_LANGUAGE, OVERLAY_FILE, load_strings

SCHEMA_FOLDER = "schema"
ENDING = ".schema.json"
PAGE = "page"
"""Name of the schema for the front matter of hand-written pages."""

_MODELINE = "# yaml-language-server: $schema="


def render_schemas(loaded: Loaded) -> list[OutputFile]:
    """Every schema, for the content folder.

    Args:
        loaded: The files of the handbook. Where some could not be read, their ids are not known.
    """
    schemas = {PAGE: schema_of(PageHead), schema_name(OVERLAY_FILE): strings_schema(load_strings(BASE_LANGUAGE))}
    schemas |= {
        schema_name(f"{folder}/any.yml"): schema_of(kind.model) for folder, kind in FOLDERS.items() if kind.model
    }
    schemas |= {schema_name(path): schema_of(kind.model) for path, kind in SINGLE_FILES.items() if kind.model}
    files = [_file(f"{name}{ENDING}", schema) for name, schema in sorted(schemas.items())]
    return [*files, _file(IDS_SCHEMA, ids_schema(loaded))]


def stale_schemas(content: Mapping[str, bytes], loaded: Loaded) -> Iterator[Problem]:
    """A warning where the folder is there, and not what the generator and the content say now."""
    if not any(path.startswith(f"{SCHEMA_FOLDER}/") and path.endswith(ENDING) for path in content):
        return
    stale = [file.path for file in render_schemas(loaded) if _text(content.get(file.path, b"")) != file.content]
    if stale:
        message = "what editors know of this handbook is not what stands in it now"
        yield Problem(stale[0], 1, 1, "stale-schema", message, "run handbook schema", severity="warning")


def modeline(path: str) -> str:
    """The first line of a content file, which names its schema to an editor; empty for a file that has none."""
    if not kind_of(path):
        return ""
    address = posixpath.relpath(f"{SCHEMA_FOLDER}/{schema_name(path)}{ENDING}", posixpath.dirname(path) or ".")
    return f"{_MODELINE}{address}\n"


def wired(path: str, content: bytes) -> bytes:
    """The same file with that line at its top; as it is where it has one, or is none of a handbook's."""
    line = modeline(path).encode()
    first = content.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    if not line or (first.startswith(_MODELINE.encode()) and first.rstrip() == line.rstrip()):
        return content
    if first.startswith(_MODELINE.encode()):
        return line + content.split(b"\n", 1)[-1]
    return line + content.removeprefix(b"\xef\xbb\xbf")


def schema_name(path: str) -> str:
    """The name of the schema of a file: `playbook` for those in `playbooks/`, `sources` for `sources.yml`."""
    place = PurePosixPath(path)
    kind = kind_of(path)
    return kind.model.__name__.lower() if kind and kind.model and kind.id_is_name else place.stem


def _file(name: str, schema: Schema) -> OutputFile:
    return OutputFile(f"{SCHEMA_FOLDER}/{name}", json.dumps(schema, ensure_ascii=False, indent=1) + "\n")


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace").replace("\r\n", "\n")
