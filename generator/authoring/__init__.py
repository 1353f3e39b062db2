"""What helps authors while they write: schemas for their editors, starters for new files, a reference of every field.

1. `structure` turns a model into a JSON Schema, `words` the generator's own words, `known_ids` the ids of a handbook.
2. `schemas` puts them into files, and names them in the first line of each content file.
3. `starters` makes the text of a new file, `adding` adds it to a handbook with the line that lists it (`inserting`).
4. `new_handbook` makes a whole one.
5. `unfinished` finds what is still to be written.
"""

from generator.authoring.adding import CannotAddError, add
from generator.authoring.new_handbook import render_new_handbook
from generator.authoring.schemas import SCHEMA_FOLDER, modeline, render_schemas, stale_schemas, wired
from generator.authoring.starters import kinds, render_starter, title_of
from generator.authoring.unfinished import UNWRITTEN, unfinished
from generator.wording import languages

__all__ = [
    "SCHEMA_FOLDER",
    "UNWRITTEN",
    "CannotAddError",
    "add",
    "kinds",
    "languages",
    "modeline",
    "render_new_handbook",
    "render_schemas",
    "render_starter",
    "stale_schemas",
    "title_of",
    "unfinished",
    "wired",
]
