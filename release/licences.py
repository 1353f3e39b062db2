"""`python -m release.licences` writes docs/licences.md: the terms of all that is installed or published."""

from __future__ import annotations

from collections.abc import Iterable

from release.pins import ROOT, Pin, read_pins

PATH = ROOT / "docs" / "licences.md"

HEAD = """\
# Licences

Written by `make licences` from the pinned packages. `make test` says when it is out of date.

## What a published site holds

| part | where | licence |
|---|---|---|
| the handbook's text | every page, sheet and card | see `licence` in `handbook.yml`; for "After the No" CC BY 4.0 |
| our style sheets, scripts and mark | `assets/handbook/`, `service-worker.js` | MIT |
| Material for MkDocs: frame and style sheets | every page, `assets/handbook/theme.css` or `assets/stylesheets/` | MIT |
| Material Design Icons: magnifier, menu, sun, moon | drawn in every page | Apache-2.0 |
| Source Sans Pro | the letters that a sheet uses, embedded in each PDF; drawn in cards | OFL-1.1 |

Of Material's scripts none is published. A site whose author brings Material's own `main.html` back has
them, and then word lists under the MPL and the LGPL too.

The OFL lets a document embed the font under any terms; its name stays "Source Sans Pro" and its licence with the font's
own files, which are not published.

## What is installed to build one

None of these is part of our package: pip installs them beside it.

| package | version | licence | needed by |
|---|---|---|---|
"""


def render_licences(pins: Iterable[Pin]) -> str:
    """The whole list as Markdown."""
    rows = (f"| {pin.name} | {pin.version}{_where(pin)} | {pin.licence} | {', '.join(pin.parents)} |\n" for pin in pins)
    return HEAD + "".join(rows)


def _where(pin: Pin) -> str:
    return f" where `{pin.marker}`" if pin.marker else ""


if __name__ == "__main__":
    PATH.write_text(render_licences(read_pins()), encoding="utf-8")
    print(f"Wrote {PATH.relative_to(ROOT)}")
