/** Fields of a web form whose answer is typed: words, figures, a day, a time. */
import { make } from "./elements";
import { shown, understood } from "./web-form-answers";
import { type Ask, Beside, required, title } from "./web-form-beside";
import type { Field } from "./web-form-definition";

/** What stands for a day or a time of which the browser tells only that it is not complete. */
const HALF = "（没有写全）";
/** From this many characters before the limit on, a counter says how many are left. */
const NEAR = 20;

export function typed(field: Field, id: string): Ask {
  const beside = new Beside(field, id);
  const about = { id, "aria-describedby": field.unit ? `${id}--unit ${beside.ids}` : beside.ids, ...required(field) };
  // Not type=number, which throws away what it cannot read: people write 1,200 and 1.2 万.
  const numeric = field.kind === "number" || field.kind === "money" || field.kind === "score";
  const native = field.kind === "date" || field.kind === "time";
  const input =
    field.kind === "longtext"
      ? make("textarea", { ...about, rows: String(field.lines ?? 3) })
      : make("input", {
          ...about,
          type: native ? field.kind : "text",
          inputmode: numeric && (field.least ?? 0) >= 0 && "decimal",
          max: field.kind === "date" && "2999-12-31",
        });
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
  const value = (): string | number => (native && input.validity.badInput ? HALF : understood(field, input.value));
  input.addEventListener("input", tell);
  input.addEventListener("focus", grow);
  // What was understood stands there in full, so that nobody is surprised by the Word document.
  if (numeric)
    input.addEventListener("change", () => {
      input.value = shown(field, value());
    });
  const unit = field.unit ? [make("span", { class: "hb-ask-unit", id: `${id}--unit` }, field.unit)] : [];
  return {
    field,
    element: make(
      "div",
      { class: "hb-ask" },
      make("label", { for: id }, ...title(field, false)),
      beside.hint,
      make("div", { class: "hb-ask-line" }, input, ...unit),
      count,
      beside.error,
    ),
    read: () => (value() === "" ? {} : { [field.id]: value() }),
    show: (answers) => {
      if (value() !== (answers[field.id] ?? "")) input.value = shown(field, answers[field.id]);
      tell();
    },
    complain: (_, sentence) => beside.say(sentence, input),
    clear: () => beside.say("", input),
    place: () => input,
  };
}
