/** What the editor's pages ask of the server: one write after another, each with the token of the page. */

export type Path = readonly (string | number)[];
export type Operation = Readonly<Record<string, unknown>> & { readonly do: string; readonly path: Path };
export interface Answer {
  readonly version: string;
  readonly changed: number;
  readonly form?: string;
}

/** A request was not done; its message says why. */
export class NotDone extends Error {}

let last: Promise<unknown> = Promise.resolve();

/** Ask for JSON; a write where `content` is given. Raises NotDone. */
export async function ask<T>(address: string, content?: unknown): Promise<T> {
  const write = content !== undefined;
  const answer = await fetch(
    address,
    write
      ? {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Sop-Token": document.body.dataset.token ?? "" },
          body: JSON.stringify(content),
          // Also of a page that is being left.
          keepalive: true,
        }
      : {},
  ).catch(() => {
    throw new NotDone("没有连上编辑程序，请看它是不是还开着");
  });
  if (answer.ok) return (await answer.json()) as T;
  const text = await answer.text();
  throw new NotDone(said(text));
}

function said(text: string): string {
  try {
    return (JSON.parse(text) as { said?: string }).said ?? text;
  } catch {
    return text || "没有成功，请刷新页面再试";
  }
}

/** Do something after everything before it is done: a form changes one thing at a time. */
export function inTurn<T>(action: () => Promise<T>): Promise<T> {
  const turn = last.then(action, action);
  last = turn.catch(() => undefined);
  return turn;
}

/** Say something for a moment. */
export function toast(words: string, isBad = false): void {
  const place = document.getElementById("ed-toast");
  if (!place) return;
  place.textContent = words;
  place.classList.toggle("ed-toast--bad", isBad);
  place.classList.add("ed-toast--shown");
  clearTimeout(Number(place.dataset.timer));
  place.dataset.timer = String(setTimeout(() => place.classList.remove("ed-toast--shown"), isBad ? 8000 : 2000));
}

/** The path that an element is about. */
export function pathOf(element: HTMLElement): Path {
  const holder = element.closest<HTMLElement>("[data-path]");
  return JSON.parse(holder?.dataset.path ?? "[]") as Path;
}
