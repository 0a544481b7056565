/** One field of a web form: its label, what takes the answer, what is said beside it. */
import { make } from "./elements";
import { ifNo, NO, shown, understood, YES } from "./web-form-answers";
import type { Answers, Field } from "./web-form-definition";

/** A field on the page. */
export interface Ask {
  readonly field: Field;
  readonly element: HTMLElement;
  /** The answers that stand in it, by key; nothing where it is empty. */
  read(): Answers;
  /** Put answers in, or empty it. What is being typed stays as it is if it means the same. */
  show(answers: Answers): void;
  /** Say what is wrong with the answer of a key. */
  complain(key: string, sentence: string): void;
  /** Take back what was said. */
  clear(): void;
  /** Where to type the answer of a key. */
  place(key: string): HTMLElement;
}

/** Up to here all options stand side by side; beyond, in a list. */
const MOST_OPTIONS = 4, MOST_CHARACTERS = 26, MOST_SCORES = 11;
/** What stands for a day or a time of which the browser tells only that it is not complete. */
const HALF = "（没有写全）";
/** From this many characters before the limit on, a counter says how many are left. */
const NEAR = 20;

/** `id` is unique on the page; `narrow` is for a cell of a row. */
export function ask(field: Field, id: string, narrow: boolean): Ask {
  switch (field.kind) {
    case "total": return total(field, id);
    case "check": return box(field, id);
    case "choices": return boxes(field, id);
    case "yesno": return yesNo(field, id);
    case "choice": {
      const options = field.options ?? [];
      return !narrow && options.length <= MOST_OPTIONS && options.join("").length <= MOST_CHARACTERS ? radios(field, id, options, (value) => value) : list(field, id);
    }
    case "score": {
      const { least = 1, most = 5 } = field, scores = Array.from({ length: most - least + 1 }, (_, place) => String(least + place));
      if (narrow || scores.length > MOST_SCORES) return typed(field, id);
      const made = radios(field, id, scores, Number);
      made.element.classList.add("hb-ask-scores");
      return made;
    }
    default: return typed(field, id);
  }
}

/** What stands beside every field: the hint, and what is wrong. */
class Beside {
  readonly hint: HTMLElement;
  readonly error: HTMLElement;
  readonly ids: string;

  constructor(field: Field, id: string) {
    this.hint = make("p", { class: "hb-ask-hint", id: `${id}--hint`, hidden: !hintOf(field) }, hintOf(field));
    this.error = make("p", { class: "hb-ask-error", id: `${id}--error`, hidden: true });
    this.ids = `${id}--hint ${id}--error`;
  }

  say(sentence: string, on: Element): void {
    this.error.textContent = sentence;
    this.error.hidden = !sentence;
    if (sentence) on.setAttribute("aria-invalid", "true");
    else on.removeAttribute("aria-invalid");
  }
}

function hintOf(field: Field): string {
  const range = field.least !== undefined && field.most !== undefined && (field.kind === "number" || field.kind === "money") ? `${field.least}–${field.most}` : "";
  const sign = field.kind === "signature" ? "可留空，打印后手签" : "";
  return [field.hint || (field.kind === "signature" ? "" : field.guide), range, sign].filter(Boolean).join("；");
}

function title(field: Field, spoken: boolean): (Node | string)[] {
  const star = make("span", { class: "hb-star", "aria-hidden": "true" }, "*");
  if (field.kind === "signature" || field.kind === "total") return [field.title];
  if (!field.required) return [field.title, make("small", {}, " 选填")];
  return spoken ? [field.title, star, make("span", { class: "hb-unseen" }, "必填")] : [field.title, star];
}

function required(field: Field): Record<string, string | boolean> {
  return { "aria-required": field.required && field.kind !== "signature" ? "true" : false };
}

