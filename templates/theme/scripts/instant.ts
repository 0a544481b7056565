/**
 * Instant navigation: the pages of an edition follow one another without a full load. The theme fetches and shows them;
 * here is decided which links it is given.
 *
 * Left to itself it would look links up in the sitemap, which names the address the site is published at, and so it
 * would work there and nowhere else; it would load the page shown once more for the first link within it; and it would
 * fall silent where a page cannot be had.
 */
import { edition } from "./edition";

/** The path of the page shown, without which theme and browser would be asked for it again. */
let shown = location.pathname;
/** Where the reader is going, and the text that stands there until it has come. */
let coming: { readonly href: string; readonly left: Element | null } | null = null;
/** Whether the theme has been given a page yet: until then the browser looks after the history alone. */
let handed = false;

/** The text of the page shown. The search has articles too. */
export function article(): HTMLElement | null {
  return document.querySelector(".md-content article");
}

/** The address that a click leads to, if it is a page of this edition to be opened here. */
function target(event: MouseEvent): URL | null {
  if (
    event.button !== 0 ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.altKey ||
    !(event.target instanceof Element)
  )
    return null;
  const link = event.target.closest("a");
  if (!edition || !link || link.hasAttribute("download") || link.hasAttribute("target")) return null;
  const address = link.getAttribute("href") ?? link.getAttributeNS("http://www.w3.org/1999/xlink", "href");
  if (address === null) return null;
  const url = new URL(address, location.href);
  return url.href.startsWith(edition.href) && url.pathname.endsWith(".html") ? url : null;
}

/** Keys meant for the page that comes would otherwise go into a box that nobody sees. */
function closeSearch(): void {
  document.querySelector<HTMLElement>(".md-search :focus")?.blur();
  document.querySelectorAll<HTMLInputElement>("#__search:checked").forEach((toggle) => toggle.click());
}

function follow(event: MouseEvent): void {
  const url = target(event);
  if (!url) return;
  event.stopPropagation();
  closeSearch();
  // On the page itself the browser scrolls; for another run or other words to mark it loads the page anew.
  if (url.pathname === location.pathname) return;
  event.preventDefault();
  history.replaceState({ x: scrollX, y: scrollY }, "");
  history.pushState(null, "", url);
  handed = true;
  coming = { href: url.href, left: article() };
  window.location$?.next(url);
}

/** Back and forward, and headings of the page. */
function move(event: PopStateEvent): void {
  // The page could not be fetched. The theme then sets the address, which already stands there, so that with a heading
  // nothing would happen.
  if (coming?.href === location.href && coming.left?.isConnected) location.reload();
  else if (!handed && location.pathname === shown) event.stopImmediatePropagation();
  else handed = true;
}

/** Once for the life of the window. From a folder the browser loads every page itself: scripts may not fetch there. */
export function prepareInstant(): void {
  if (!window.location$ || !location.protocol.startsWith("http")) return;
  document.addEventListener("click", follow, true);
  window.handbookMove = move;
}

/** The page is there: bring into view what was asked for, as the features have moved it, and read from its title. */
export function arrive(): void {
  // By a link, not back or forward. Then the state may hold how far the page that was left had been scrolled: the theme
  // writes that a moment late.
  const followed = coming?.href === location.href;
  shown = location.pathname;
  coming = null;
  if (!handed) return;
  if (followed) history.replaceState(null, "");
  const state = history.state as { y?: number } | null;
  const heading = location.hash && document.getElementById(location.hash.slice(1));
  if (state?.y !== undefined) scrollTo(0, state.y);
  else if (heading) heading.scrollIntoView();
  else if (followed) scrollTo(0, 0);
  const title = article()?.querySelector("h1");
  if (heading || !title || document.activeElement !== document.body) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
