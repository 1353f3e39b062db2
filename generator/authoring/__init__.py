"""What helps authors while they write: schemas for their editors, starters for new files, a reference of every field.

1. `structure` turns a model into a JSON Schema, `words` the generator's own words, `known_ids` the ids of a handbook.
2. `schemas` puts them into files, and names them in the first line of each content file.
3. `unfinished` finds what is still to be written.
"""

from generator.authoring.schemas import SCHEMA_FOLDER, modeline, render_schemas, stale_schemas, wired
from generator.authoring.unfinished import unfinished

__all__ = ["SCHEMA_FOLDER", "modeline", "render_schemas", "stale_schemas", "unfinished", "wired"]
