/**
 * What must run before anything of the page is seen, and before the theme: assets/head.js, loaded in the head.
 *
 * In a file and not in the page, so that a Content-Security-Policy can forbid every script that stands in a page. It
 * takes the place of the theme's own partials/javascripts/base.html.
 */
import { askServerClock } from "./clock";
import { myRole } from "./own-role";
import { provideStorage, readSetting, writeSetting } from "./theme-storage";

const own = document.currentScript as HTMLScriptElement;
/** The folder of the edition, and the one above all editions. */
const edition = new URL("../", own.src);
const root = new URL("../", edition);

// What scripts will fold or replace is then never shown unfolded.
document.documentElement.classList.add("hb-scripts");

provideStorage();
// The cover of the handbook is then a line from the start: nothing moves when the other scripts have come.
document.documentElement.classList.toggle("hb-has-role", myRole() !== null);
window.__md_scope = edition;
window.__md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
window.__md_get = readSetting;
window.__md_set = writeSetting;

// Before the theme's own listener: instant.ts decides which moves through the history the theme hears of.
addEventListener("popstate", (event) => window.handbookMove?.(event));

window.handbookAhead = askServerClock(new URL("versions.js", root).href);
// Under a new address each time: what browsers keep of their own accord must not decide which revision is in force. By
// writing, because what follows needs the list, and only a script of the page itself makes the page wait for it.
document.write(`<script src="${new URL("versions.js", root).href}?${Math.random()}"></script>`);

/**
 * From a folder there is nothing to fetch, and the theme, asked for instant navigation all the same, would not start at
 * all. Observers are told before the script after the configuration runs.
 */
function withoutInstant(): void {
  const config = document.getElementById("__config");
  if (!config?.textContent) return;
  observer.disconnect();
  const held = JSON.parse(config.textContent) as { features: string[] };
  held.features = held.features.filter((name) => !name.startsWith("navigation.instant"));
  config.textContent = JSON.stringify(held);
}

const observer = new MutationObserver(withoutInstant);
if (location.protocol === "file:") observer.observe(document, { childList: true, subtree: true });
