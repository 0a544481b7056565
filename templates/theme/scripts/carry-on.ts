/**
 * What was begun in this browser and is not finished: check lists by their name, drafts of forms, the way of a new
 * colleague, pages to be read again. Each with one tap to go on.
 */
import { make } from "./elements";
import { markOf } from "./learning";
import { all } from "./run-store";
import { done } from "./runs";
import { keys } from "./storage";

interface Linked {
  readonly title: string;
  /** Below the edition. */
  readonly page: string;
}

interface Printed extends Linked {
  readonly id: string;
  readonly print: string;
}

/** What the agenda says of what readers may have begun. */
export interface Begun {
  /** All forms, by id. */
  readonly forms: Readonly<Record<string, Linked>>;
  /** All pages that are confirmed to be read. */
  readonly reading: readonly Printed[];
}

/** What it says of it for one role. */
export interface BegunBy {
  /** The ways of learning of the role, with their tasks; the id of a task is that of its mark. */
  readonly paths: readonly (Linked & { readonly tasks: readonly Printed[] })[];
  /** The places of the pages that the role confirms. */
  readonly reading: readonly number[];
}

/** Of so many pages to be read again the titles are named. */
const FEW = 2;

/** One line: what to go on with, where it stands, and where to. */
interface Line {
  readonly kind: string;
  readonly words: string;
  readonly page: string;
  readonly note: string;
}

function runs(): Line[] {
  return all()
    .filter((run) => run.finished === null)
    .map((run) => ({
      kind: run.title,
      words: run.name,
      page: `${run.page}?run=${run.id}`,
      note: `${done(run)} / ${run.steps.length} 步`,
    }));
}

function drafts(forms: Begun["forms"]): Line[] {
  const ids = new Set(keys("draft:").map((key) => key.slice(key.lastIndexOf(":") + 1)));
  return [...ids].flatMap((id) => {
    const form = forms[id];
    return form ? [{ kind: "没填完的表", words: form.title, page: `${form.page}#web-form`, note: "有草稿" }] : [];
  });
}

/** The next task of every way that was begun and is not at its end. */
function tasks(paths: BegunBy["paths"]): Line[] {
  return paths.flatMap((path) => {
    const open = path.tasks.filter((task) => markOf("task", task.id)?.print !== task.print);
    const [next] = open;
    const count = path.tasks.length - open.length;
    if (!next || !count) return [];
    return [{ kind: path.title, words: next.title, page: next.page, note: `${count} / ${path.tasks.length} 项` }];
  });
}

/** What was confirmed, and says something else by now. */
function toReadAgain(reading: Begun["reading"]): Line[] {
  const changed = reading.filter((page) => {
    const mark = markOf("read", page.id);
    return mark !== null && mark.print !== page.print;
  });
  const named = changed.slice(0, FEW);
  return named.map((page, place) => ({
    kind: "要再读一遍",
    words: page.title,
    page: page.page,
    note: place === named.length - 1 && changed.length > FEW ? `共 ${changed.length} 页改过` : "读过以后改了",
  }));
}

/** The part of the home page that says what to go on with; nothing where there is nothing. */
export function carryOn(every: Begun, own: BegunBy): HTMLElement[] {
  const reading = every.reading.filter((_, place) => own.reading.includes(place));
  const lines = [...runs(), ...drafts(every.forms), ...tasks(own.paths), ...toReadAgain(reading)];
  if (!lines.length) return [];
  const entries = lines.map(({ kind, words, page, note }) =>
    make("li", {}, make("small", {}, kind), make("a", { href: page }, words), make("span", { class: "hb-part" }, note)),
  );
  return [
    make(
      "section",
      { class: "hb-carry-on", "aria-label": "接着做" },
      make("p", { class: "hb-day-time" }, "接着做"),
      make("ul", {}, ...entries),
    ),
  ];
}
