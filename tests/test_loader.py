"""Content files to a handbook, and every mistake an author can make with its whole report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

import pytest
from pydantic import BaseModel

from generator.loader import load_handbook
from generator.loader.kinds import FOLDERS, SINGLE_FILES, Kind
from generator.loader.messages import _HINTS
from generator.model import Handbook
from generator.problems import ContentError
from tests.conftest import Change, report_of, with_changes

HANDBOOK = """\
title: Bread
summary: How to bake.
language: en
playbooks: [bake]
situations:
  - {id: warm, title: Warm, label: If it is warm, summary: It is warm.}
horizons: [{id: short, title: Short}]
care_line: Mind the oven.
licence: Free
"""
PLAYBOOK = """\
id: bake
title: Bake
summary: Make bread.
when: Today
who: You
ends_with: [Bread]
reviewed: 2026-01-02
why: You are hungry.
steps:
  - id: mix
    title: Mix
    time: 5 min
    do: Mix it.
    done_when: It is mixed.
  - {id: rest, title: Rest, time: 1 h, do: Wait., done_when: It rose.}
care: It is hot.
comes_from: The mill.
"""
NOTE = "  - {type: prompt, id: note, label: Note}\n"
SHEET = f"""\
id: log
title: Log
summary: Note it.
intro: Write.
blocks:
{NOTE}\
  - {{type: lines, id: more, label: More}}
"""
SCRIPT = """\
id: ask
title: Ask
summary: Ask for it.
channel: say
use_when: You need it.
do_not_use_when: You have it.
text: May I, [name]?
short: May I?
blanks: {name: whom you ask}
"""
SOURCES = """\
sources:
  - id: mill-1900
    authors: Mill M
    published_in: A book
    kind: study
    finding: It rose.
    limits: Once.
  - {id: oven-1950, authors: Oven O, published_in: A box, kind: method, finding: It is hot., limits: None.}
"""
PATH = """\
id: way
title: Way
summary: A way.
horizon: short
minutes: 15
stops:
  - {id: a, title: A, time: 10 min, do: Mix., scripts: [ask], steps: [bake.mix]}
  - {id: b, title: B, time: 5 min, do: Wait.}
"""
FILES = {
    path: text.encode()
    for path, text in {
        "handbook.yml": HANDBOOK,
        "playbooks/bake.yml": PLAYBOOK,
        "worksheets/log.yml": SHEET,
        "scripts/ask.yml": SCRIPT,
        "sources.yml": SOURCES,
        "about.md": "# About\n",
    }.items()
}
"""The smallest handbook that has one of everything. Each case below changes one of its files."""

TABLE = """\
  - type: table
    id: t
    label: T
    columns: [{id: a, title: A}, {id: b, title: B}]
