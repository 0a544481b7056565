"""The preview follows the YAML."""
from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from generator.site import HOME

PATIENCE = 60
"""Seconds to wait for a server that may be busy."""


@pytest.fixture
def served(small):
    """`sop serve` on the small handbook: its address, and its report as it comes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    running = subprocess.Popen([sys.executable, "-u", "-m", "generator", "serve", "--root", str(small), "--address", address], text=True,
                               env={**os.environ, "PYTHONPATH": str(HOME)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert any("预览地址" in line for line in running.stderr)
        yield f"http://{address}/", running.stderr
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=PATIENCE)


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return answer.read().decode()


def after_saving(address: str, path: Path, text: str) -> str:
    """The home page after the server has rebuilt what was saved: its own reload channel answers then."""
    epoch, request = re.search(r"livereload\((\d+), *(\d+)\)", get(address)).groups()
    path.write_text(text)
    get(f"{address}livereload/{epoch}/{request}")
    return get(address)


def test_saving_a_yaml_file_rebuilds_the_page(small, served):
    """What was just saved is what the browser shows."""
    address, _ = served
    settings = small / "sop" / "handbook.yaml"
    assert "换了一句导语" not in get(address)
    assert "换了一句导语" in after_saving(address, settings, re.sub(r"(?m)^tagline: .*$", "tagline: 换了一句导语", settings.read_text()))


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
