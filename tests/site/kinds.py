"""One page of each kind, for tests that look at all of them."""

from __future__ import annotations

PAGE_KINDS = {
    "start": "",
    "path": "paths/ten-minutes/",
    "playbook": "playbooks/seek-feedback/",
    "worksheet": "worksheets/evidence-log/",
    "script": "scripts/ask-hr/",
    "idea": "ideas/one-no/",
    "situation": "situations/passed-over/",
    "coach guide": "coach/seek-feedback/",
    "coach index": "coach/",
    "paths": "paths/",
    "playbooks": "playbooks/",
    "worksheets": "worksheets/",
    "scripts": "scripts/",
    "ideas": "ideas/",
    "plan": "coach/plan/",
    "your data": "your-data/",
    "privacy": "privacy/",
    "help": "help/",
    "about": "about/",
    "glossary": "glossary/",
    "sources": "sources/",
    "search": "search/",
    "offline": "offline/",
    "results": "search/?q=no+feedback",
    "not found": "404.html",
}
