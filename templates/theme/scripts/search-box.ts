/** The search box: what the theme does not hear, does not say, and could have fetched earlier. */
import { edition } from "./edition";

const HINT = "搜索（按 / 或 S）";

/** The theme listens to keys alone: text that is pasted by mouse, dictated or composed from pinyin comes without the last one. */
function hear(field: HTMLInputElement): void {
  field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup")));
  field.addEventListener("compositionend", () => field.dispatchEvent(new KeyboardEvent("keyup")));
}

/** Only devices with a mouse are likely to have the keys. */
function announceKeys(field: HTMLInputElement): void {
  if (!matchMedia("(hover: hover)").matches) return;
  field.placeholder = HINT;
  field.setAttribute("aria-keyshortcuts", "/ S");
}

/** Whoever enters the box is about to search: the data may come while he types. From a folder it is there anyway. */
function fetchAhead(field: HTMLInputElement): void {
  if (!edition || location.protocol === "file:") return;
  const address = new URL("search/handbook.js", edition).href;
  field.addEventListener("focus", () => {
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = address;
    document.head.append(link);
  }, { once: true });
}

/** The theme keeps the box when it changes pages, so each is prepared once. */
export function mountSearchBox(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input.md-search__input:not([data-hb-heard])")) {
    field.dataset.hbHeard = "";
    hear(field);
    announceKeys(field);
    fetchAhead(field);
  }
}
