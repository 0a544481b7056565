/** The form of an item: what is typed is saved a moment later, entries come, go and move. */
import { pick } from "./editing-picker";
import { showAnchor } from "./editing-preview";
import { check } from "./editing-problems";
import { type Answer, ask, inTurn, NotDone, type Operation, type Path, pathOf, toast } from "./editing-requests";

const PAUSE = 600;
/** Milliseconds after the last key until what was typed is saved. */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const timers = new Map<Element, ReturnType<typeof setTimeout>>();

export function mountFields(): void {
  const form = document.querySelector<HTMLElement>("#ed-form");
  if (!form) return;
  const fields = document.querySelector<HTMLFormElement>("#ed-fields");
  fields?.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => typed(form, event.target as Field));
  form.addEventListener("change", (event) => changed(form, event.target as Field));
  form.addEventListener("click", (event) => clicked(form, event));
  form.addEventListener("keydown", (event) => {
    // A text of the handbook is one paragraph; its lines break by themselves.
    if (event.key === "Enter" && (event.target as HTMLElement).matches("textarea, input")) event.preventDefault();
  });
  form.addEventListener("toggle", (event) => void unfold(form, event.target as HTMLDetailsElement), true);
  document.getElementById("ed-undo")?.addEventListener("click", () => void undo(form));
  addEventListener("beforeunload", () => flush(form));
  document.addEventListener("click", (event) => void leave(form, event));
  grow(form);
  void check(form);
  if (location.hash) document.getElementById(location.hash.slice(1))?.focus();
}

/** Textareas as high as what stands in them. */
function grow(within: HTMLElement): void {
  for (const area of within.querySelectorAll("textarea")) fit(area);
}

function fit(area: HTMLTextAreaElement): void {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function typed(form: HTMLElement, field: Field): void {
  if (field instanceof HTMLTextAreaElement) fit(field);
  if (!field.matches("[data-value], [data-part]") || field instanceof HTMLSelectElement) return;
  clearTimeout(timers.get(field));
  timers.set(
    field,
    setTimeout(() => save(form, field), PAUSE),
  );
}

function changed(form: HTMLElement, field: Field): void {
  if (field.matches("[data-value], [data-part]")) {
    save(form, field);
  } else if (field instanceof HTMLSelectElement && field.dataset.do && field.value) {
    const path = pathOf(field);
    const value = field.value;
    field.value = "";
    if (field.dataset.do === "add") void restructure(form, { do: "add", path: [...path, value] }, [...path, value]);
    else if (field.dataset.do === "put") void restructure(form, { do: "put", path, value: JSON.parse(value) }, path);
    else void insert(form, path, { kind: value });
  }
}

/** Save what is waiting. */
function flush(form: HTMLElement): void {
  for (const field of [...timers.keys()]) save(form, field as Field);
}

/** Whoever goes to another page of the editor finds there what was typed last. */
async function leave(form: HTMLElement, event: MouseEvent): Promise<void> {
  const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[href^='/']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  flush(form);
  await inTurn(async () => undefined);
  location.assign(link.href);
}

function save(form: HTMLElement, field: Field): void {
  clearTimeout(timers.get(field));
  timers.delete(field);
  const value = said(field);
  const holder = field.closest<HTMLElement>("[data-compose]") ?? field;
  if (holder.dataset.saved === JSON.stringify(value)) return;
  holder.dataset.saved = JSON.stringify(value);
  void send(form, { do: "put", path: pathOf(field), value });
}

/** What a field says; of one in parts, what they say together. */
function said(field: Field): string | boolean {
  const composed = field.closest<HTMLElement>("[data-compose]");
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked;
  if (!composed) return field.value;
  const [first, second] = [...composed.querySelectorAll<HTMLInputElement>("[data-part]")];
  const [one, other] = [first?.value.trim() ?? "", second?.value.trim() ?? ""];
  if (composed.dataset.compose === "duration") return one ? `${one} ${other}` : "";
  if (composed.dataset.compose === "minutes") return one && other && one !== other ? `${one}-${other}` : one || other;
  if (second) second.hidden = one !== "";
  return one || other;
}

function clicked(form: HTMLElement, event: Event): void {
  const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-do], button[data-pick]");
  if (!button) return;
  event.preventDefault();
  const path = JSON.parse(button.dataset.path ?? "[]") as Path;
  const position = Number(button.dataset.position);
  const target = Number(button.dataset.target);
  const kinds = (button.dataset.kinds ?? "").split(" ");
  const item = form.dataset.item ?? "";
  if (button.dataset.pick === "put") {
    void pick(kinds, item, (value) => void restructure(form, { do: "put", path, value }, path));
  } else if (button.dataset.pick) {
    void pick(kinds, item, (value) => void restructure(form, { do: "insert", path, value }, path));
  } else if (button.dataset.do === "move") {
    void restructure(form, { do: "move", path, position, target }, path, [...path, target]);
  } else if (button.dataset.do === "remove") {
    if (button.closest("summary, details") && !confirm("删去这一项？")) return;
    void restructure(form, { do: "remove", path, position }, path);
  } else if (button.dataset.do === "insert") {
    void insert(form, path, {});
  } else if (button.dataset.do === "put") {
    void restructure(form, { do: "put", path, value: button.dataset.value ?? "" }, path);
  } else {
    void restructure(form, { do: "clear", path }, path.slice(0, -1));
  }
}