function typed(field: Field, id: string): Ask {
  const beside = new Beside(field, id);
  const about = { id, "aria-describedby": field.unit ? `${id}--unit ${beside.ids}` : beside.ids, ...required(field) };
  // Not type=number, which throws away what it cannot read: people write 1,200 and 1.2 万.
  const numeric = field.kind === "number" || field.kind === "money" || field.kind === "score";
  const native = field.kind === "date" || field.kind === "time";
  const input = field.kind === "longtext" ? make("textarea", { ...about, rows: String(field.lines ?? 3) })
    : make("input", { ...about, type: native ? field.kind : "text", inputmode: numeric && (field.least ?? 0) >= 0 && "decimal", max: field.kind === "date" && "2999-12-31" });
  const count = make("p", { class: "hb-ask-count", "aria-live": "polite", hidden: true });
  const grow = (): void => {
    if (!(input instanceof HTMLTextAreaElement) || !input.isConnected) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
  };
  const tell = (): void => {
    const left = (field.maxlength ?? Infinity) - [...input.value.trim()].length;
    count.hidden = left > Math.min(NEAR, (field.maxlength ?? 0) / 5);
    count.textContent = count.hidden ? "" : left < 0 ? `多了 ${-left} 字` : `还可以写 ${left} 字`;
    grow();
  };
  const value = (): string | number => native && input.validity.badInput ? HALF : understood(field, input.value);
  input.addEventListener("input", tell);
  input.addEventListener("focus", grow);
  // What was understood stands there in full, so that nobody is surprised by the Word document.
  if (numeric) input.addEventListener("change", () => { input.value = shown(field, value()); });
  const unit = field.unit ? [make("span", { class: "hb-ask-unit", id: `${id}--unit` }, field.unit)] : [];
  return {
    field,
    element: make("div", { class: "hb-ask" }, make("label", { for: id }, ...title(field, false)), beside.hint,
      make("div", { class: "hb-ask-line" }, input, ...unit), count, beside.error),
    read: () => value() === "" ? {} : { [field.id]: value() },
    show: (answers) => {
      if (value() !== (answers[field.id] ?? "")) input.value = shown(field, answers[field.id]);
      tell();
    },
    complain: (_, sentence) => beside.say(sentence, input),
    clear: () => beside.say("", input),
    place: () => input,
  };
}

function list(field: Field, id: string): Ask {
  const beside = new Beside(field, id);
  const select = make("select", { id, "aria-describedby": beside.ids, ...required(field) },
    make("option", { value: "" }, field.required ? "请选择" : "不填"), ...(field.options ?? []).map((option) => make("option", {}, option)));
  return {
    field,
    element: make("div", { class: "hb-ask" }, make("label", { for: id }, ...title(field, false)), beside.hint, select, beside.error),
    read: () => select.value ? { [field.id]: select.value } : {},
    show: (answers) => { select.value = String(answers[field.id] ?? ""); },
    complain: (_, sentence) => beside.say(sentence, select),
    clear: () => beside.say("", select),
    place: () => select,
  };
}

/** Choices side by side, of which one is taken; one that need not be made can be taken back. */
function radios(field: Field, id: string, options: readonly string[], meant: (value: string) => unknown): Ask {
  const beside = new Beside(field, id);
  const all = [...options, ...(field.required ? [] : [""])];
  const buttons = all.map((option, place) => make("input", { type: "radio", name: id, id: place ? `${id}--${place}` : id, value: option }));
  const group = make("fieldset", { class: "hb-ask", role: "radiogroup", "aria-describedby": beside.ids, ...required(field) },
    make("legend", {}, ...title(field, false)), beside.hint, ...criteria(field),
    make("div", { class: "hb-picks" }, ...buttons.map((button, place) => make("label", {}, button, make("span", {}, all[place] || "不填")))), beside.error);
  return {
    field,
    element: group,
    read: () => {
      const taken = buttons.find((button) => button.checked)?.value;
      return taken ? { [field.id]: meant(taken) } : {};
    },
    show: (answers) => { for (const button of buttons) button.checked = button.value !== "" && button.value === String(answers[field.id] ?? ""); },
    complain: (_, sentence) => beside.say(sentence, group),
    clear: () => beside.say("", group),
    place: () => buttons.find((button) => button.checked) ?? buttons[0] ?? group,
  };
}

