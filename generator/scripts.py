"""Joins a page's script with the modules it imports, so that pages work from `file://` too.

Browsers load no ES modules from a disk. The sources stay plain modules, which editors, type checkers and
tests read as they are; a page gets one classic script with the same code. A module may hold only these
forms: `import { a, b } from "./other.js";` on one line, and `export` before a declaration.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

_IMPORT = re.compile(r"""^import \{(?P<names>[^}]*)\} from "(?P<path>[^"]+)";[ \t]*$""", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class|let) (?P<name>[\w$]+))", re.MULTILINE)
_NOTE = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)\n", re.MULTILINE)
"""Comments with lines of their own. No template literal of a module holds such a line."""
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class ScriptError(Exception):
    """A module has an import or export in a form that cannot be joined, names one that is not there, or its own."""


def bundle_scripts(modules: Mapping[str, str]) -> dict[str, str]:
    """Every script that no other imports, each with all that it imports as one classic script.

    Args:
        modules: File name -> source.

    Raises:
        ScriptError: See the class.
    """
    imported = {path for source in modules.values() for path in imports_of(source)}
    return {name: _bundle(modules, name) for name in sorted(modules) if name not in imported}


def imports_of(source: str) -> list[str]:
    """The file names of the modules that a module imports."""
    return [posixpath.normpath(match["path"]) for match in _IMPORT.finditer(source)]


def _bundle(modules: Mapping[str, str], entry: str) -> str:
    order = list(_in_order(modules, entry, ()))
    number = {name: index for index, name in enumerate(dict.fromkeys(order))}
    parts = [_as_function(name, modules[name], number) for name in number]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n"


def _in_order(modules: Mapping[str, str], name: str, above: tuple[str, ...]) -> Iterator[str]:
    """The modules that one needs, each after those that it imports itself."""
    if name not in modules:
        raise ScriptError(f"{above[-1]} imports {name}, which is not there")
    if name in above:
        raise ScriptError(f"these modules import each other: {' -> '.join((*above, name))}")
    for needed in imports_of(modules[name]):
        yield from _in_order(modules, needed, (*above, name))
    yield name


def _as_function(name: str, source: str, number: Mapping[str, int]) -> str:
    """A module as a function that is called once, so that its names stay its own."""
    exports = [match["name"] for match in _EXPORT.finditer(source)]
    body = _IMPORT.sub(lambda match: _destructured(match, number), source)
    body = _EXPORT.sub("", body)
    if other := _OTHER_FORM.search(body):
        raise ScriptError(f"{name}: this form cannot be joined: {other[0].strip()}")
    body = _NOTE.sub("", body)
    given = f"\nreturn {{ {', '.join(exports)} }};" if exports else ""
    return f"const module{number[name]} = (() => {{\n{body.strip()}{given}\n}})();"


def _destructured(match: re.Match[str], number: Mapping[str, int]) -> str:
    names = match["names"].replace(" as ", ": ").strip()
    return f"const {{ {names} }} = module{number[posixpath.normpath(match['path'])]};"
