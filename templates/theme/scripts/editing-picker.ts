/** The window in which one thing of the handbook is chosen by its title. */
import { narrow } from "./editing-find";
import { ask } from "./editing-requests";
import { make } from "./elements";

interface Choice {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly item: string;
}

let choose: ((id: string) => void) | null = null;

export function mountPicker(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#ed-picker");
  const box = document.querySelector<HTMLInputElement>("#ed-picker-search");
  const list = document.getElementById("ed-picker-list");
  if (!dialog || !box || !list) return;
  box.addEventListener("input", () => {
    narrow(box.value, list.querySelectorAll<HTMLElement>("button"));
    for (const heading of list.querySelectorAll<HTMLElement>("section")) {
      heading.hidden = heading.querySelector("button:not([hidden])") === null;
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    list.querySelector<HTMLButtonElement>("section:not([hidden]) button:not([hidden])")?.click();
  });
  list.addEventListener("click", (event) => {
    const picked = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-id]");
    if (!picked) return;
    dialog.close();
    choose?.(picked.dataset.id ?? "");
  });
}

/** Let somebody choose one of some kinds; `item` is the document in which it will be named, by the short id. */
export async function pick(kinds: readonly string[], item: string, then: (id: string) => void): Promise<void> {
  const dialog = document.querySelector<HTMLDialogElement>("#ed-picker");
  const box = document.querySelector<HTMLInputElement>("#ed-picker-search");
  const list = document.getElementById("ed-picker-list");
  if (!dialog || !box || !list) return;
  const all = await ask<Choice[]>("/choices");
  const groups = new Map<string, Choice[]>();
  for (const choice of all.filter((each) => kinds.includes(each.kind))) {
    groups.set(choice.group, [...(groups.get(choice.group) ?? []), choice]);
  }
  const own = [...groups].sort(([, one], [, other]) => rank(one, item) - rank(other, item));
  list.replaceChildren(
    ...own.map(([group, choices]) =>
      make(
        "section",
        {},
        ...(group ? [make("h3", {}, group)] : []),
        ...choices.map((each) =>
          make(
            "button",
            {
              type: "button",
              "data-id": each.id.startsWith(`${item}.`) ? each.id.slice(item.length + 1) : each.id,
              "data-words": `${each.title} ${each.group} ${each.id}`,
            },
            each.title,
            make("small", {}, each.kind === "clause" ? each.id : ""),
          ),
        ),
      ),
    ),
  );
  choose = then;
  box.value = "";
  dialog.showModal();
  box.focus();
}

/** What stands in the document itself comes first. */
function rank(choices: readonly Choice[], item: string): number {
  return choices[0]?.item === item && choices[0].group ? 0 : 1;
}
