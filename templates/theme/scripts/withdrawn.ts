/** What a reader must be told before he works by a page of a withdrawn edition. */
import { make } from "./elements";

/** Makes the words anew for each place; null while the edition shown is not known to be withdrawn. */
let words: (() => (Node | string)[]) | null = null;

function fill(place: HTMLElement): void {
  place.hidden = words === null;
  place.replaceChildren(...(words ? [make("p", { class: "hb-withdrawn-note" }, ...words())] : []));
}

/** Say it, or say it no more, wherever a form is filled in, a run begun or a reading confirmed. */
export function tellWithdrawn(told: (() => (Node | string)[]) | null): void {
  words = told;
  document.querySelectorAll<HTMLElement>("[data-hb=withdrawn]").forEach(fill);
}

/** A place for it in what a script shows. */
export function withdrawnNote(): HTMLElement {
  const place = make("div", { "data-hb": "withdrawn" });
  fill(place);
  return place;
}
