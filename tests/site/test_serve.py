"""The preview follows the YAML."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from generator.resources import HOME
from generator.website import node
from tests.checkout import copied

pytestmark = pytest.mark.slow  # each builds a site
PATIENCE = 60
"""Seconds to wait for a server that may be busy."""


@contextmanager
def serving(root: Path, home: Path = HOME, python: str | Path = sys.executable) -> Iterator[tuple[str, IO[str]]]:
    """`sop serve` on a handbook, by the program in `home` or, if it is not there, the one of this Python: its address,
    and its report as it comes.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    running = subprocess.Popen(
        [python, "-u", "-m", "generator", "serve", "--root", str(root), "--address", address],
        text=True,
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        assert any("预览地址" in line for line in running.stderr)
        yield f"http://{address}/", running.stderr
    finally:
        running.terminate()
        running.communicate(timeout=PATIENCE)


@pytest.fixture
def served(small):
    """`sop serve` on the small handbook: its address, and its report as it comes."""
    with serving(small) as found:
        yield found


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return answer.read().decode()


def after_saving(address: str, path: Path, text: str, page: str = "") -> str:
    """A page, or the home page, after the server has rebuilt what was saved: its own reload channel answers then."""
    epoch, request = re.search(r"livereload\((\d+), *(\d+)\)", get(address)).groups()
    saved = path.with_name(f".{path.name}")  # as editors save: nobody reads half of it
    saved.write_text(text)
    saved.replace(path)
    get(f"{address}livereload/{epoch}/{request}")
    return get(f"{address}{page}")


def test_saving_a_yaml_file_rebuilds_the_page(small, served):
    """What was just saved is what the browser shows."""
    address, _ = served
    settings = small / "sop" / "handbook.yaml"
    assert "换了一句导语" not in get(address)
    assert "换了一句导语" in after_saving(
        address, settings, re.sub(r"(?m)^tagline: .*$", "tagline: 换了一句导语", settings.read_text())
    )


def test_a_mistake_is_reported_and_the_server_goes_on(small, served):
    """The report stands in the terminal; the last good pages stay; mending the file brings the new ones."""
    address, output = served
    settings = small / "sop" / "handbook.yaml"
    good = settings.read_text()
    settings.write_text(good.replace("tagline:", "tagline："))
    said = []
    for line in output:
        said.append(line)
        if line.startswith("改好后保存"):
            break
    assert any("sop/handbook.yaml:" in line for line in said) and any("怎么改" in line for line in said)
    assert not any("Traceback" in line for line in said)
    assert "<h1" in get(address)
    assert "改好了" in after_saving(address, settings, re.sub(r"(?m)^tagline: .*$", "tagline: 改好了", good))


def test_a_mistake_stands_over_the_page_until_it_is_mended(small, served):
    """In the browser, with its line and what to write; documents are made when they are asked for."""
    address, _ = served
    policy = small / "sop" / "policies" / "data-rules.yaml"
    good = policy.read_text()
    broken = after_saving(address, policy, good.replace("why: 屏幕", "wy: 屏幕", 1), "policies/data-rules.html")
    assert 'id="sop-problems"' in broken
    assert "sop/policies/data-rules.yaml:" in broken
    assert "是不是「why」" in broken
    assert "离开座位时锁定电脑屏幕" in broken
    mended = after_saving(address, policy, good.replace("why: 屏幕", "why: 桌面", 1), "policies/data-rules.html")
    assert 'id="sop-problems"' not in mended
    assert "桌面上的客户信息" in mended
    for name in ("visit-record.docx", "calendar-sales-supervisor.ics", "documents/data-rules.docx"):
        with urllib.request.urlopen(f"{address}downloads/{name}", timeout=PATIENCE) as answer:
            assert answer.read(4) in (b"PK\3\4", b"BEGI"), name


def test_a_broken_handbook_is_served_as_what_is_wrong_with_it(small):
    """Whoever begins with a mistake sees it in the browser, and the handbook as soon as it is mended."""
    settings = small / "sop" / "handbook.yaml"
    good = settings.read_text()
    settings.write_text(good.replace("tagline:", "taglin:"))
    with serving(small) as (address, _):
        assert "是不是「tagline」" in get(address)
        assert 'id="sop-problems"' not in after_saving(address, settings, good)


def test_saving_a_template_a_style_or_a_script_rebuilds_too(small, tmp_path):
    """Whatever a page is made from is followed; a template that is wrong is told with its line, and the last good pages
    stay.
    """
    home = copied(tmp_path / "home", "tests")
    shutil.copytree(node.install().parent, home / "build" / "node", symlinks=True)
    with serving(small, home) as (address, output):
        for name, page, mark in (
            ("templates/home.md.j2", "", "模板里的一句话"),
            ("templates/theme/main.html", "", "<!-- 主题里的一句话 -->"),
            ("templates/theme/styles/home.css", "assets/handbook.css", ".hb-said{display:none}"),
            ("templates/theme/scripts/main.ts", "assets/handbook.js", 'console.log("脚本里的一句话");'),
        ):
            text = (home / name).read_text()
            marked = (
                f"{text}{{% block extrahead %}}{mark}{{% endblock %}}"
                if name.endswith("main.html")
                else f"{text}\n{mark}\n"
            )
            assert mark.strip(";") in after_saving(address, home / name, marked, page), name
        (home / "templates" / "home.md.j2").write_text("一句话\n{% if %}")
        said = "".join(iter(output.readline, "改好后保存，页面会自动更新\n"))
        assert "E607" in said and "templates/home.md.j2:2:" in said and "Traceback" not in said
        assert "模板里的一句话" in get(address)


def test_mkdocs_itself_serves_what_was_saved(small):
    """`mkdocs serve --dirty`, by whoever knows MkDocs and not us: it is strict, and its own warning of what is dirty
    does not end it.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    running = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", address],
        text=True,
        cwd=HOME,
        env={**os.environ, "SOP_ROOT": str(small)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        assert any("Serving on" in line for line in running.stderr)
        policy = small / "sop" / "policies" / "data-rules.yaml"
        text = policy.read_text().replace("why: 屏幕", "why: 桌面", 1)
        assert "桌面上的客户信息" in after_saving(f"http://{address}/", policy, text, "policies/data-rules.html")
    finally:
        running.terminate()
        running.communicate(timeout=PATIENCE)
