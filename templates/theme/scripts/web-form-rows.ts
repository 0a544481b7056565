/**
 * A section with rows: cards on a phone, lines of a table where there is room. Rows can be added and taken away, and
 * brought back.
 */
import { button, make } from "./elements";
import { type Ask, title } from "./web-form-beside";
import type { Answers, Kind, Section } from "./web-form-definition";
import { ask } from "./web-form-fields";

export interface Rows {
  readonly element: HTMLElement;
  /** One entry for each row on show, also for those in which nothing stands. */
  read(): Answers[];
  /** Show these rows; at least one, empty if there are none. */
  show(rows: readonly Answers[]): void;
  /** The row, from 1, as its fields. */
  row(number: number): readonly Ask[];
  /** Every field of every row. */
  all(): readonly Ask[];
}

interface Line {
  readonly element: HTMLElement;
  readonly legend: HTMLElement;
  readonly drop: HTMLButtonElement;
  readonly asks: readonly Ask[];
}

/** More columns than these do not fit beside one another. */
const MOST_COLUMNS = 5;
/** What a browser's own field for a day or a time cannot do with less than. */
const LEAST: Partial<Record<Kind, string>> = { date: "7rem", time: "5.5rem", choice: "5rem" };

/**
 * `id` is unique on the page; `changed` is called when rows come or go, and `tell` with what a reader should know, and
 * how to take it back.
 */
export function rowsOf(
  section: Section,
  id: string,
  changed: () => void,
  tell: (words: string, undo: () => void) => void,
): Rows {
  let lines: Line[] = [];
  let count = 0;
  const columns = section.fields
    .map((field, place) => `minmax(${LEAST[field.kind] ?? "0"}, ${section.widths[place]}fr)`)
    .join(" ");
  const list = make("div", { class: "hb-form-lines" });
  const more = button("增加一行", () => {
    add({}, lines.length);
    changed();
    lines[lines.length - 1]?.asks[0]?.place(section.fields[0]?.id ?? "").focus();
  });
  const head = make(
    "div",
    { class: "hb-form-line hb-form-line-head", "aria-hidden": "true" },
    ...section.fields.map((field) => make("span", {}, ...title(field, false))),
    make("span"),
  );
  const shape = section.fields.length > MOST_COLUMNS ? "hb-form-rows" : "hb-form-rows hb-form-rows--table";
  const element = make("div", { class: shape }, head, list, more);
  element.style.setProperty("--hb-columns", columns);

  function line(): Line {
    count += 1;
    const name = `${id}-${count}`;
    const asks = section.fields.map((field) => ask(field, `${name}-${field.id}`, true));
    const legend = make("legend");
    const drop = button("删除", () => remove(row));
    const element = make("fieldset", { class: "hb-form-line" }, legend, ...asks.map((each) => each.element), drop);
    const row: Line = { element, legend, drop, asks };
    return row;
  }

  function read(row: Line): Answers {
    return Object.assign({}, ...row.asks.map((each) => each.read())) as Answers;
  }

  function add(answers: Answers, place: number): void {
    const row = line();
    lines.splice(place, 0, row);
    list.insertBefore(row.element, list.children[place] ?? null);
    for (const each of row.asks) each.show(answers);
    number();
  }

  function remove(row: Line): void {
    const place = lines.indexOf(row);
    const answers = read(row);
    take(row);
    if (!lines.length) add({}, 0);
    changed();
    tell(`已删除${section.title}第 ${place + 1} 行。`, () => {
      const only = lines[0];
      if (only && lines.length === 1 && Object.keys(read(only)).length === 0) take(only);
      add(answers, Math.min(place, lines.length));
      changed();
      lines[Math.min(place, lines.length - 1)]?.drop.focus();
    });
  }

  function take(row: Line): void {
    lines = lines.filter((each) => each !== row);
    row.element.remove();
    number();
  }

  function number(): void {
    lines.forEach((row, place) => {
      row.legend.textContent = `第 ${place + 1} 行`;
      row.drop.setAttribute("aria-label", `删除${section.title}第 ${place + 1} 行`);
    });
  }

  return {
    element,
    read: () => lines.map(read),
    show: (rows) => {
      const wanted = rows.length ? rows : [{}];
      for (const row of lines.slice(wanted.length)) take(row);
      wanted.forEach((answers, place) => {
        const row = lines[place];
        if (row) for (const each of row.asks) each.show(answers);
        else add(answers, place);
      });
    },
    row: (at) => lines[at - 1]?.asks ?? [],
    all: () => lines.flatMap((row) => row.asks),
  };
}
