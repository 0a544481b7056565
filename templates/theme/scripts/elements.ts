/** Elements made by scripts. Text is always text: nothing a reader or a file says becomes markup. */

type Child = Node | string;

/** An element with attributes (those that are false are left out) and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A button that does something. */
export function button(words: string, action: () => void, quiet = true): HTMLButtonElement {
  const element = make("button", { type: "button", class: quiet ? "hb-button hb-button--quiet" : "hb-button" }, words);
  element.addEventListener("click", action);
  return element;
}

/** A checkbox within its label, and the place beside it that says more. */
export function tickBox(
  words: string,
  about: string,
): { label: HTMLLabelElement; box: HTMLInputElement; status: HTMLElement } {
  const box = make("input", { type: "checkbox", "aria-label": `${words}：${about}` });
  const status = make("span", { class: "hb-tick-told" });
  return { label: make("label", { class: "hb-tick" }, box, make("span", {}, words), status), box, status };
}

/** A progress bar with its numbers beside it, and what sets them. */
export function progressBar(about: string): { line: HTMLElement; set: (done: number, all: number) => void } {
  const bar = make("progress", { "aria-label": about });
  const words = make("span", { class: "hb-count" });
  return {
    line: make("p", { class: "hb-progress" }, bar, " ", words),
    set: (done, all) => {
      bar.max = Math.max(all, 1);
      bar.value = done;
      words.textContent = `${done} / ${all}`;
    },
  };
}

/**
 * Several lines to write in, with their name. On paper they stand as text, for there nobody can scroll to the end of a
 * box.
 */
export function lines(
  words: string,
  most: number,
): { label: HTMLLabelElement; field: HTMLTextAreaElement; set: (text: string) => void } {
  const field = make("textarea", { rows: "2", maxlength: String(most) });
  const printed = make("span", { class: "hb-printed", "aria-hidden": "true" });
  field.addEventListener("input", () => {
    printed.textContent = field.value;
  });
  return {
    label: make("label", { class: "hb-lines" }, `${words} `, field, printed),
    field,
    // Not while it is typed here: that would only move the cursor.
    set: (text) => {
      if (document.activeElement !== field) field.value = text;
      printed.textContent = field.value;
    },
  };
}

/** Offer something as a file. */
export function save(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own reference by the time the next task runs.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** A moment as readers write it: 2026-03-05 14:07. */
export function moment(iso: string): string {
  const at = new Date(iso);
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
