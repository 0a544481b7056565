"""The language server behind the YAML extension of Visual Studio Code, as an editor speaks to it: over its standard
input and output, https://microsoft.github.io/language-server-protocol/.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.resources import HOME
from generator.website import node

PACKAGES = Path(__file__).parent / "yaml_server"
OF_THE_EXTENSION = {"yaml.format.enable": True}
"""What the extension sets where nobody says otherwise."""


class LanguageServer:
    """One running server that knows the settings of a folder."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path, settings: Mapping[str, Any]) -> None:
        self._process = process
        self._settings = settings
        self._count = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        """What was last said to be wrong with a file, by its URI."""
        self.ask(
            "initialize",
            {
                "processId": None,
                "locale": "zh-cn",
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
                },
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {}})

    def ask(self, method: str, about: Any) -> Any:
        """The answer to a request; what the server asks meanwhile is answered, and what it says is kept."""
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": about})
        while True:
            message = self.receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, about: Any) -> None:
        """Send what needs no answer."""
        self._send({"method": method, "params": about})

    @contextmanager
    def opened(self, path: Path, text: str, cursor: int = 0) -> Iterator[Opened]:
        """A file that is open in the editor, with this text and the cursor at one of its characters."""
        self._count += 1
        copy = path.with_name(f"{path.stem}-{self._count}.yaml")  # told apart from what was open before
        uri = (path if path.parent.name == "sop" else copy).as_uri()
        self.diagnostics.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        yield Opened(self, uri, text, cursor)
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        # Closed files are told to have no mistakes; what is asked next is answered after that.
        self.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}})

    def receive(self) -> dict[str, Any]:
        """The next message, which is answered or kept."""
        output = self._process.stdout
        assert output
        headers = dict(line.decode().strip().split(": ") for line in iter(output.readline, b"\r\n") if line)
        message: dict[str, Any] = json.loads(output.read(int(headers["Content-Length"])))
        match message.get("method"):
            case "textDocument/publishDiagnostics":
                self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            case "workspace/configuration":
                asked = [item["section"] for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": [self._section(name) for name in asked]})
            case _ if "id" in message and "method" in message:
                self._send({"id": message["id"], "result": None})
        return message

    def _section(self, name: str) -> Any:
        if name.startswith("["):
            return self._settings.get(name)
        nested: dict[str, Any] = {}
        for key, value in self._settings.items():
            if key.startswith(f"{name}."):
                part = nested
                *steps, last = key.split(".")[1:]
                for step in steps:
                    part = part.setdefault(step, {})
                part[last] = value
        return nested

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()


class Opened:
    """A file that is open in an editor."""

    def __init__(self, server: LanguageServer, uri: str, text: str, cursor: int) -> None:
        self._server, self._uri, self._text, self._cursor = server, uri, text, cursor
        self._version = 1

    def write(self, old: str, new: str) -> None:
        """Exchange the first occurrence of a stretch before the cursor, which stays with the characters around it."""
        assert self._text.index(old) < self._cursor
        self._cursor += len(new) - len(old)
        self._text = self._text.replace(old, new, 1)
        self._version += 1
        self._server.diagnostics.pop(self._uri, None)
        document = {"uri": self._uri, "version": self._version}
        self._server.tell(
            "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": self._text}]}
        )

    def offered(self) -> dict[str, str]:
        """What may be written at the cursor: what the list shows -> what comes into the text."""
        self.marks()  # by then the server knows the settings
        answer = self._server.ask("textDocument/completion", self._place())
        return {item["label"]: item["insertText"] for item in answer["items"]}

    def explained(self) -> str:
        """What is shown where the pointer rests on the cursor."""
        self.marks()  # by then the server knows the settings
        answer = self._server.ask("textDocument/hover", self._place())
        return str(answer["contents"]["value"]) if answer else ""

    def marks(self) -> list[dict[str, Any]]:
        """What is underlined, once the server has looked."""
        while self._uri not in self._server.diagnostics:
            self._server.receive()
        return self._server.diagnostics[self._uri]

    def formatted(self) -> list[dict[str, Any]]:
        """The edits that the formatter would make."""
        self.marks()  # by then the server knows the settings
        options = {"tabSize": 2, "insertSpaces": True}
        about = {"textDocument": {"uri": self._uri}, "options": options}
        edits: list[dict[str, Any]] = self._server.ask("textDocument/formatting", about)
        return edits

    def _place(self) -> dict[str, Any]:
        index = self._cursor
        line = self._text.count("\n", 0, index)
        position = {"line": line, "character": index - self._text.rfind("\n", 0, index) - 1}
        return {"textDocument": {"uri": self._uri}, "position": position}


@contextmanager
def language_server(root: Path) -> Iterator[LanguageServer]:
    """The real server, for the folder that an editor has open, with the settings that stand in it."""
    packages = node.install_locked(PACKAGES, HOME / "build" / "yaml-server")
    settings = OF_THE_EXTENSION | json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
    program = packages / "yaml-language-server/bin/yaml-language-server"
    with node.started([program, "--stdio"]) as process:
        yield LanguageServer(process, root, settings)
