/** Fields of a web form whose answer is picked: from a list, side by side, or ticked. */
import { make } from "./elements";
import { type Ask, Beside, required, title } from "./web-form-beside";
import type { CheckField, ChoiceField, ChoicesField, Field, ScoreField, YesNoField } from "./web-form-definition";

export function list(field: ChoiceField, id: string): Ask {
  const beside = new Beside(field, id);
  const select = make(
    "select",
    { id, "aria-describedby": beside.ids, ...required(field) },
    make("option", { value: "" }, field.required ? "请选择" : "不填"),
    ...field.options.map((option) => make("option", {}, option)),
  );
  return {
    field,
    element: make(
      "div",
      { class: "hb-ask" },
      make("label", { for: id }, ...title(field, false)),
      beside.hint,
      select,
      beside.error,
    ),
    read: () => (select.value ? { [field.id]: select.value } : {}),
    show: (answers) => {
      select.value = String(answers[field.id] ?? "");
    },
    complain: (_, sentence) => beside.say(sentence, select),
    clear: () => beside.say("", select),
    place: () => select,
  };
}

/** Choices side by side, of which one is taken; one that need not be made can be taken back. */
export function radios(
  field: ChoiceField | ScoreField | YesNoField,
  id: string,
  options: readonly string[],
  meant: (value: string) => unknown,
): Ask {
  const beside = new Beside(field, id);
  const all = [...options, ...(field.required ? [] : [""])];
  const buttons = all.map((option, place) =>
    make("input", { type: "radio", name: id, id: place ? `${id}--${place}` : id, value: option }),
  );
  const group = make(
    "fieldset",
    { class: "hb-ask", role: "radiogroup", "aria-describedby": beside.ids, ...required(field) },
    make("legend", {}, ...title(field, false)),
    beside.hint,
    ...criteria(field),
    make(
      "div",
      { class: "hb-picks" },
      ...buttons.map((button, place) => make("label", {}, button, make("span", {}, all[place] || "不填"))),
    ),
    beside.error,
  );
  return {
    field,
    element: group,
    read: () => {
      const taken = buttons.find((button) => button.checked)?.value;
      return taken ? { [field.id]: meant(taken) } : {};
    },
    show: (answers) => {
      for (const button of buttons)
        button.checked = button.value !== "" && button.value === String(answers[field.id] ?? "");
    },
    complain: (_, sentence) => beside.say(sentence, group),
    clear: () => beside.say("", group),
    place: () => buttons.find((button) => button.checked) ?? buttons[0] ?? group,
  };
}

function criteria(field: Field): HTMLElement[] {
  return field.kind === "score" && field.criteria
    ? [make("ul", { class: "hb-ask-criteria" }, ...field.criteria.map((line) => make("li", {}, line)))]
    : [];
}

export function boxes(field: ChoicesField, id: string): Ask {
  const beside = new Beside(field, id);
  const { options } = field;
  const ticks = options.map((option, place) =>
    make("input", { type: "checkbox", id: place ? `${id}--${place}` : id, value: option }),
  );
  const group = make(
    "fieldset",
    { class: "hb-ask", "aria-describedby": beside.ids },
    make("legend", {}, ...title(field, true)),
    beside.hint,
    make("div", { class: "hb-picks" }, ...ticks.map((tick) => make("label", {}, tick, make("span", {}, tick.value)))),
    beside.error,
  );
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

export function box(field: CheckField, id: string): Ask {
  const beside = new Beside(field, id);
  const tick = make("input", { type: "checkbox", id, "aria-describedby": beside.ids, ...required(field) });
  return {
    field,
    element: make(
      "div",
      { class: "hb-ask" },
      make("div", { class: "hb-picks" }, make("label", { for: id }, tick, make("span", {}, ...title(field, false)))),
      beside.hint,
      beside.error,
    ),
    read: () => (tick.checked ? { [field.id]: true } : {}),
    show: (answers) => {
      tick.checked = answers[field.id] === true;
    },
    complain: (_, sentence) => beside.say(sentence, tick),
    clear: () => beside.say("", tick),
    place: () => tick,
  };
}
