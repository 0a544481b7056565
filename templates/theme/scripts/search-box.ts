/** The search box: what the theme does not hear, does not say, and could have fetched earlier. */
import { edition } from "./edition";

const HINT = "搜索（按 / 或 S）";

/**
 * The theme listens to keys alone: text that is pasted by mouse, dictated or composed from pinyin comes without the
 * last one.
 */
function listenTo(field: HTMLInputElement): void {
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
  field.addEventListener(
    "focus",
    () => {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.href = address;
      document.head.append(link);
    },
    { once: true },
  );
}

/**
 * Where the field has the focus the search is open. The theme opens it a moment later, in which Enter would send the
 * form, and closes it 125 ms after every change of address, also when the reader has come back in the meantime. Whoever
 * follows a result leaves the field, which the theme forgets when Enter has chosen it.
 */
function keepOpen(field: HTMLInputElement): void {
  const toggle = document.querySelector<HTMLInputElement>("#__search");
  const open = (): void => {
    if (toggle && !toggle.checked && document.activeElement === field) toggle.click();
  };
  field.addEventListener("focus", open);
  toggle?.addEventListener("change", () => queueMicrotask(open));
  field.closest(".md-search")?.addEventListener(
    "click",
    (event) => {
      if (event.target instanceof Element && event.target.closest("a")) field.blur();
    },
    true,
  );
}

/**
 * Enter follows the first result of what stands in the field, also before that is found: the theme would follow one of
 * the word before.
 */
function enterWhenFound(field: HTMLInputElement): void {
  const list = document.querySelector(".md-search-result__list");
  const isAnswered = (): boolean =>
    list?.querySelector<HTMLElement>("[data-hb-answers]")?.dataset.hbAnswers === field.value;
  let entered = false;
  field.addEventListener("input", () => {
    entered = false;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !field.value.trim() || isAnswered()) return;
    event.preventDefault();
    event.stopPropagation();
    entered = true;
  });
  if (list)
    new MutationObserver(() => {
      if (!entered || !isAnswered()) return;
      entered = false;
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    }).observe(list, { childList: true });
}

/** The theme keeps the box when it changes pages, so each is prepared once. */
export function mountSearchBox(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input.md-search__input:not([data-hb-listening])")) {
    field.dataset.hbListening = "";
    listenTo(field);
    announceKeys(field);
    fetchAhead(field);
    keepOpen(field);
    enterWhenFound(field);
  }
}
