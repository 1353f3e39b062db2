"""Joining modules to one classic script, run in a JavaScript engine where that tells more than reading it."""

from __future__ import annotations

import pytest

from generator.assets import PAGE_SCRIPTS, asset_files
from generator.scripts import ScriptError, bundle_scripts


def test_only_scripts_that_none_imports_are_written() -> None:
    modules = {
        "a.js": 'import { one } from "./b.js";\none();\n',
        "b.js": 'import { two } from "./c.js";\nexport function one() { return two; }\n',
        "c.js": "export const two = 2;\n",
        "d.js": 'import { two } from "./c.js";\nconsole.log(two);\n',
    }
    bundles = bundle_scripts(modules)
    assert list(bundles) == ["a.js", "d.js"]
    assert bundles["d.js"] == (
        '"use strict";\n(() => {\n'
        "const module0 = (() => {\nconst two = 2;\nreturn { two };\n})();\n"
        "const module1 = (() => {\nconst { two } = module0;\nconsole.log(two);\n})();\n"
        "})();\n"
    )


def test_a_module_that_two_import_is_there_once() -> None:
    modules = {
        "a.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\nb(c);\n',
        "b.js": 'import { c } from "./c.js";\nexport const b = () => c;\n',
        "c.js": "export class c {}\n",
    }
    script = bundle_scripts(modules)["a.js"]
    assert script.count("class c {}") == 1
    assert script.index("class c {}") < script.index("const b =") < script.index("b(c);")


def test_notes_for_those_who_read_the_source_are_not_loaded() -> None:
    source = (
        "// A note.\n/** Gives a\n * number. */\nexport const a = () => 1; // why\n"
        "  /** @type {string} */\nconst b = /** @type {any} */ (a)();\n/** @type {any} */ (b).c();\n/* end */\n"
    )
    script = bundle_scripts({"a.js": source})["a.js"]
    assert "const a = () => 1; // why\nconst b = /** @type {any} */ (a)();\n/** @type {any} */ (b).c();\n" in script
    assert "note" not in script
    assert "number" not in script


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"a.js": 'import { b } from "./b.js";\n'}, "a.js imports b.js, which is not there"),
        ({"a.js": "export default 1;\n"}, "a.js: this form cannot be joined: export default 1;"),
        ({"a.js": 'import "./b.js";\n', "b.js": ""}, 'a.js: this form cannot be joined: import "./b.js";'),
        (
            {
                "a.js": 'import { b } from "./b.js";\n',
                "b.js": 'import { c } from "./c.js";\n',
                "c.js": 'import { b } from "./b.js";\n',
            },
            "these modules import each other: a.js -> b.js -> c.js -> b.js",
        ),
    ],
)
def test_what_cannot_be_joined_is_said(modules: dict[str, str], message: str) -> None:
    with pytest.raises(ScriptError) as caught:
        bundle_scripts(modules)
    assert str(caught.value) == message


def test_what_pages_load_is_among_the_assets() -> None:
    made = {file.path for file in asset_files()}
    assert {f"assets/handbook/{name}" for name in PAGE_SCRIPTS} <= made
    assert not [file.path for file in asset_files() if file.path.endswith(".js") and "import {" in str(file.content)]
