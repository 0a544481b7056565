/** One field of a web form, whichever kind it is; and those whose answer is worked out, or 是 or 否. */
import { make } from "./elements";
import { ifNo, NO, shown, YES } from "./web-form-answers";
import { type Ask, title } from "./web-form-beside";
import { type Field, type TextField, type TotalField, unreachable, type YesNoField } from "./web-form-definition";
import { box, boxes, list, radios } from "./web-form-picks";
import { isText } from "./web-form-texts";
import { typed } from "./web-form-typed";

/** Up to here all options stand side by side; beyond, in a list. */
const MOST_OPTIONS = 4;
const MOST_CHARACTERS = 26;
const MOST_SCORES = 11;

/** `id` is unique on the page; `narrow` is for a cell of a row. */
export function ask(field: Field, id: string, narrow: boolean): Ask {
  if (isText(field)) return typed(field, id);
  switch (field.kind) {
    case "total":
      return total(field, id);
    case "check":
      return box(field, id);
    case "choices":
      return boxes(field, id);
    case "yesno":
      return yesNo(field, id);
    case "choice": {
      const { options } = field;
      const few = options.length <= MOST_OPTIONS && options.join("").length <= MOST_CHARACTERS;
      return few && !narrow ? radios(field, id, options, (value) => value) : list(field, id);
    }
    case "score": {
      const { least, most } = field;
      const scores = Array.from({ length: most - least + 1 }, (_, place) => String(least + place));
      if (narrow || scores.length > MOST_SCORES) return typed(field, id);
      const control = radios(field, id, scores, Number);
      control.element.classList.add("hb-ask-scores");
      return control;
    }
    case "date":
    case "time":
    case "number":
    case "money":
      return typed(field, id);
    default:
      return unreachable(field);
  }
}

function yesNo(field: YesNoField, id: string): Ask {
  const answer = radios(field, id, [YES, NO], (value) => value);
  const why: TextField = { id: ifNo(field), kind: "text", title: field.if_no, required: true, maxlength: Infinity };
  const note = typed(why, `${id}--if-no`);
  note.element.classList.add("hb-ask-if-no");
  const reveal = (): void => {
    note.element.hidden = answer.read()[field.id] !== NO;
  };
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
function total(field: TotalField, id: string): Ask {
  const output = make("output", { id, class: "hb-ask-total" }, "—");
  return {
    field,
    element: make(
      "div",
      { class: "hb-ask" },
      make("label", { for: id }, ...title(field, false)),
      make("div", { class: "hb-ask-line" }, output, make("span", { class: "hb-ask-unit" }, field.unit ?? "")),
    ),
    read: () => ({}),
    show: (answers) => {
      output.textContent = shown(field, answers[field.id]) || "—";
    },
    complain: () => undefined,
    clear: () => undefined,
    place: () => output,
  };
}
