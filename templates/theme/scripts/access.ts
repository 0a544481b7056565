/** Accessibility: names and reach for what the theme leaves without. */
import { untilLeft } from "./lifetime";

function nameSearch(): void {
  document.querySelectorAll(".md-search[role=dialog]").forEach((dialog) => dialog.setAttribute("aria-label", "搜索"));
}

/** The theme adds the list of versions late, and names its button by something other than what it shows. */
function nameVersions(): void {
  const title = document.querySelector(".md-header__title");
  const name = (): void => document.querySelectorAll(".md-version__current[aria-label]").forEach((button) => button.removeAttribute("aria-label"));
  const seen = new MutationObserver(name);
  if (title) seen.observe(title, { childList: true, subtree: true });
  untilLeft(() => seen.disconnect());
  name();
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
  requestAnimationFrame(reachTables);
}
