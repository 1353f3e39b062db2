"""What a handbook is made of: frozen models, one file a concept.

The text below each field is its documentation for authors.
"""

from generator.model.handbook import Handbook, Settings, Situation, Target, Use
from generator.model.page import WrittenPage
from generator.model.playbook import Playbook, Step
from generator.model.script import Script, Version
from generator.model.source import Source, Sources
from generator.model.worksheet import Worksheet

__all__ = [
    "Handbook",
    "Playbook",
    "Script",
    "Settings",
    "Situation",
    "Source",
    "Sources",
    "Step",
    "Target",
    "Use",
    "Version",
    "Worksheet",
    "WrittenPage",
]
