/** Fields of a web form whose answer is typed: words, figures, a day, a time. */
import { make } from "./elements";
import { shown, understood } from "./web-form-answers";
import { type Ask, Beside, required, title } from "./web-form-beside";
import { type Field, unreachable } from "./web-form-definition";
import { isText, textKind } from "./web-form-texts";

/** What stands for a day or a time of which the browser tells only that it is not complete. */
const HALF = "（没有写全）";
/** From this many characters before the limit on, a counter says how many are left. */
const NEAR = 20;

/** Every field into which something is typed, or may be. */
type Typed = Exclude<Field, { kind: "total" | "choice" | "choices" | "check" | "yesno" }>;

/** Where a field is typed into. `about` is what they all have. */
function inputOf(field: Typed, about: Record<string, string | boolean>): HTMLInputElement | HTMLTextAreaElement {
  if (isText(field)) {
    const { lines, type = "text" } = textKind(field);
    return lines ? make("textarea", { ...about, rows: String(lines(field)) }) : make("input", { ...about, type });
  }
  switch (field.kind) {
    case "date":
      return make("input", { ...about, type: "date", max: "2999-12-31" });
    case "time":
      return make("input", { ...about, type: "time" });
    // Not type=number, which throws away what it cannot read: people write 1,200 and 1.2 万.
    case "number":
    case "money":
    case "score":
      return make("input", { ...about, type: "text", inputmode: (field.least ?? 0) >= 0 && "decimal" });
    default:
      return unreachable(field);
  }
}

export function typed(field: Typed, id: string): Ask {
  const beside = new Beside(field, id);
  const unit = "unit" in field ? field.unit : "";
  const most = "maxlength" in field ? field.maxlength : Infinity;
  const input = inputOf(field, {
    id,
    "aria-describedby": unit ? `${id}--unit ${beside.ids}` : beside.ids,
    ...required(field),
  });
  const native = field.kind === "date" || field.kind === "time";
  const count = make("p", { class: "hb-ask-count", "aria-live": "polite", hidden: true });
  const grow = (): void => {
    if (!(input instanceof HTMLTextAreaElement) || !input.isConnected) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
  };
  const tell = (): void => {
    const left = most - [...input.value.trim()].length;
    count.hidden = left > Math.min(NEAR, most / 5);
    count.textContent = count.hidden ? "" : left < 0 ? `多了 ${-left} 字` : `还可以写 ${left} 字`;
    grow();
  };
  const value = (): string | number => (native && input.validity.badInput ? HALF : understood(field, input.value));
  input.addEventListener("input", tell);
  input.addEventListener("focus", grow);
  // What was understood stands there in full, so that nobody is surprised by the Word document.
  input.addEventListener("change", () => {
    if (shown(field, value()) !== input.value && !native) input.value = shown(field, value());
  });
  const behind = unit ? [make("span", { class: "hb-ask-unit", id: `${id}--unit` }, unit)] : [];
  return {
    field,
    element: make(
      "div",
      { class: "hb-ask" },
      make("label", { for: id }, ...title(field, false)),
      beside.hint,
      make("div", { class: "hb-ask-line" }, input, ...behind),
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
