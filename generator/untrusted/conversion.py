"""Files of other programs -> DOCX and XLSX, with a LibreOffice that runs no macro, follows no link and has limits."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.problems import Place, Problem, ProblemsFound
from generator.system.libreoffice import program

SECONDS, SPACE, LARGEST = 60, 1_000_000_000, 200_000_000
"""What the conversion of a file from outside may take: seconds, bytes of memory, bytes of a file that it writes."""
WITHOUT_NETWORK = ("unshare", "--map-root-user", "--net")
"""How Linux runs a program that reaches no network, where it lets users do so."""
HARMLESS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>"""
"""The file of a profile that its settings stand in."""
HARMLESS_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
"""Settings of a profile that runs no macro and follows no link: node, name, value."""


class Conversion(NamedTuple):
    """A file in another format."""

    content: bytes
    without_network: bool
    """Whether the system kept the program from any network."""


def converted(content: bytes, suffix: str, to: str, name: str, cut_off: bool = True) -> Conversion:
    """A file from outside in another format, by a program that runs no macro, follows no link and has limits.

    `suffix` is what LibreOffice knows the format by, such as `doc`; `to` the format that is asked for, such as `docx`;
    `name` what to call the file if that goes wrong. `cut_off` from any network, where the system lets that be; else its
    own settings do what they can. Raises ProblemsFound.
    """
    office = program()
    if office is None:
        raise ProblemsFound(
            Problem(
                "E712",
                f"没有找到 LibreOffice，读不了旧格式的「{name}」",
                Place(name),
                f"请安装 LibreOffice，或用 Word、WPS 把它另存为 .{to}",
            )
        )
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / f"file.{suffix}").write_bytes(content)
        (folder / "profile/user").mkdir(parents=True)
        items = "\n".join(
            f'<item oor:path="/org.openoffice.Office.{node}"><prop oor:name="{setting}" oor:op="fuse">'
            f"<value>{value}</value></prop></item>"
            for node, setting, value in HARMLESS_SETTINGS
        )
        (folder / "profile/user/registrymodifications.xcu").write_text(HARMLESS.format(items=items), encoding="utf-8")
        alone = cut_off and can_do_without_network()
        command = [
            *(WITHOUT_NETWORK if alone else ()),
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(folder / "out"),
            str(folder / f"file.{suffix}"),
        ]
        target = folder / "out" / f"file.{to}"
        if not _ran(command, folder) or not target.is_file():
            raise ProblemsFound(
                Problem(
                    "E713",
                    f"LibreOffice 没有读出「{name}」：{SECONDS} 秒、{SPACE // 1_000_000_000} GB 内存之内没有转换成功",
                    Place(name),
                    f"请用 Word 或 WPS 打开，另存为 .{to} 再导入；打不开就是文件坏了",
                )
            )
        return Conversion(target.read_bytes(), alone)


def _ran(command: list[str], folder: Path) -> bool:
    """Whether a program ended well within SECONDS, SPACE and LARGEST, where the system can limit them; nothing that it
    started goes on.
    """
    limited: dict[str, Any] = {}
    if sys.platform != "win32":
        import resource

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
            resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        limited = {"preexec_fn": limit, "start_new_session": True}
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **limited,
        )
    except OSError:
        return False
    try:
        return process.wait(SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


@cache
def can_do_without_network() -> bool:
    """Whether the system lets this user start a program that reaches no network."""
    if shutil.which(WITHOUT_NETWORK[0]) is None:
        return False
    return subprocess.run([*WITHOUT_NETWORK, "true"], check=False, capture_output=True).returncode == 0
