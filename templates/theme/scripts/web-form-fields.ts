/** One field of a web form, whichever kind it is; and those whose answer is typed, worked out, or 是 or 否. */
import { make } from "./elements";
import { ifNo, NO, shown, understood, YES } from "./web-form-answers";
import { Beside, required, title, type Ask } from "./web-form-beside";
import type { Field } from "./web-form-definition";
import { box, boxes, list, radios } from "./web-form-picks";

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
      const few = options.length <= MOST_OPTIONS && options.join("").length <= MOST_CHARACTERS;
      return few && !narrow ? radios(field, id, options, (value) => value) : list(field, id);
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

function typed(field: Field, id: string): Ask {
  const beside = new Beside(field, id);
  const about = { id, "aria-describedby": field.unit ? `${id}--unit ${beside.ids}` : beside.ids, ...required(field) };
  // Not type=number, which throws away what it cannot read: people write 1,200 and 1.2 万.
  const numeric = field.kind === "number" || field.kind === "money" || field.kind === "score";
  const native = field.kind === "date" || field.kind === "time";
  const input = field.kind === "longtext" ? make("textarea", { ...about, rows: String(field.lines ?? 3) })
    : make("input", { ...about, type: native ? field.kind : "text", inputmode: numeric && (field.least ?? 0) >= 0 && "decimal",
      max: field.kind === "date" && "2999-12-31" });
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
