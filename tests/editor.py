"""Talks to the YAML language server as an editor does: opens files, asks for completions, hover text and problems."""

from __future__ import annotations

import json
import subprocess
from itertools import count
from pathlib import Path
from typing import Any

from tests.node import MODULES, find_node

SETTINGS = {
    "yaml": {
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
        "validate": True,
        "hover": True,
        "completion": True,
    }
}
"""Those of an editor that asks no network."""


class Editor:
    """One language server, for files that need not be on disk.

    Where a place is asked about, `CURSOR` stands for the cursor.
    """

    def __init__(self) -> None:
        node = find_node()
        server = MODULES / "yaml-language-server/bin/yaml-language-server"
        assert node, "no Node: run `python -m tests.node`, which says what to do"
        assert server.exists(), "nothing for Node: run `python -m tests.node`"
        self._process = subprocess.Popen(
            [node, str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._ids = count(1)
        self._open: dict[str, int] = {}
        capabilities = {
            "textDocument": {
                "completion": {
                    "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}
                },
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
        }
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def close(self) -> None:
        """End the server."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        self._process.wait(timeout=10)

    def problems(self, path: Path, text: str) -> list[str]:
        """What the editor marks in a file with this text: each as `line:column: message`."""
        uri = self._show(path, text)
        while True:
            message = self._read()
            params = message.get("params") or {}
            is_report = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
            if is_report and params.get("version", self._open[uri]) == self._open[uri]:
                return sorted(_shown(problem) for problem in params["diagnostics"])

    def completions(self, path: Path, text: str) -> dict[str, str]:
        """What the editor offers at the cursor: each label with what is said of it."""
        answer = self._at_cursor("textDocument/completion", path, text)
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: _said(item.get("documentation")) for item in items}

    def hover(self, path: Path, text: str) -> str:
        """What the editor shows at the cursor."""
        answer = self._at_cursor("textDocument/hover", path, text)
        return _said(answer["contents"]) if answer else ""

    def _at_cursor(self, method: str, path: Path, text: str) -> Any:
        before, after = text.split("CURSOR")
        uri = self._show(path, before + after)
        line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
        params = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return self._ask(method, params)

    def _show(self, path: Path, text: str) -> str:
        uri = path.as_uri()
        version = self._open[uri] = self._open.get(uri, 0) + 1
        document = {"uri": uri, "version": version}
        if version == 1:
            self._tell("textDocument/didOpen", {"textDocument": document | {"languageId": "yaml", "text": text}})
        else:
            changes = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", changes)
        return uri

    def _ask(self, method: str, params: Any) -> Any:
        id_ = next(self._ids)
        self._write({"id": id_, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == id_ and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _tell(self, method: str, params: Any) -> None:
        self._write({"method": method, "params": params})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """The next message; what the server asks is answered on the way."""
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            items = message.get("params", {}).get("items", [])
            result = [SETTINGS.get(item["section"]) for item in items] if "configuration" in message["method"] else None
            self._write({"id": message["id"], "result": result})
        return message


def _shown(problem: dict[str, Any]) -> str:
    start = problem["range"]["start"]
    return f"{start['line'] + 1}:{start['character'] + 1}: {problem['message']}"


def _said(text: Any) -> str:
    return text["value"] if isinstance(text, dict) else text or ""
