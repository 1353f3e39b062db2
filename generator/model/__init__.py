"""What a handbook is made of: frozen models, one file a concept.

The text below each field is its documentation for authors.
"""

from generator.model.coach import CoachGuide, Part
from generator.model.editing import Coverage, Searches, Style
from generator.model.glossary import Glossary, Term
from generator.model.handbook import Handbook, Use
from generator.model.page import PageHead, WrittenPage
from generator.model.path import Path, Stop
from generator.model.permalinks import Ledger, Promise, Retired, Retirement
from generator.model.playbook import Playbook, Step
from generator.model.script import Script, Version
from generator.model.settings import Horizon, Settings, Situation
from generator.model.source import Source, Sources
from generator.model.target import Target
from generator.model.worksheet import Worksheet

__all__ = [
    "CoachGuide",
    "Coverage",
    "Glossary",
    "Handbook",
    "Horizon",
    "Ledger",
    "PageHead",
    "Part",
    "Path",
    "Playbook",
    "Promise",
    "Retired",
    "Retirement",
    "Script",
    "Searches",
    "Settings",
    "Situation",
    "Source",
    "Sources",
    "Step",
    "Stop",
    "Style",
    "Target",
    "Term",
    "Use",
    "Version",
    "Worksheet",
    "WrittenPage",
]
