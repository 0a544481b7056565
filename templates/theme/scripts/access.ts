/** Accessibility: names and reach for what the theme leaves without. */
import { untilLeft } from "./lifetime";

function nameSearch(): void {
  document.querySelectorAll(".md-search[role=dialog]").forEach((dialog) => dialog.setAttribute("aria-label", "搜索"));
}

/** The theme adds the list of versions late, and names its button by something other than what it shows. */
function nameVersions(): void {
  const title = document.querySelector(".md-header__title");
  const name = (): void =>
    document
      .querySelectorAll(".md-version__current[aria-label]")
      .forEach((button) => button.removeAttribute("aria-label"));
  const seen = new MutationObserver(name);
  if (title) seen.observe(title, { childList: true, subtree: true });
  untilLeft(() => seen.disconnect());
  name();
}

/**
 * The theme makes a landmark of the kind of every result. It keeps the list when it changes pages, so that it is
 * watched once.
 */
function quietResults(): void {
  for (const list of document.querySelectorAll<HTMLElement>(".md-search-result__list:not([data-hb-quiet])")) {
    list.dataset.hbQuiet = "";
    new MutationObserver(() =>
      list.querySelectorAll("nav:not([role])").forEach((kind) => kind.setAttribute("role", "none")),
    ).observe(list, { childList: true, subtree: true });
  }
}

/** A table wider than its frame scrolls by keyboard only if the frame can be focused. */
function reachTables(): void {
  for (const frame of document.querySelectorAll<HTMLElement>(".md-typeset__scrollwrap")) {
    if (frame.scrollWidth <= frame.clientWidth) continue;
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "表格，可左右滚动");
  }
}

export function mountAccess(): void {
  nameSearch();
  nameVersions();
  quietResults();
  requestAnimationFrame(reachTables);
}
