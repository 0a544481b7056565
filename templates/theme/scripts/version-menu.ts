/** The theme's list of versions in the header: what is in force first, and what each of them is. */
import { make } from "./elements";

/** An edition with its state in words, in the order of the list. */
interface Entry {
  readonly title: string;
  readonly state: string;
}

let entries: readonly Entry[] = [];
let observer: MutationObserver | null = null;

function arrange(): void {
  const list = document.querySelector(".md-version__list");
  if (!list || !entries.length) return;
  const items = [...list.children];
  const ordered = entries.flatMap(({ title, state }) => {
    const item = items.find((one) => one.querySelector("a")?.firstChild?.textContent === title);
    if (!item) return [];
    const said = item.querySelector(".hb-version-state") ?? make("small", { class: "hb-version-state" });
    if (said.textContent !== state) said.textContent = state;
    if (!said.isConnected) item.querySelector("a")?.append(said);
    return [item];
  });
  // Only where something moves: the observer hears of it.
  if (ordered.some((item, place) => list.children[place] !== item)) list.prepend(...ordered);
}

/** Have the list be so, now and whenever the theme makes it anew: it does that late, and again for every page. */
export function arrangeVersionMenu(wanted: readonly Entry[]): void {
  entries = wanted;
  arrange();
  const header = document.querySelector(".md-header");
  if (observer || !header) return;
  observer = new MutationObserver(arrange);
  observer.observe(header, { childList: true, subtree: true });
}
