/** What the check says, at the fields that it speaks of. */
import { ask, type Path, pathOf } from "./editing-requests";
import { make } from "./elements";

interface Told {
  readonly path: Path;
  readonly error: boolean;
  readonly message: string;
  readonly hint: string;
}
interface Checked {
  readonly phrases: readonly { readonly path: Path; readonly phrase: string }[];
  readonly problems: readonly Told[];
  readonly elsewhere: readonly { readonly message: string; readonly title: string; readonly address: string }[];
}

/** So many errors of other items are named. */
const SHOWN = 5;

let asked = 0;

/** Ask what the check says, and show it, unless it was asked again meanwhile. */
export async function check(form: HTMLElement): Promise<void> {
  const own = ++asked;
  document.getElementById("ed-whole")?.classList.add("ed-said--waiting");
  const checked = await ask<Checked>(`/item/${form.dataset.item}/problems`).catch(() => null);
  if (own !== asked || !checked) return;
  for (const place of form.querySelectorAll<HTMLElement>(".ed-said")) place.replaceChildren();
  for (const badge of form.querySelectorAll<HTMLElement>(".ed-badge")) badge.hidden = true;
  for (const told of checked.problems) showAt(form, told);
  showPhrases(form, checked.phrases);
  const whole = document.getElementById("ed-whole");
  whole?.classList.remove("ed-said--waiting");
  const errors = checked.problems.filter((told) => told.error).length;
  if (errors)
    whole?.prepend(make("p", { class: "ed-error" }, `有 ${errors} 处要改好，才能提交；改好以前，页面还是原来的样子。`));
  if (checked.elsewhere.length) {
    const list = checked.elsewhere.slice(0, SHOWN).map((each) => {
      const title = each.address ? make("a", { href: each.address }, each.title) : each.title;
      return make("span", {}, title, `：${each.message}`);
    });
    const words = `别的条目里有 ${checked.elsewhere.length} 处要跟着改：`;
    whole?.append(make("p", { class: "ed-error" }, words, ...list));
  }
}

/** What the time limits say now. */
function showPhrases(form: HTMLElement, phrases: Checked["phrases"]): void {
  const byPath = new Map(phrases.map((each) => [JSON.stringify(each.path), each.phrase]));
  for (const place of form.querySelectorAll<HTMLElement>(".ed-phrase")) {
    const phrase = byPath.get(JSON.stringify(pathOf(place)));
    place.textContent = phrase ?? "";
    place.hidden = !phrase;
  }
}

/** One message at its field; where that is folded or not shown, also at what is around it. */
function showAt(form: HTMLElement, told: Told): void {
  const line = make(
    "p",
    { class: told.error ? "ed-error" : "ed-warning" },
    make("b", {}, told.error ? "错误 " : "提醒 "),
    told.message,
    ...(told.hint ? [make("span", {}, `怎么改：${told.hint}`)] : []),
  );
  for (let length = told.path.length; length > 0; length -= 1) {
    const path = JSON.stringify(told.path.slice(0, length));
    const holder = [...form.querySelectorAll<HTMLElement>("[data-path]")].find(
      (each) =>
        JSON.stringify(JSON.parse(each.dataset.path ?? "[]")) === path &&
        each.matches(".ed-field, .ed-entry, .ed-list, .ed-group"),
    );
    if (!holder) continue;
    badges(holder, told.error);
    const fold = holder.querySelector<HTMLElement>(":scope > details");
    const place = holder.querySelector<HTMLElement>(":scope > .ed-said") ?? fold?.querySelector(":scope > .ed-body");
    if (place?.matches(".ed-body")) {
      if (!place.querySelector(":scope > .ed-said")) place.prepend(make("div", { class: "ed-said" }));
      place.querySelector(":scope > .ed-said")?.append(line);
    } else place?.append(line);
    return;
  }
  document.getElementById("ed-whole")?.append(line);
}

/** Mark the folded entries around a field. */
function badges(holder: HTMLElement, isError: boolean): void {
  for (let fold = holder.closest("details") ?? holder.querySelector(":scope > details"); fold; ) {
    const badge = fold.querySelector<HTMLElement>(":scope > summary .ed-badge");
    if (badge && (isError || badge.hidden)) {
      badge.hidden = false;
      badge.textContent = isError ? "有错误" : "有提醒";
      badge.classList.toggle("ed-badge--error", isError);
    }
    fold = fold.parentElement?.closest("details") ?? null;
  }
}
