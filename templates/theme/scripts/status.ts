/**
 * The state of an edition: draft, to come, in force or withdrawn, worked out from the dates in versions.js on the
 * reader's day.
 */

type State = "draft" | "coming" | "current" | "old";

const BADGES: Record<State, string> = { draft: "草案", coming: "待生效", current: "现行 · 受控", old: "作废" };

/** The reader's day as YYYY-MM-DD, which sorts as text. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The released edition with the latest effective date that has come. */
export function inForce(versions: readonly Version[], day: string = today()): Version | undefined {
  const released = versions.filter((version) => version.effective !== null && version.effective <= day);
  return released.sort((one, other) => ((one.effective ?? "") < (other.effective ?? "") ? -1 : 1)).pop();
}

/**
 * The edition a reader is led to: the one in force; before the first one is, the next to come; without any, the draft.
 */
export function chosen(versions: readonly Version[]): Version | undefined {
  const released = versions.filter((version) => !version.draft);
  return inForce(versions) ?? released[released.length - 1] ?? versions[0];
}

function stateOf(version: Version, current: Version | undefined, day: string): State {
  if (version.effective === null) return "draft";
  if (version.effective > day) return "coming";
  return version === current ? "current" : "old";
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
  const day = today();
  const current = inForce(versions, day);
  const state = stateOf(own, current, day);
  const name = revision ? `${revision} 版` : "";
  const badge = document.createElement("span");
  badge.className = "hb-badge";
  badge.textContent = badgeOf(state);
  line.replaceChildren(badge, ` ${[sentence(state, name, own), doubt()].filter(Boolean).join(" ")}`);
  if (current && current !== own) {
    const target = current.pages?.includes(page) ? page : "index.html";
    line.append(" ", link(base, current, target, `看现行的 ${current.title}`));
  }
  document.documentElement.dataset.hbState = state;
  document.documentElement.toggleAttribute("data-hb-doubt", doubt() !== "");
  for (const place of document.querySelectorAll<HTMLElement>("[data-hb=badge]")) {
    place.textContent = [name, badgeOf(state)].filter(Boolean).join(" · ");
  }
  for (const place of document.querySelectorAll<HTMLElement>("[data-hb=versions]"))
    listVersions(place, base, versions, current, day);
}

function listVersions(
  place: HTMLElement,
  base: string,
  versions: readonly Version[],
  current: Version | undefined,
  day: string,
): void {
  const list = document.createElement("ul");
  for (const version of versions) {
    const entry = document.createElement("li");
    const since = version.effective ? `，${version.effective} 起实施` : "";
    entry.append(
      link(base, version, "index.html", version.title),
      `　${BADGES[stateOf(version, current, day)]}${since}`,
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

/**
 * Ask the server for the list of editions once more: while a window stays open one may be released, or the network may
 * go.
 */
function ask(base: string): void {
  const checked = window.handbookChecked ?? null;
  const script = document.createElement("script");
  script.src = `${base}/../versions.js?${Math.random()}`;
  // A list that this browser has kept says so itself.
  window.handbookChecked = null;
  script.addEventListener("load", () => {
    script.remove();
    show();
  });
  script.addEventListener("error", () => {
    window.handbookChecked = checked;
  });
  document.head.append(script);
}

/** The first page has the list in its head; those that follow it without a full load have not. */
let first = true;

export function mountStatus(): void {
  show();
  const base = document.querySelector<HTMLElement>(".hb-status")?.dataset.base;
  if (!first && base !== undefined && window.handbookVersions && location.protocol.startsWith("http")) ask(base);
  first = false;
}
