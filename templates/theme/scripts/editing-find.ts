/** The list of all items, narrowed by what is typed. */

/** Show what has all words of a query in its own. */
export function narrow(query: string, entries: Iterable<HTMLElement>): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const entry of entries) {
    const text = (entry.dataset.words ?? "").toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
    if (!entry.hidden) shown += 1;
  }
  return shown;
}

export function mountFind(): void {
  const box = document.querySelector<HTMLInputElement>("#ed-search");
  const none = document.getElementById("ed-none");
  if (!box || !none) return;
  const find = (): void => {
    const shown = narrow(box.value, document.querySelectorAll<HTMLElement>(".ed-items > li"));
    none.hidden = shown > 0;
    for (const kind of document.querySelectorAll<HTMLElement>(".ed-kind")) {
      kind.hidden = kind.querySelector(".ed-items > li:not([hidden])") === null;
    }
  };
  box.addEventListener("input", find);
  find();
}