function criteria(field: Field): HTMLElement[] {
  return field.criteria?.length ? [make("ul", { class: "hb-ask-criteria" }, ...field.criteria.map((line) => make("li", {}, line)))] : [];
}

function yesNo(field: Field, id: string): Ask {
  const answer = radios(field, id, [YES, NO], (value) => value);
  const why: Field = { id: ifNo(field), kind: "text", title: field.if_no ?? "", required: true };
  const note = typed(why, `${id}--if-no`);
  note.element.classList.add("hb-ask-if-no");
  const reveal = (): void => { note.element.hidden = answer.read()[field.id] !== NO; };
  answer.element.addEventListener("input", reveal);
  reveal();
  const element = make("div", { class: "hb-ask-yes-no" }, answer.element, note.element);
  return {
    field,
    element,
    read: () => ({ ...answer.read(), ...(note.element.hidden ? {} : note.read()) }),
    show: (answers) => {
      answer.show(answers);
      reveal();
      // What stands behind a 否 is kept for whoever comes back to it.
      if (!note.element.hidden || Object.keys(answers).length === 0) note.show(answers);
    },
    complain: (key, sentence) => (key === field.id ? answer : note).complain(key, sentence),
    clear: () => {
      answer.clear();
      note.clear();
    },
    place: (key) => (key === field.id ? answer : note).place(key),
  };
}

function boxes(field: Field, id: string): Ask {
  const beside = new Beside(field, id);
  const options = field.options ?? [];
  const ticks = options.map((option, place) => make("input", { type: "checkbox", id: place ? `${id}--${place}` : id, value: option }));
  const group = make("fieldset", { class: "hb-ask", "aria-describedby": beside.ids }, make("legend", {}, ...title(field, true)), beside.hint,
    make("div", { class: "hb-picks" }, ...ticks.map((tick) => make("label", {}, tick, make("span", {}, tick.value)))), beside.error);
  return {
    field,
    element: group,
    read: () => {
      const chosen = ticks.filter((tick) => tick.checked).map((tick) => tick.value);
      return chosen.length ? { [field.id]: chosen } : {};
    },
    show: (answers) => {
      const chosen: unknown = answers[field.id];
      for (const tick of ticks) tick.checked = Array.isArray(chosen) && chosen.includes(tick.value);
    },
    // A group of boxes cannot be invalid for assistive technology; the sentence is still part of its description.
    complain: (_, sentence) => beside.say(sentence, ticks[0] ?? group),
    clear: () => beside.say("", ticks[0] ?? group),
    place: () => ticks[0] ?? group,
  };
}

function box(field: Field, id: string): Ask {
  const beside = new Beside(field, id);
  const tick = make("input", { type: "checkbox", id, "aria-describedby": beside.ids, ...required(field) });
  return {
    field,
    element: make("div", { class: "hb-ask" }, make("div", { class: "hb-picks" }, make("label", { for: id }, tick, make("span", {}, ...title(field, false)))),
      beside.hint, beside.error),
    read: () => tick.checked ? { [field.id]: true } : {},
    show: (answers) => { tick.checked = answers[field.id] === true; },
    complain: (_, sentence) => beside.say(sentence, tick),
    clear: () => beside.say("", tick),
    place: () => tick,
  };
}

/** Worked out from other fields: `show` takes the sum. */
function total(field: Field, id: string): Ask {
  const output = make("output", { id, class: "hb-ask-total" }, "—");
  return {
    field,
    element: make("div", { class: "hb-ask" }, make("label", { for: id }, ...title(field, false)),
      make("div", { class: "hb-ask-line" }, output, make("span", { class: "hb-ask-unit" }, field.unit ?? ""))),
    read: () => ({}),
    show: (answers) => { output.textContent = shown(field, answers[field.id]) || "—"; },
    complain: () => undefined,
    clear: () => undefined,
    place: () => output,
  };
}