"""

CASES: dict[str, tuple[Mapping[str, Change], str]] = {
    # links that people have
    "lost page": (
        {"permalinks.yml": "links:\n  bread: 2026-11-22 /playbooks/bread/\n"},
        'permalinks.yml:2:3: error: the published id "bread" leads nowhere (since 2026-11-22, at /playbooks/bread/) '
        "[lost-link]\n"
        "  hint: below the id of what stands for it now, write aliases: [bread]; or, if nothing does, add bread to "
        "retired.yml with a replacement or a reason",
    ),
    "lost page and part": (
        {"permalinks.yml": "links:\n  bread: 2026-11-22 /b/\n  bread.mix: 2026-11-23 /b/#mix\n"},
        'permalinks.yml:2:3: error: the published id "bread" leads nowhere (since 2026-11-22, at /b/) [lost-link]\n'
        "  hint: below the id of what stands for it now, write aliases: [bread]; or, if nothing does, add bread to "
        "retired.yml with a replacement or a reason\n"
        'permalinks.yml:3:3: error: the published id "bread.mix" leads nowhere (since 2026-11-23, at /b/#mix) '
        "[lost-link]\n"
        '  hint: mend "bread" first: what stands for it now stands for its parts too; or, if nothing does, add '
        "bread.mix to retired.yml with a replacement or a reason",
    ),
    "lost step": (
        {"permalinks.yml": "links:\n  bake.stir: 2026-11-22 /playbooks/bake/#stir\n"},
        'permalinks.yml:2:3: error: the published id "bake.stir" leads nowhere '
        "(since 2026-11-22, at /playbooks/bake/#stir) [lost-link]\n"
        "  hint: below the id of what stands for it now, write aliases: [stir]; or, if nothing does, add bake.stir to "
        "retired.yml with a replacement or a reason",
    ),
    "lost section": (
        {"permalinks.yml": "links:\n  about.who: 2026-11-22 /about/#who\n"},
        'permalinks.yml:2:3: error: the published id "about.who" leads nowhere (since 2026-11-22, at /about/#who) '
        "[lost-link]\n"
        "  hint: end the heading that stands for it now with {#who}; or, if nothing does, add about.who to "
        "retired.yml with a replacement or a reason",
    ),
    "alias in use": (
        {"playbooks/bake.yml": ("id: bake\n", "id: bake\naliases: [ask]\n")},
        'playbooks/bake.yml:2:11: error: the alias "ask" is an id that is in use [alias-taken]\n'
        "  hint: delete the alias, or give the other another id",
    ),
    "alias of two": (
        {
            "playbooks/bake.yml": ("id: bake\n", "id: bake\naliases: [old]\n"),
            "scripts/ask.yml": ("id: ask\n", "id: ask\naliases: [old]\n"),
        },
        'scripts/ask.yml:2:11: error: the alias "old" stands for "bake" already [alias-taken]\n'
        "  hint: keep one of the two",
    ),
    "alias that is no id": (
        {"playbooks/bake.yml": ("id: bake\n", "id: bake\naliases: [Old One]\n")},
        "playbooks/bake.yml:2:11: error: an id is lower-case words joined by hyphens, and for a part file.part, got "
        '"Old One" [bad-part-id]\n'
        "  hint: use e.g. my-playbook.first-step",
    ),
    "retired id in use": (
        {"retired.yml": "retired:\n  - {id: ask, reason: Gone.}\n"},
        'retired.yml:2:10: error: the id "ask" is retired, and in use [retired-in-use]\n  hint: delete one of the two',
    ),
    "retired without a way on": (
        {"retired.yml": "retired:\n  - {id: old}\n"},
        "retired.yml:2:5: error: a retired id needs a replacement or a reason [no-way-on]\n"
        "  hint: say what to read in its place, or why it was taken out",
    ),
    "retired, with a replacement that is none": (
        {"retired.yml": "retired:\n  - {id: old, replacement: bakes}\n"},
        'retired.yml:2:28: error: no part of the handbook has the id "bakes" [unknown-id]\n'
        '  hint: did you mean "bake"?',
    ),
    "wrong line in the ledger": (
        {"permalinks.yml": "links:\n  bake: 2026-13-01 /playbooks/bake/\n"},
        'permalinks.yml:2:9: error: bake must be a day and addresses, got "2026-13-01 /playbooks/bake/" '
        "[ledger-entry]\n"
        "  hint: handbook links --accept writes this file; take the line from its last good version",
    ),
    "short link as an id": (
        {"scripts/go.yml": SCRIPT.replace("id: ask", "id: go")},
        'scripts/go.yml:1:5: error: the id "go" is kept for a page that every handbook has [reserved-id]\n'
        "  hint: choose another id",
    ),
    # keys
    "wrong key": (
        {"playbooks/bake.yml": ("when: Today", "wen: Today")},
        'playbooks/bake.yml:1:1: error: "when" is missing [missing-key]\n'
        "  hint: add when: When to use it\n"
        'playbooks/bake.yml:4:1: error: unknown key "wen" [unknown-key]\n'
        '  hint: did you mean "when"?',
    ),
    "wrong key in a step": (
        {"playbooks/bake.yml": ("    do: Mix it.", "    do: Mix it.\n    worksheet: [log]")},
        'playbooks/bake.yml:14:5: error: unknown key "worksheet" [unknown-key]\n  hint: did you mean "worksheets"?',
    ),
    "wrong key in a block": (
        {"worksheets/log.yml": ("label: Note}", "label: Note, line: 2}")},
        'worksheets/log.yml:6:43: error: unknown key "line" [unknown-key]\n  hint: did you mean "lines"?',
    ),
    "wrong key like none": (
        {"sources.yml": ("    kind:", "    url: x\n    kind:")},
        'sources.yml:5:5: error: unknown key "url" [unknown-key]\n'
        "  hint: known here: id, aliases, authors, year, title, published_in, doi, kind, finding, limits",
    ),
    "missing field": (
        {"playbooks/bake.yml": ("when: Today\n", "")},
        'playbooks/bake.yml:1:1: error: "when" is missing [missing-key]\n  hint: add when: When to use it',
    ),
    "missing field in a step": (
        {"playbooks/bake.yml": ("    done_when: It is mixed.\n", "")},
        'playbooks/bake.yml:10:5: error: "done_when" is missing [missing-key]\n'
        "  hint: add done_when: How the reader can tell that the step is done",
    ),
    "missing field in a block": (
        {"worksheets/log.yml": (", label: Note", "")},
        'worksheets/log.yml:6:5: error: "label" is missing [missing-key]\n  hint: add label: What to write here',
    ),
    "duplicate key": (
        {"playbooks/bake.yml": ("who: You", "who: You\nwho: Me")},
        'playbooks/bake.yml:6:1: error: the key "who" stands here twice [duplicate-key]\n'
        "  hint: it stands first at line 5: keep one of the two",
    ),
    # types
    "text expected number": (
        {"playbooks/bake.yml": ("title: Bake\n", "title: 7\n")},
        "playbooks/bake.yml:2:8: error: title must be text, got 7 [wrong-type]\n"
        "  hint: write a text, in quotes if it is a number, true, false or null",
    ),
    "text expected nothing": (
        {"playbooks/bake.yml": ("title: Bake\n", "title:\n")},
        "playbooks/bake.yml:2:7: error: title must be text, got nothing [wrong-type]\n"
        "  hint: write a text, in quotes if it is a number, true, false or null",
    ),
    "text expected true": (
        {"playbooks/bake.yml": ("title: Bake\n", "title: true\n")},
        "playbooks/bake.yml:2:8: error: title must be text, got true [wrong-type]\n"
        "  hint: write a text, in quotes if it is a number, true, false or null",
    ),
    "text expected list": (
        {"playbooks/bake.yml": ("title: Bake\n", "title: [a, b]\n")},
        "playbooks/bake.yml:2:8: error: title must be text, got a list [wrong-type]\n"
        "  hint: write a text, in quotes if it is a number, true, false or null",
    ),
    "text expected keys": (
        {"playbooks/bake.yml": ("why: You are hungry.", "why: {a: b}")},
        "playbooks/bake.yml:8:6: error: why must be text, got keys and values [wrong-type]\n"
        "  hint: write a text, in quotes if it is a number, true, false or null",
    ),
    "text expected in a list": (
        {"playbooks/bake.yml": ("ends_with: [Bread]", "ends_with: [Bread, 7]")},
        "playbooks/bake.yml:6:20: error: item 2 of ends_with must be text, got 7 [wrong-type]\n"
        "  hint: write a text, in quotes if it is a number, true, false or null",
    ),
    "number expected text": (
        {"worksheets/log.yml": ("intro:", "pages: two\nintro:")},
        'worksheets/log.yml:4:8: error: pages must be a whole number, got "two" [wrong-type]\n'
        "  hint: use e.g. pages: 1",
    ),
    "number expected fraction": (
        {"worksheets/log.yml": ("intro:", "pages: 1.5\nintro:")},
        "worksheets/log.yml:4:8: error: pages must be a whole number, got 1.5 [wrong-type]\n  hint: use e.g. pages: 1",
    ),
    "number expected true": (
        {"worksheets/log.yml": ("label: Note}", "label: Note, lines: true}")},
        "worksheets/log.yml:6:50: error: lines must be a whole number, got true [wrong-type]\n"
        "  hint: use e.g. lines: 3",
    ),
    "yes no expected": (
        {"playbooks/bake.yml": ("    do: Mix it.", "    do: Mix it.\n    optional: yes")},
        'playbooks/bake.yml:14:15: error: optional must be true or false, got "yes" [wrong-type]\n'
        "  hint: use e.g. optional: true",
    ),
    "list expected": (
        {"playbooks/bake.yml": ("ends_with: [Bread]", "ends_with: Bread")},
        'playbooks/bake.yml:6:12: error: ends_with must be a list, got "Bread" [wrong-type]\n'
        "  hint: start each item on a line of its own with a hyphen and a space",
    ),
    "keys expected": (
        {"playbooks/bake.yml": ("care: It", "situations: It\ncare: It")},
        'playbooks/bake.yml:16:13: error: situations must be keys and values, got "It" [wrong-type]\n'
        "  hint: write it as lines of key: value",
    ),
    "step is text": (
        {"playbooks/bake.yml": ("steps:\n", "steps:\n  - Mix\n")},
        'playbooks/bake.yml:10:5: error: item 1 of steps must be keys and values, got "Mix" [wrong-type]\n'
        "  hint: write it as lines of key: value",
    ),
    "block is text": (
        {"worksheets/log.yml": (NOTE, "  - note\n")},
        'worksheets/log.yml:6:5: error: item 1 of blocks must be keys and values, got "note" [wrong-type]\n'
        "  hint: write it as lines of key: value",
    ),
    "file is a list": (
        {"scripts/ask.yml": "- ask\n"},
        "scripts/ask.yml:1:1: error: the file must be keys and values, got a list [wrong-type]\n"
        "  hint: write it as lines of key: value",
    ),
    "file is text": (
        {"scripts/ask.yml": "ask\n"},
        'scripts/ask.yml:1:1: error: the file must be keys and values, got "ask" [wrong-type]\n'
        "  hint: write it as lines of key: value",
    ),
    "date expected": (
        {"playbooks/bake.yml": ("2026-01-02", "2 January 2026")},
        'playbooks/bake.yml:7:11: error: reviewed must be a date, got "2 January 2026" [wrong-type]\n'
        "  hint: use e.g. reviewed: 2026-11-22",
    ),
    "date expected number": (
        {"playbooks/bake.yml": ("2026-01-02", "2026")},
        "playbooks/bake.yml:7:11: error: reviewed must be a date, got 2026 [wrong-type]\n"
        "  hint: use e.g. reviewed: 2026-11-22",
    ),
    # values
    "choice": (
        {"scripts/ask.yml": ("channel: say", "channel: email")},
        'scripts/ask.yml:4:10: error: channel must be e-mail, message or say, got "email" [wrong-value]\n'
        '  hint: did you mean "e-mail"?',
    ),
    "choice unlike any": (
        {"scripts/ask.yml": ("channel: say", "channel: pigeon")},
        'scripts/ask.yml:4:10: error: channel must be e-mail, message or say, got "pigeon" [wrong-value]',
    ),
    "time": (
        {"playbooks/bake.yml": ("5 min", "five minutes")},
        'playbooks/bake.yml:12:11: error: time is not a length of time: "five minutes" [duration]\n'
        "  hint: use e.g. 15 min, 10-20 min, 1 h, 20 min a day, 3-5 h a week, 1 week or weekly",
    ),
    "time backwards": (
        {"playbooks/bake.yml": ("5 min", "20-10 min")},
        'playbooks/bake.yml:12:11: error: time is not a length of time: "20-10 min" [duration]\n'
        "  hint: use e.g. 15 min, 10-20 min, 1 h, 20 min a day, 3-5 h a week, 1 week or weekly",
    ),
    "time as number": (
        {"playbooks/bake.yml": ("5 min", "5")},
        "playbooks/bake.yml:12:11: error: time must be text, got 5 [wrong-type]\n"
        "  hint: write a text, in quotes if it is a number, true, false or null",
    ),
    "bad id": (
        {"playbooks/bake.yml": ("id: mix", "id: Mix_it")},
        'playbooks/bake.yml:10:9: error: an id is lower-case words joined by hyphens, got "Mix_it" [bad-id]\n'
        "  hint: use e.g. first-step",
    ),
    "bad id as key": (
        {"playbooks/bake.yml": ("care: It", "situations: {If warm: Less.}\ncare: It")},
        'playbooks/bake.yml:16:14: error: an id is lower-case words joined by hyphens, got "If warm" [bad-id]\n'
        "  hint: use e.g. first-step",
    ),
    "two lines": (
        {"playbooks/bake.yml": ("title: Bake\n", "title: |\n  Bake\n  bread\n")},
        "playbooks/bake.yml:2:8: error: title must be one line [one-line]\n"
        "  hint: join the lines, or use > in place of |",
    ),
    "blank text": (
        {"playbooks/bake.yml": ("title: Bake\n", 'title: " "\n')},
        "playbooks/bake.yml:2:8: error: title must not be empty [blank]\n"
        "  hint: write a text, or delete the key if it may be left out",
    ),
    "too small": (
        {"worksheets/log.yml": ("intro:", "pages: 0\nintro:")},
        "worksheets/log.yml:4:8: error: pages must be 1 or more, got 0 [wrong-value]\n  hint: use e.g. pages: 1",
    ),
    "too large": (
        {"worksheets/log.yml": ("intro:", "pages: 21\nintro:")},
        "worksheets/log.yml:4:8: error: pages must be 20 or less, got 21 [wrong-value]\n  hint: use e.g. pages: 1",
    ),
    "too few": (
        {"playbooks/bake.yml": ("[Bread]", "[]")},
        "playbooks/bake.yml:6:12: error: ends_with needs 1 or more items, got 0 [wrong-value]",
    ),
    "too many": (
        {"worksheets/log.yml": (NOTE, "  - type: rating\n    id: r\n    label: R\n    maximum: 11\n")},
        "worksheets/log.yml:9:14: error: maximum must be 10 or less, got 11 [wrong-value]\n  hint: use e.g. maximum: 5",
    ),
    "too many items": (
        {
            "worksheets/log.yml": (
                NOTE,
                "  - type: weekly-grid\n    id: w\n    label: W\n    rows: ["
                + ", ".join(f"{{id: r{n}, title: R}}" for n in range(13))
                + "]\n",
            )
        },
        "worksheets/log.yml:9:11: error: rows takes 12 items at most, got 13 [wrong-value]",
    ),
    "form": (
        {"sources.yml": ("    kind:", "    doi: doi.org/10.1\n    kind:")},
        'sources.yml:5:10: error: doi is not written in the right form: "doi.org/10.1" [wrong-value]',
    ),
    "language form": (
        {"handbook.yml": ("language: en", "language: English")},
        'handbook.yml:3:11: error: language is not written in the right form: "English" [wrong-value]\n'
        "  hint: use e.g. language: en",
    ),
    # blocks
    "unknown block type": (
        {"worksheets/log.yml": ("type: prompt", "type: promt")},
        'worksheets/log.yml:6:12: error: unknown block type "promt" [unknown-block-type]\n'
        '  hint: did you mean "prompt"?',
    ),
    "unknown block type like none": (
        {"worksheets/log.yml": ("type: prompt", "type: picture")},
        'worksheets/log.yml:6:12: error: unknown block type "picture" [unknown-block-type]\n'
        "  hint: known here: text, prompt, lines, date, rating, choice, checklist, two-column, table, "
        "sentence-starters, weekly-grid, agreement",
    ),
    "block without type": (
        {"worksheets/log.yml": ("type: prompt, ", "")},
        'worksheets/log.yml:6:5: error: "type" is missing [missing-key]\n'
        "  hint: a block is one of text, prompt, lines, date, rating, choice, checklist, two-column, table, "
        "sentence-starters, weekly-grid or agreement",
    ),
    "table without rows": (
        {"worksheets/log.yml": (NOTE, TABLE)},
        "worksheets/log.yml:6:5: error: a table has either rows or row_titles [rows]\n  hint: keep one of the two",
    ),
    "table example": (
        {"worksheets/log.yml": (NOTE, TABLE + "    rows: 1\n    example: {c: x}\n")},
        "worksheets/log.yml:6:5: error: the example names columns that the table has not: c [example]\n"
        "  hint: use the ids of the columns",
    ),
    "rating one end": (
        {"worksheets/log.yml": (NOTE, "  - type: rating\n    id: r\n    label: R\n    low: none\n")},
        "worksheets/log.yml:6:5: error: low and high go together: one of them is missing [one-end]\n"
        "  hint: say what both ends of the scale mean, or neither",
    ),
    # scripts
    # ids
    "duplicate id of another kind": (
        {"worksheets/ask.yml": SHEET.replace("id: log", "id: ask")},
        'worksheets/ask.yml:1:5: error: the id "ask" is taken [duplicate-id]\n'
        "  hint: it stands first at scripts/ask.yml:1: every id is used once in the whole handbook",
    ),
    "duplicate id of steps": (
        {"playbooks/bake.yml": ("id: rest", "id: mix")},
        'playbooks/bake.yml:15:10: error: the id "mix" stands in this list twice [duplicate-id]\n'
        "  hint: it stands first at line 10: give one of the two another id",
    ),
    "duplicate id of blocks": (
        {"worksheets/log.yml": ("id: more", "id: note")},
        'worksheets/log.yml:7:23: error: the id "note" stands in this list twice [duplicate-id]\n'
        "  hint: it stands first at line 6: give one of the two another id",
    ),
    "duplicate id of items": (
        {
            "worksheets/log.yml": (
                NOTE,
                "  - type: checklist\n    id: c\n    label: C\n    items: [{id: a, text: A}, {id: a, text: B}]\n",
            )
        },
        'worksheets/log.yml:9:36: error: the id "a" stands in this list twice [duplicate-id]\n'
        "  hint: it stands first at line 9: give one of the two another id",
    ),
    "duplicate id of sources": (
        {"sources.yml": ("oven-1950", "mill-1900")},
        'sources.yml:8:10: error: the id "mill-1900" stands in this list twice [duplicate-id]\n'
        "  hint: it stands first at line 2: give one of the two another id",
    ),
    "duplicate id of versions": (
        {"scripts/ask.yml": SCRIPT + "versions:\n  - {id: v, title: A, text: A}\n  - {id: v, title: B, text: B}\n"},
        'scripts/ask.yml:12:10: error: the id "v" stands in this list twice [duplicate-id]\n'
        "  hint: it stands first at line 11: give one of the two another id",
    ),
    "id is not the file name": (
        {"scripts/ask.yml": ("id: ask", "id: askk")},
        'scripts/ask.yml:1:5: error: the id "askk" is not the name of the file [id-not-name]\n'
        "  hint: write id: ask, or rename the file to askk.yml",
    ),
    "reserved id of a step": (
        {"playbooks/bake.yml": ("id: mix", "id: why")},
        'playbooks/bake.yml:10:9: error: the id "why" is kept for a section that every such page has [reserved-id]\n'
        "  hint: choose another id",
    ),
    "reserved id of a block": (
        {"worksheets/log.yml": ("id: note", "id: sheet")},
        'worksheets/log.yml:6:24: error: the id "sheet" is kept for a section that every such page has [reserved-id]\n'
        "  hint: choose another id",
    ),
    # references
    "dangling in rich text": (
        {
            "playbooks/bake.yml": (
                "why: You are hungry.",
                "why: |\n  You are hungry.\n\n  Then [ask](id:aks).",
            )
        },
        'playbooks/bake.yml:11:14: error: no part of the handbook has the id "aks" [unknown-id]\n'
        '  hint: did you mean "ask"?',
    ),
    "dangling in a line": (
        {"handbook.yml": ("Mind the oven.", '"Mind [the oven](id:oven)."')},
        'handbook.yml:8:29: error: no part of the handbook has the id "oven" [unknown-id]\n'
        '  hint: did you mean "oven-1950"?',
    ),
    "dangling part": (
        {"playbooks/bake.yml": ("It is hot.", '"[Mix](id:bake.mixx)"')},
        'playbooks/bake.yml:16:14: error: no part of the handbook has the id "bake.mixx" [unknown-id]\n'
        '  hint: did you mean "bake.mix"?',
    ),
    "dangling in a list": (
        {"playbooks/bake.yml": ("    do: Mix it.", "    do: Mix it.\n    worksheets: [log, lgo]")},
        'playbooks/bake.yml:14:23: error: no worksheet has the id "lgo" [unknown-id]\n  hint: did you mean "log"?',
    ),
    "dangling of another kind": (
        {"playbooks/bake.yml": ("    do: Mix it.", "    do: Mix it.\n    scripts: [log]")},
        'playbooks/bake.yml:14:15: error: no script has the id "log" [unknown-id]\n'
        "  hint: check the spelling; an id is the file's name, and for a part file.part",
    ),
    "dangling source": (
        {"playbooks/bake.yml": ("comes_from:", "sources: [mill-1901]\ncomes_from:")},
        'playbooks/bake.yml:17:11: error: no source has the id "mill-1901" [unknown-id]\n'
        '  hint: did you mean "mill-1900"?',
    ),
    "dangling situation": (
        {"playbooks/bake.yml": ("care: It", "situations: {wram: Less.}\ncare: It")},
        'playbooks/bake.yml:16:14: error: no situation has the id "wram" [unknown-id]\n  hint: did you mean "warm"?',
    ),
    "dangling in a page": (
        {"about.md": "---\ntitle: About\n---\n# About\n\nSee [the log](id:log) and [mixing](id:bake.mx).\n"},
        'about.md:6:36: error: no part of the handbook has the id "bake.mx" [unknown-id]\n'
        '  hint: did you mean "bake.mix"?',
    ),
    "dangling in a page by reference": (
        {"about.md": "# About\n\nSee [the log][l].\n\n[l]: id:logg\n"},
        'about.md:5:6: error: no part of the handbook has the id "logg" [unknown-id]\n  hint: did you mean "log"?',
    ),
    "dangling playbook": (
        {"handbook.yml": ("[bake]", "[bake, eat]")},
        'handbook.yml:4:19: error: no playbook has the id "eat" [unknown-id]\n'
        "  hint: check the spelling; an id is the file's name, and for a part file.part",
    ),
    "unlisted playbook": (
        {"playbooks/eat.yml": PLAYBOOK.replace("id: bake", "id: eat")},
        'handbook.yml:4:12: error: the playbook "eat" (playbooks/eat.yml) is not in the list [unlisted-playbook]\n'
        "  hint: add - eat where it belongs in the reading order",
    ),
    "unsafe link": (
        {"playbooks/bake.yml": ("It is hot.", '"[x](javascript:alert(1))"')},
        'playbooks/bake.yml:16:12: error: a link cannot lead to "javascript:alert(1)" [unsafe-link]\n'
        "  hint: use an id: link, or an address that starts with https:, mailto: or tel:",
    ),
    "unsafe link in angles": (
        {"playbooks/bake.yml": ("It is hot.", "Go to <javascript:alert(1)>.")},
        'playbooks/bake.yml:16:14: error: a link cannot lead to "javascript:alert(1)" [unsafe-link]\n'
        "  hint: use an id: link, or an address that starts with https:, mailto: or tel:",
    ),
    "link without a scheme": (
        {"playbooks/bake.yml": ("It is hot.", '"[x](../about/)"')},
        'playbooks/bake.yml:16:12: error: a link cannot lead to "../about/" [unsafe-link]\n'
        "  hint: use an id: link, or an address that starts with https:, mailto: or tel:",
    ),
    # files
    "tab": (
        {"playbooks/bake.yml": ("    do: Mix it.", "\tdo: Mix it.")},
        "playbooks/bake.yml:13:1: error: a tab cannot be used to indent [tab]\n  hint: use two spaces",
    ),
    "not utf 8": (
        {"scripts/ask.yml": b"id: ask\ntitle: caf\xe9\n"},
        "scripts/ask.yml:2:11: error: the file is not UTF-8 text: byte 0xe9 cannot be read [not-utf-8]\n"
        "  hint: save it with the encoding UTF-8 in your editor",
    ),
    "not utf 8 page": (
        {"about.md": b"# Caf\xe9\n"},
        "about.md:1:6: error: the file is not UTF-8 text: byte 0xe9 cannot be read [not-utf-8]\n"
        "  hint: save it with the encoding UTF-8 in your editor",
    ),
    "empty file": (
        {"scripts/ask.yml": ""},
        "scripts/ask.yml:1:1: error: the file is empty [empty-file]\n  hint: write it, or delete it",
    ),
    "only a comment": (
        {"scripts/ask.yml": "# later\n"},
        "scripts/ask.yml:1:1: error: the file is empty [empty-file]\n  hint: write it, or delete it",
    ),
    "empty page": (
        {"about.md": "\n"},
        "about.md:1:1: error: the file is empty [empty-file]\n  hint: write it, or delete it",
    ),
    "syntax": (
        {"scripts/ask.yml": 'title: "Ask\n'},
        "scripts/ask.yml:1:8: error: the quote that opens here is never closed [open-quote]\n"
        "  hint: close it at the end of the text",
    ),
    "colon": (
        {"scripts/ask.yml": ("use_when: You need it.", "use_when: Now: you need it.")},
        "scripts/ask.yml:5:14: error: a colon and a space stand inside plain text [colon]\n"
        '  hint: put the whole text in quotes: "like this: yes"',
    ),
    "unknown file": (
        {"handbok.yml": "title: x\n"},
        "handbok.yml:1:1: error: a YAML file in this place is not part of a handbook [unknown-file]\n"
        "  hint: did you mean handbook.yml?",
    ),
    "unknown file like none": (
        {"xyzzy.yml": "title: x\n"},
        "xyzzy.yml:1:1: error: a YAML file in this place is not part of a handbook [unknown-file]\n"
        "  hint: YAML belongs in handbook.yml, sources.yml, glossary.yml, coverage.yml, searches.yml, style.yml, "
        "permalinks.yml, retired.yml, strings.yml, playbooks/, worksheets/, scripts/, paths/",
    ),
    "unknown folder": (
        {"script/ask.yml": SCRIPT},
        "script/ask.yml:1:1: error: a YAML file in this place is not part of a handbook [unknown-file]\n"
        "  hint: did you mean scripts/?",
    ),
    "folder in a folder": (
        {"scripts/old/ask.yml": SCRIPT},
        "scripts/old/ask.yml:1:1: error: a YAML file in this place is not part of a handbook [unknown-file]\n"
        "  hint: did you mean scripts/?",
    ),
    "yaml ending": (
        {"scripts/tell.yaml": SCRIPT},
        "scripts/tell.yaml:1:1: error: a YAML file in this place is not part of a handbook [unknown-file]\n"
        "  hint: rename it to scripts/tell.yml",
    ),
    "no handbook file": (
        {"handbook.yml": None},
        "handbook.yml:1:1: error: this file is missing [missing-file]\n  hint: every handbook has one",
    ),
    "front matter is a list": (
        {"about.md": "---\n- About\n---\n# About\n"},
        "about.md:2:1: error: the file must be keys and values, got a list [wrong-type]\n"
        "  hint: write it as lines of key: value",
    ),
    "front matter syntax": (
        {"about.md": "---\ntitle: About: us\n---\n# About\n"},
        "about.md:2:13: error: a colon and a space stand inside plain text [colon]\n"
        '  hint: put the whole text in quotes: "like this: yes"',
    ),
    "duplicate id of a source": (
        {"sources.yml": ("oven-1950", "ask")},
        'sources.yml:8:10: error: the id "ask" is taken [duplicate-id]\n'
        "  hint: it stands first at scripts/ask.yml:1: every id is used once in the whole handbook",
    ),
    "alias loop": (
        {"scripts/ask.yml": "a: &a [*a]\n"},
        "scripts/ask.yml:1:4: error: this alias contains itself [alias-loop]\n  hint: write the text out instead",
    ),
    "front matter duplicate": (
        {"about.md": "---\ntitle: About\ntitle: Us\n---\n# About\n"},
        'about.md:3:1: error: the key "title" stands here twice [duplicate-key]\n'
        "  hint: it stands first at line 2: keep one of the two",
    ),
    # paths, coach guides, words
    "path with a wrong sum": (
        {"paths/way.yml": PATH.replace("minutes: 15", "minutes: 20")},
        "paths/way.yml:1:1: error: the times of the stops add up to 15 minutes, not 20 [minutes]\n"
        "  hint: change a time, or the sum",
    ),
    "dangling horizon": (
        {"paths/way.yml": PATH.replace("horizon: short", "horizon: shrot")},
        'paths/way.yml:4:10: error: no horizon has the id "shrot" [unknown-id]\n  hint: did you mean "short"?',
    ),
    "dangling step of a stop": (
        {"paths/way.yml": PATH.replace("bake.mix", "bake.mxi")},
        'paths/way.yml:7:71: error: no step has the id "bake.mxi" [unknown-id]\n  hint: did you mean "bake.mix"?',
    ),
    "id of a step without its playbook": (
        {"paths/way.yml": PATH.replace("bake.mix", "bake/mix")},
        "paths/way.yml:7:71: error: an id is lower-case words joined by hyphens, and for a part file.part, "
        'got "bake/mix" [bad-part-id]\n  hint: use e.g. my-playbook.first-step',
    ),
    "dangling path": (
        {"paths/way.yml": PATH + "next: [away]\n"},
        'paths/way.yml:9:8: error: no path has the id "away" [unknown-id]\n  hint: did you mean "way"?',
    ),
    "duplicate id of stops": (
        {"paths/way.yml": PATH.replace("id: b,", "id: a,")},
        'paths/way.yml:8:10: error: the id "a" stands in this list twice [duplicate-id]\n'
        "  hint: it stands first at line 7: give one of the two another id",
    ),
    "coach session with a wrong sum": (
        {
            "playbooks/bake.yml": PLAYBOOK + "coach:\n  session: [{time: 10 min, do: Talk.}]\n",
            "handbook.yml": ("care_line:", "coach_session: 60\ncare_line:"),
        },
        "playbooks/bake.yml:19:3: error: the times of the coach session add up to 10 minutes, not 60 [minutes]\n"
        "  hint: change the times, or coach_session in handbook.yml",
    ),
    "duplicate id of words": (
        {"glossary.yml": "terms:\n  - {id: a, term: A, meaning: A}\n  - {id: a, term: B, meaning: B}\n"},
        'glossary.yml:3:10: error: the id "a" stands in this list twice [duplicate-id]\n'
        "  hint: it stands first at line 2: give one of the two another id",
    ),
    "dangling id of a word": (
        {"glossary.yml": "terms:\n  - {id: a, term: A, meaning: '[A](id:aks)', see: [log.nite]}\n"},
        'glossary.yml:2:36: error: no part of the handbook has the id "aks" [unknown-id]\n'
        '  hint: did you mean "ask"?\n'
        'glossary.yml:2:52: error: no part of the handbook has the id "log.nite" [unknown-id]\n'
        '  hint: did you mean "log.note"?',
    ),
    "dangling step of an idea": (
        {"ideas/rest.md": "---\nsteps: [bake.rset]\n---\n# Rest\n"},
        'ideas/rest.md:2:9: error: no step has the id "bake.rset" [unknown-id]\n  hint: did you mean "bake.rest"?',
    ),
    "dangling search": (
        {"searches.yml": "searches:\n  - {query: bread, finds: [bkae]}\n"},
        'searches.yml:2:28: error: no part of the handbook has the id "bkae" [unknown-id]\n'
        '  hint: did you mean "bake"?',
    ),
    # one mistake is one problem
    "a mistake in the only item of a list is one mistake": (
        {"sources.yml": SOURCES[: SOURCES.index("  - {id: oven")].replace("kind: study", "kind: stdy")},
        'sources.yml:5:11: error: kind must be study, review, theory or method, got "stdy" [wrong-value]\n'
        '  hint: did you mean "study"?',
    ),
    "a situation that stands twice is one mistake": (
        {"handbook.yml": ("horizons:", "  - {id: warm, title: W, label: If, summary: W.}\nhorizons:")},
        'handbook.yml:7:10: error: the id "warm" stands in this list twice [duplicate-id]\n'
        "  hint: it stands first at line 6: give one of the two another id",
    ),
    "a broken page leaves no link dangling": (
        {"about.md": "", "playbooks/bake.yml": ("It is hot.", '"[x](id:about)"')},
        "about.md:1:1: error: the file is empty [empty-file]\n  hint: write it, or delete it",
    ),
    "the title of a page is text": (
        {"about.md": "---\norder: 1\ntitle: [a]\n---\n# About\n"},
        "about.md:3:8: error: title must be text, got a list [wrong-type]\n"
        "  hint: write a text, in quotes if it is a number, true, false or null",
    ),
    "the order of a page is a whole number": (
        {"about.md": "---\norder: soon\n---\n# About\n"},
        'about.md:2:8: error: order must be a whole number, got "soon" [wrong-type]',
    ),
    "a link to a situation, which has no page": (
        {"playbooks/bake.yml": ("It is hot.", '"[x](id:warm)"')},
        'playbooks/bake.yml:16:12: error: no part of the handbook has the id "warm" [unknown-id]\n'
        "  hint: check the spelling; an id is the file's name, and for a part file.part",
    ),
    "a link to an index that the handbook has not": (
        {"worksheets/log.yml": None, "about.md": "# About\n\n[all](id:worksheets)\n"},
        'about.md:3:7: error: no part of the handbook has the id "worksheets" [unknown-id]\n'
        "  hint: check the spelling; an id is the file's name, and for a part file.part",
    ),
    "blank not explained is shown where it stands": (
        {"scripts/ask.yml": ("[name]", "[nam]")},
        'scripts/ask.yml:7:14: error: the text has a blank [nam] that "blanks" does not explain'
        " [blank-unexplained]\n"
        '  hint: add it to "blanks", with what to write there; check the spelling\n'
        'scripts/ask.yml:9:10: error: "blanks" explains [name], which stands in no text [blank-unused]\n'
        "  hint: delete it there, or use it in a text; check the spelling",
    ),
    "blank without a name": (
        {"scripts/ask.yml": ("blanks: {", "blanks: {'': nothing, ")},
        "scripts/ask.yml:9:10: error: a key of blanks must not be empty [blank]\n"
        "  hint: write a text, or delete the key if it may be left out",
    ),
    "a date that the calendar has not": (
        {"playbooks/bake.yml": ("2026-01-02", "2026-02-30")},
        'playbooks/bake.yml:7:11: error: reviewed must be a date, got "2026-02-30" [wrong-type]\n'
        "  hint: use e.g. reviewed: 2026-11-22",
    ),
    "an id taken by a page is one mistake": (
        {"bake.md": "# Bake\n"},
        'playbooks/bake.yml:1:5: error: the id "bake" is taken [duplicate-id]\n'
        "  hint: it stands first at bake.md:1: every id is used once in the whole handbook",
    ),
    "a broken list of sources leaves no reference dangling": (
        {"sources.yml": "sources: @", "playbooks/bake.yml": ("care:", "sources: [mill-1900]\ncare:")},
        "sources.yml:1:10: error: a text cannot start with '@' [quote-needed]\n  hint: put the whole text in quotes",
    ),
    "a broken handbook.yml leaves no situation unknown": (
        {"handbook.yml": "title: @", "playbooks/bake.yml": ("care:", "situations: {warm: Less.}\ncare:")},
        "handbook.yml:1:8: error: a text cannot start with '@' [quote-needed]\n  hint: put the whole text in quotes",
    ),
    "a link to strings.yml, which is no page": (
        {"strings.yml": "nav: {home: Begin}\n", "playbooks/bake.yml": ("It is hot.", '"[x](id:strings)"')},
        'playbooks/bake.yml:16:12: error: no part of the handbook has the id "strings" [unknown-id]\n'
        "  hint: check the spelling; an id is the file's name, and for a part file.part",
    ),
    "the id of an index is kept": (
        {"scripts/search.yml": SCRIPT.replace("id: ask", "id: search")},
        'scripts/search.yml:1:5: error: the id "search" is kept for a page that every handbook has'
        " [reserved-id]\n  hint: choose another id",
    ),
    "a page in the place of an index": (
        {"search.md": "# Find\n"},
        'search.md:1:1: error: the id "search" is kept for a page that every handbook has [reserved-id]\n'
        "  hint: choose another id",
    ),
    "the id of a stop that is a section's": (
        {"paths/way.yml": PATH.replace("id: b,", "id: needs,")},
        'paths/way.yml:8:10: error: the id "needs" is kept for a section that every such page has'
        " [reserved-id]\n  hint: choose another id",
    ),
    "the id of a version that is a section's": (
        {"scripts/ask.yml": SCRIPT + "versions:\n  - {id: short, title: A, text: A}\n"},
        'scripts/ask.yml:11:10: error: the id "short" is kept for a section that every such page has'
        " [reserved-id]\n  hint: choose another id",
    ),
    "the id of a block that is a field's of every sheet": (
        {"worksheets/log.yml": ("id: note", "id: date")},
        'worksheets/log.yml:6:24: error: the id "date" is kept for a section that every such page has'
        " [reserved-id]\n  hint: choose another id",
    ),
    "a playbook that is listed twice": (
        {"handbook.yml": ("[bake]", "[bake, bake]")},
        'handbook.yml:4:19: error: the id "bake" stands in this list twice [duplicate-reference]\n'
        "  hint: it stands first at line 4: keep one of the two",
    ),
    "a worksheet that a step names twice": (
        {"playbooks/bake.yml": ("    do: Mix it.", "    do: Mix it.\n    worksheets: [log, log]")},
        'playbooks/bake.yml:14:23: error: the id "log" stands in this list twice [duplicate-reference]\n'
        "  hint: it stands first at line 14: keep one of the two",
    ),
    "a wrong word in strings.yml comes with all other mistakes": (
        {"strings.yml": "nav: {hom: Begin}\n", "scripts/ask.yml": ""},
        "scripts/ask.yml:1:1: error: the file is empty [empty-file]\n  hint: write it, or delete it\n"
        'strings.yml:1:12: error: there are no words with the key "nav.hom" [strings]\n'
        "  hint: the keys are those of generator/strings/en.yml",
    ),
    "a link in a line that would open code in a text": (
        {"handbook.yml": ("Mind the oven.", '"~~~ [x](id:oven)"')},
        'handbook.yml:8:21: error: no part of the handbook has the id "oven" [unknown-id]\n'
        '  hint: did you mean "oven-1950"?',
    ),
    "the same dangling link twice": (
        {"playbooks/bake.yml": ("It is hot.", '"[x](id:aks) and [y](id:aks)"')},
        'playbooks/bake.yml:16:12: error: no part of the handbook has the id "aks" [unknown-id]\n'
        '  hint: did you mean "ask"?\n'
        'playbooks/bake.yml:16:28: error: no part of the handbook has the id "aks" [unknown-id]\n'
        '  hint: did you mean "ask"?',
    ),
    "a dangling link after a longer one": (
        {"playbooks/bake.yml": ("It is hot.", '"[x](id:ask) or [y](id:as)"')},
        'playbooks/bake.yml:16:27: error: no part of the handbook has the id "as" [unknown-id]\n'
        '  hint: did you mean "ask"?',
    ),
    "a broken glossary leaves no word unknown": (
        {"glossary.yml": "terms: @", "about.md": "# About\n\n[a](id:glossary.a) [all](id:glossary)\n"},
        "glossary.yml:1:8: error: a text cannot start with '@' [quote-needed]\n  hint: put the whole text in quotes",
    ),
    "a mistake in one source leaves no other unknown": (
        {
            "sources.yml": ("kind: study", "kind: stdy"),
            "playbooks/bake.yml": ("care:", "sources: [mill-1900]\ncare:"),
            "about.md": "# About\n\n[mill](id:mill-1900) [all](id:sources)\n",
        },
        'sources.yml:5:11: error: kind must be study, review, theory or method, got "stdy" [wrong-value]\n'
        '  hint: did you mean "study"?',
    ),
    "no handbook.yml leaves no situation unknown": (
        {"handbook.yml": None, "playbooks/bake.yml": ("care:", "situations: {warm: Less.}\ncare:")},
        "handbook.yml:1:1: error: this file is missing [missing-file]\n  hint: every handbook has one",
    ),
    "a broken worksheet leaves the list of worksheets": (
        {"worksheets/log.yml": "", "about.md": "# About\n\n[all](id:worksheets)\n"},
        "worksheets/log.yml:1:1: error: the file is empty [empty-file]\n  hint: write it, or delete it",
    ),
    "a page in the place of a list": (
        {"playbooks.md": "# Playbooks\n"},
        'playbooks.md:1:1: error: the id "playbooks" is kept for a page that every handbook has [reserved-id]\n'
        "  hint: choose another id",
    ),
    "words for the search page, which has none": (
        {"search/index.md": "# Find\n"},
        'search/index.md:1:1: error: the id "search" is kept for a page that every handbook has [reserved-id]\n'
        "  hint: choose another id",
    ),
    "the id of the start page is kept": (
        {"scripts/index.yml": SCRIPT.replace("id: ask", "id: index")},
        'scripts/index.yml:1:5: error: the id "index" is kept for a page that every handbook has [reserved-id]\n'
        "  hint: choose another id",
    ),
    "a step that an idea names twice": (
        {"ideas/rest.md": "---\nsteps: [bake.rest, bake.rest]\n---\n# Rest\n"},
        'ideas/rest.md:2:20: error: the id "bake.rest" stands in this list twice [duplicate-reference]\n'
        "  hint: it stands first at line 2: keep one of the two",
    ),
    "every blank that is not explained is shown once": (
        {"scripts/ask.yml": ("text: May I, [name]?", "text: May I, [name], for [nam], [nam] and [what]?")},
        'scripts/ask.yml:7:26: error: the text has a blank [nam] that "blanks" does not explain'
        " [blank-unexplained]\n"
        '  hint: add it to "blanks", with what to write there; check the spelling\n'
        'scripts/ask.yml:7:43: error: the text has a blank [what] that "blanks" does not explain'
        " [blank-unexplained]\n"
        '  hint: add it to "blanks", with what to write there; check the spelling',
    ),
    "mistakes in strings.yml come with those in handbook.yml": (
        {"strings.yml": "nav: {hom: x}\n", "handbook.yml": "title: @"},
        "handbook.yml:1:8: error: a text cannot start with '@' [quote-needed]\n  hint: put the whole text in quotes\n"
        'strings.yml:1:12: error: there are no words with the key "nav.hom" [strings]\n'
        "  hint: the keys are those of generator/strings/en.yml",
    ),
    "a strings.yml that cannot be read": (
        {"strings.yml": "nav: @\n"},
        "strings.yml:1:6: error: a text cannot start with '@' [quote-needed]\n  hint: put the whole text in quotes",
    ),
}


def report(changes: Mapping[str, Change]) -> str:
    return report_of(with_changes(FILES, changes))


def test_the_smallest_handbook_loads() -> None:
    assert report({}) == ""


@pytest.mark.parametrize("name", CASES)
def test_one_mistake(name: str) -> None:
    changes, expected = CASES[name]
    assert report(changes) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[nam]", 'error: the text has a blank [nam] that "blanks" does not explain [blank-unexplained]'),
        ("friend", 'error: "blanks" explains [name], which stands in no text [blank-unused]'),
    ],
)
def test_blanks_and_their_explanations_must_match(text: str, message: str) -> None:
    assert message in report({"scripts/ask.yml": ("[name]", text)})


@pytest.mark.parametrize(
    "changes",
    [
        {"scripts/ask.yml": SCRIPT.replace("short: May I?", "short: May I, [who]?").replace("{name", "{who: x, name")},
        {"scripts/ask.yml": SCRIPT + "subject: For [name]\n"},
        {"scripts/ask.yml": SCRIPT + "versions:\n  - {id: v, title: V, text: 'Hi [name]'}\n"},
    ],
)
def test_a_blank_may_stand_in_any_text_of_a_script(changes: Mapping[str, Change]) -> None:
    assert report(changes) == ""


# --- many mistakes at once ---------------------------------------------------------------------


def test_all_problems_of_all_files_come_in_one_run_sorted() -> None:
    said = report(
        {
            "worksheets/log.yml": ("type: prompt", "type: promt"),
            "scripts/ask.yml": SCRIPT.replace("channel: say", "channel: sing").replace("title: Ask\n", ""),
            "playbooks/bake.yml": PLAYBOOK.replace("who: You", "woh: You").replace("5 min", "soon"),
            "handbook.yml": ("Mind the oven.", '"[Mind](id:mind)"'),
            "about.md": "# About\n\n[one](id:one) [two](id:two)\n",
            "blank.md": "",
            "scripts/tell.yaml": "x",
            "scripts/empty.yml": "",
        }
    )
    places = [line.partition(": error: ")[0] for line in said.splitlines() if ": error: " in line]
    assert places == [
        "about.md:3:7",
        "about.md:3:21",
        "blank.md:1:1",
        "handbook.yml:8:20",
        "playbooks/bake.yml:1:1",
        "playbooks/bake.yml:5:1",
        "playbooks/bake.yml:12:11",
        "scripts/ask.yml:1:1",
        "scripts/ask.yml:3:10",
        "scripts/empty.yml:1:1",
        "scripts/tell.yaml:1:1",
        "worksheets/log.yml:6:12",
    ]


@pytest.mark.parametrize("broken", ["", "id: log\ntitle: [", "id: log\n", b"\xff", SHEET.replace("prompt", "promt")])
def test_a_link_to_a_file_that_is_itself_broken_is_not_called_dangling(broken: str | bytes) -> None:
    said = report(
        {
            "worksheets/log.yml": broken,
            "about.md": "# About\n\n[log](id:log) [note](id:log.note)\n",
            "playbooks/bake.yml": PLAYBOOK.replace("It is hot.", '"[log](id:log)"').replace(
                "    do: Mix it.", "    do: Mix it.\n    worksheets: [log]"
            ),
        }
    )
    lines = [line for line in said.splitlines() if ": error: " in line]
    assert lines
    assert all(line.startswith("worksheets/log.yml:") for line in lines)


def test_a_broken_playbook_is_not_called_unlisted_nor_unknown() -> None:
    said = report({"playbooks/bake.yml": "id: bake\n"})
    assert all(line.startswith(("playbooks/bake.yml:", "  hint:")) for line in said.splitlines())


# --- what loads --------------------------------------------------------------------------------


def test_the_whole_small_handbook_loads(handbook: Handbook) -> None:
    assert [book.id for book in handbook.playbooks] == ["feed-it", "wake-it"]
    assert [step.id for step in handbook.playbook("feed-it").steps] == ["pour-off", "stir-in"]
    assert handbook.playbook("feed-it").minutes == 12
    assert [page.title for page in handbook.pages] == [
        "About",
        "Patience",
        "Looking after a sourdough starter",
        "Jars & lids",
        "Two things to do",
        "Your jar lives in the fridge",
    ]
    assert [path.id for path in handbook.paths] == ["first-feed", "a-lazy-weekend"]
    assert [term.term for term in handbook.terms] == ["starter", "pH"]


def test_playbooks_come_in_the_order_of_the_list(load: Callable[[Mapping[str, Change]], Handbook]) -> None:
    loaded = load({"handbook.yml": ("  - feed-it\n  - wake-it\n", "  - wake-it\n  - feed-it\n")})
    assert [book.id for book in loaded.playbooks] == ["wake-it", "feed-it"]
    assert [script.id for script in loaded.scripts] == ["hand-it-over", "ask-for-a-spoonful"]


def test_worksheets_and_scripts_come_in_order_of_first_use_and_unused_ones_last(
    load: Callable[[Mapping[str, Change]], Handbook],
) -> None:
    loaded = load(
        {
            "playbooks/feed-it.yml": ("worksheets: [feeding-log, smell-check]", "worksheets: [smell-check]"),
            "worksheets/a-spare-one.yml": SHEET.replace("id: log", "id: a-spare-one"),
        }
    )
    assert [sheet.id for sheet in loaded.worksheets] == ["feeding-log", "smell-check", "a-spare-one"]


def test_every_id_leads_somewhere(handbook: Handbook) -> None:
    targets = {id_: (target.kind, target.page, target.anchor) for id_, target in handbook.targets.items()}
    assert targets["feed-it"] == ("playbook", "playbooks/feed-it.md", "")
    assert targets["wake-it.warm-it"] == ("step", "playbooks/wake-it.md", "warm-it")
    assert targets["smell-check.signs"] == ("block", "worksheets/smell-check.md", "signs")
    assert targets["hand-it-over"] == ("script", "scripts/hand-it-over.md", "")
    assert targets["miller-1999"] == ("source", "sources/index.md", "miller-1999")
    assert targets["about"] == ("page", "about.md", "")
    assert targets["first-feed.stir"] == ("stop", "paths/first-feed.md", "stir")
    assert targets["feed-it.coach"] == ("coach", "coach/feed-it.md", "")
    assert targets["glossary.ph"] == ("term", "glossary/index.md", "ph")
    assert targets["patience"] == ("idea", "ideas/patience.md", "")
    assert targets["fridge-keeper"] == ("situation", "situations/fridge-keeper.md", "")
    assert targets["playbooks"] == ("page", "playbooks/index.md", "")
    assert targets["worksheets"] == ("index", "worksheets/index.md", "")
    assert "feeding-log.None" not in targets


def test_a_handbook_can_do_without_everything_but_playbooks() -> None:
    files = {path: FILES[path] for path in ("handbook.yml", "playbooks/bake.yml")}
    loaded = load_handbook(files)
    assert (loaded.worksheets, loaded.scripts, loaded.sources, loaded.pages) == ((), (), (), ())


def test_files_that_are_no_content_are_left_alone() -> None:
    files = {**FILES, "pictures/jar.png": b"\x89PNG", "notes.txt": b"\xff", "schema/a.schema.json": b"{"}
    assert load_handbook(files) == load_handbook(FILES)


def test_the_title_of_a_page_is_its_front_matter_else_its_heading_else_its_name() -> None:
    pages = {
        "a.md": "---\ntitle: From the top\n---\n# Heading\n",
        "b.md": "Words first.\n\n# Heading *here*\n",
        "c.md": "No heading\n",
        "ideas/index.md": "No heading\n",
    }
    loaded = load_handbook(with_changes(FILES, pages))
    assert {page.path: page.title for page in loaded.pages if page.path != "about.md"} == {
        "a.md": "From the top",
        "b.md": "Heading here",
        "c.md": "c",
        "ideas/index.md": "ideas",
    }


@pytest.mark.parametrize("comment", ["# later\n", "\n  # later\n\n"])
def test_front_matter_may_hold_only_a_comment(comment: str) -> None:
    loaded = load_handbook(with_changes(FILES, {"about.md": f"---\n{comment}---\n# About us\n"}))
    assert [(page.title, page.body) for page in loaded.pages] == [("About us", "# About us\n")]


def test_an_author_may_write_the_words_that_open_a_list() -> None:
    pages = {"index.md": "# Start\n", "playbooks/index.md": "# All\n", "ideas/index.md": "# Ideas\n"}
    loaded = load_handbook(with_changes(FILES, pages))
    assert loaded.targets["playbooks"].title == "All"
    assert loaded.targets["index"].title == "Start"


def test_a_handbook_without_a_start_page_of_its_own_has_one_to_link_to() -> None:
    loaded = load_handbook(with_changes(FILES, {"about.md": "# About\n\n[start](id:index)\n"}))
    assert (loaded.targets["index"].page, loaded.targets["index"].title) == ("index.md", "Bread")


def test_paths_come_in_the_order_of_horizons_and_situations() -> None:
    def path(id_: str, horizon: str, situations: str) -> str:
        text = PATH.replace("id: way", f"id: {id_}").replace("horizon: short\n", horizon)
        return text + (f"situations: [{situations}]\n" if situations else "")

    changes = {
        "handbook.yml": HANDBOOK.replace(
            "{id: short, title: Short}", "{id: short, title: S}, {id: long, title: L}"
        ).replace("situations:\n", "situations:\n  - {id: zero, title: Z, label: Z, summary: Z.}\n"),
        "paths/a.yml": path("a", "horizon: long\n", ""),
        "paths/b.yml": path("b", "", "zero"),
        "paths/c.yml": path("c", "horizon: short\n", "warm"),
        "paths/d.yml": path("d", "horizon: short\n", "zero, warm"),
        "paths/e.yml": path("e", "horizon: short\n", ""),
        "paths/f.yml": path("f", "horizon: long\n", ""),
    }
    loaded = load_handbook(with_changes(FILES, changes))
    assert "".join(path.id for path in loaded.paths) == "edcafb"


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for part in (get_args(field.annotation) for field in model.model_fields.values()):
        for kind in part:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _models(kind)


@pytest.mark.parametrize("kind", [*FOLDERS.values(), *SINGLE_FILES.values()], ids=lambda kind: str(kind.model))
def test_hints_name_nothing_of_one_handbook(kind: Kind) -> None:
    ours = re.compile(r"passed.over|newcomer|seek-feedback|keep-moving|evidence-log|ask-well|acknowledge|yoon", re.I)
    for model in _models(kind.model) if kind.model else []:
        for name, field in model.model_fields.items():
            assert not ours.search(f"{field.description} {field.examples}"), f"{model.__name__}.{name}"
    assert not ours.search(" ".join(_HINTS.values()))


def test_the_problems_of_a_load_are_data() -> None:
    with pytest.raises(ContentError) as caught:
        load_handbook(with_changes(FILES, {"scripts/ask.yml": ""}))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column, problem.code) == (
        "scripts/ask.yml",
        1,
        1,
        "empty-file",
    )