async function insert(form: HTMLElement, path: Path, more: Readonly<Record<string, unknown>>): Promise<void> {
  const list = at(form, path, ".ed-list");
  const position = list?.querySelector("ol")?.children.length ?? 0;
  await restructure(form, { do: "insert", path, position, ...more }, path, [...path, position]);
}

/** Change what the form consists of: it is made anew, with the same entries open as before and one more. */
async function restructure(form: HTMLElement, operation: Operation, list: Path, focus: Path = list): Promise<void> {
  flush(form);
  const moved = JSON.stringify(list).slice(0, -1);
  const open = [...form.querySelectorAll<HTMLElement>("details[open][data-fold]")]
    .map((each) => JSON.parse(each.dataset.fold ?? "[]") as Path)
    .filter(
      (path) => operation.do === "insert" || operation.do === "put" || !JSON.stringify(path).startsWith(`${moved},`),
    );
  const answer = await send(form, operation, [...open, list, focus]);
  const fields = document.getElementById("ed-fields");
  if (!answer?.form || !fields) return;
  const top = scrollY;
  fields.innerHTML = answer.form;
  grow(form);
  scrollTo(0, top);
  void check(form);
  const place = at(form, focus, ".ed-entry, .ed-field, .ed-list, .ed-group");
  const field = place?.querySelector<HTMLElement>("textarea, input, .ed-ref, select");
  (field ?? place?.querySelector<HTMLElement>("button"))?.focus({ preventScroll: false });
}

/** The element that is about a path. */
function at(form: HTMLElement, path: Path, kind: string): HTMLElement | undefined {
  const words = JSON.stringify(path);
  return [...form.querySelectorAll<HTMLElement>(kind)].find(
    (each) => JSON.stringify(JSON.parse(each.dataset.path ?? "null")) === words,
  );
}

/** Have an operation done; says what came of it. */
async function send(form: HTMLElement, operation: Operation, open?: readonly Path[]): Promise<Answer | null> {
  return inTurn(async () => {
    try {
      const content = { version: form.dataset.version, operation, ...(open ? { open } : {}) };
      const answer = await ask<Answer>(`/item/${form.dataset.item}/change`, content);
      form.dataset.version = answer.version;
      const count = document.getElementById("changed-count");
      if (count) {
        count.textContent = String(answer.changed);
        count.hidden = answer.changed === 0;
      }
      const back = document.getElementById("ed-undo");
      if (back) back.hidden = false;
      toast("已存入草稿");
      if (!open) void check(form);
      return answer;
    } catch (error) {
      toast(error instanceof NotDone ? error.message : "没有存下来，请刷新页面再试", true);
      return null;
    }
  });
}

/** The fields of an entry are asked for when it is opened for the first time. */
async function unfold(form: HTMLElement, fold: HTMLDetailsElement): Promise<void> {
  const body = fold.querySelector<HTMLElement>(":scope > .ed-body");
  if (fold.open && fold.dataset.anchor) showAnchor(fold.dataset.anchor);
  if (!fold.open || !body || body.querySelector(".ed-field, .ed-list, .ed-group")) return;
  const path = encodeURIComponent(fold.dataset.fold ?? "[]");
  const answer = await fetch(`/item/${form.dataset.item}/part?path=${path}`);
  if (answer.ok) body.innerHTML = await answer.text();
  grow(body);
  void check(form);
}

async function undo(form: HTMLElement): Promise<void> {
  if (!confirm("这一条回到改之前的样子？")) return;
  await ask(`/item/${form.dataset.item}/undo`, {}).catch((error: unknown) => toast(String(error), true));
  location.reload();
}
