/**
 * The state of an edition, shown on its pages: draft, to come, in force or withdrawn, from the dates in versions.js.
 *
 * Until the server has told its day, the page says what it says without a script: that nobody has checked.
 */
import { askServerClock, now } from "./clock";
import { dayAt, inForce, inOrder, type State, stateOf } from "./in-force";
import { renewCopy } from "./offline";
import { arrangeVersionMenu } from "./version-menu";
import { tellWithdrawn } from "./withdrawn";

/** How often a page that stays open asks again, in milliseconds. */
const HOUR = 3_600_000;

const BADGES: Record<State, string> = { draft: "草案", coming: "待生效", current: "现行 · 受控", old: "作废" };

/** By how many milliseconds the server's clock is ahead; null while it has not told. */
let ahead: number | null = null;
/** When the server last gave the list of editions, as the reader's clock has it; null before, and without a server. */
let listed: string | null = null;

/** The day that decides what is in force. */
function day(): string {
  return dayAt(now(ahead, window.handbookHeard), window.handbookZone ?? null);
}

function sentence(state: State, name: string, version: Version): string {
  switch (state) {
    case "draft":
      return `这是${name && ` ${name}`}草案，尚未批准，不得作为执行依据。`;
    case "coming":
      return `${name}自 ${version.effective} 起实施，尚未生效。`;
    case "old":
      return `${name}已作废，仅供查阅，不得作为执行依据。`;
    case "current":
      return name;
  }
}

/** A link to a page of an edition; only its words where that edition is not at hand, as in a copy of another one. */
function link(base: string, version: Version, page: string, words: string): Node {
  const href = version.absent ? version.url && `${version.url}${page}` : `${base}/../${version.version}/${page}`;
  if (!href) return document.createTextNode(words);
  const link = document.createElement("a");
  link.href = href;
  link.textContent = words;
  return link;
}

/** Why the list of editions may be out of date, and since when; empty for one that has just come from the server. */
function doubt(): string {
  if (window.handbookCopy) return "这是下载的副本，非受控，以在线现行版为准。";
  if (!window.handbookChecked) return "";
  const checked = new Date(window.handbookChecked).toLocaleString("zh-CN", { dateStyle: "medium", timeStyle: "short" });
  return `没有连上服务器，这里是 ${checked} 核对过的内容。`;
}

function badgeOf(state: State): string {
  if (state !== "current" || !doubt()) return BADGES[state];
  return window.handbookCopy ? "副本 · 非受控" : "离线 · 非受控";
}

function showState(line: HTMLElement): void {
  const versions = window.handbookVersions ?? [];
  const { edition, revision, base = ".", page = "index.html" } = line.dataset;
  const own = versions.find((version) => version.version === edition);
  if (!own) return;
  const on = day();
  const current = inForce(versions, on);
  const state = stateOf(own, versions, on);
  const name = revision ? `${revision} 版` : "";
  const badge = document.createElement("span");
  badge.className = "hb-badge";
  badge.textContent = badgeOf(state);
  line.replaceChildren(badge, ` ${[sentence(state, name, own), doubt()].filter(Boolean).join(" ")}`);
  const target = current?.pages?.includes(page) ? page : "index.html";
  const instead =
    current && current !== own ? (): Node => link(base, current, target, `看现行的 ${current.title}`) : null;
  if (instead) line.append(" ", instead());
  tellState(state, name, own, instead);
  document.documentElement.dataset.hbState = state;
  document.documentElement.toggleAttribute("data-hb-doubt", doubt() !== "");
  for (const place of document.querySelectorAll<HTMLElement>("[data-hb=badge]")) {
    place.textContent = [name, badgeOf(state)].filter(Boolean).join(" · ");
  }
  for (const place of document.querySelectorAll<HTMLElement>("[data-hb=versions]"))
    listVersions(place, base, versions, on);
  const entry = (version: Version): string => BADGES[stateOf(version, versions, on)];
  arrangeVersionMenu(inOrder(versions, on).map((version) => ({ title: version.title, state: entry(version) })));
}

/** What must be seen wherever the page is scrolled to, on paper, and before anybody works by it. */
function tellState(state: State, name: string, version: Version, instead: (() => Node) | null): void {
  const withdrawn = `${name}已作废，仅供查阅，不得作为执行依据。`;
  for (const place of document.querySelectorAll<HTMLElement>(".hb-withdrawn")) {
    place.hidden = state !== "old";
    place.textContent = `作废 · ${name}，不得作为执行依据`;
  }
  for (const place of document.querySelectorAll<HTMLElement>(".hb-copy")) {
    if (state === "old") place.textContent = `作废 · ${withdrawn}`;
    else if (state === "coming") place.textContent = `待生效 · ${sentence(state, name, version)}`;
    else place.textContent = `${version.title} · 非受控，以在线现行版为准`;
  }
  tellWithdrawn(state === "old" ? () => [withdrawn, ...(instead ? [" ", instead()] : [])] : null);
}

function listVersions(place: HTMLElement, base: string, versions: readonly Version[], on: string): void {
  const list = document.createElement("ul");
  for (const version of inOrder(versions, on)) {
    const entry = document.createElement("li");
    const since = version.effective ? `，${version.effective} 起实施` : "";
    entry.append(
      link(base, version, "index.html", version.title),
      `　${BADGES[stateOf(version, versions, on)]}${since}`,
    );
    list.append(entry);
  }
  place.querySelector("ul")?.remove();
  place.append(list);
  place.hidden = false;
}

function show(): void {
  document.querySelectorAll<HTMLElement>(".hb-status").forEach(showState);
}

/** Load the list of editions once more. False if there was none, as where a login page comes in its place. */
function loadVersions(address: string): Promise<boolean> {
  const before = window.handbookVersions;
  const script = document.createElement("script");
  script.src = `${address}?${Math.random()}`;
  return new Promise((done) => {
    for (const event of ["load", "error"] as const) {
      script.addEventListener(event, () => {
        script.remove();
        done(window.handbookVersions !== before);
      });
    }
    document.head.append(script);
  });
}

/**
 * Ask the server for the list of editions and for its day once more: while a window stays open one may be released or
 * come into force, or the network may go.
 */
async function ask(base: string): Promise<void> {
  const address = new URL(`${base}/../versions.js`, location.href).href;
  const checked = window.handbookChecked ?? null;
  // A list that this browser has kept says so itself.
  window.handbookChecked = null;
  const [told, loaded] = await Promise.all([askServerClock(address), loadVersions(address)]);
  ahead = told ?? ahead;
  if (!loaded) window.handbookChecked = checked ?? listed;
  else if (!window.handbookChecked) listed = new Date().toISOString();
  show();
  if (loaded) await renewCopy();
}

/** Where the list can be asked for again; null from a folder, and where there is none. */
function asksAt(): string | null {
  const base = document.querySelector<HTMLElement>(".hb-status")?.dataset.base;
  return base !== undefined && window.handbookVersions && location.protocol.startsWith("http") ? base : null;
}

function askAgain(): void {
  const base = asksAt();
  if (base !== null && document.visibilityState === "visible") void ask(base);
}

/** The first page has the list in its head; those that follow it without a full load have not. */
let first: Promise<void> | null = null;

async function begin(): Promise<void> {
  ahead = (await window.handbookAhead) ?? null;
  if (asksAt() !== null && !window.handbookChecked) listed = new Date().toISOString();
  show();
  document.addEventListener("visibilitychange", askAgain);
  addEventListener("online", askAgain);
  setInterval(askAgain, HOUR);
}

export function mountStatus(): void {
  if (first) void first.then(show).then(askAgain);
  else first = begin();
}
