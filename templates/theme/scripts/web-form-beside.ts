/**
 * What every field of a web form is for others, and what stands beside what takes its answer: label, hint, what is
 * wrong.
 */
import { make } from "./elements";
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

/** What stands beside every field: the hint, and what is wrong. */
export class Beside {
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
  const ranged =
    (field.kind === "number" || field.kind === "money") && field.least !== undefined && field.most !== undefined;
  const range = ranged ? `${field.least}–${field.most}` : "";
  const sign = field.kind === "signature" ? "可留空，打印后手签" : "";
  const example = field.kind === "code" && !field.hint ? `如 ${field.example}` : "";
  const said = field.hint || (field.kind === "signature" ? "" : field.guide);
  return [said, range, example, sign, ...(field.rules ?? [])].filter(Boolean).join("；");
}

/** The words of its label. `spoken` is for what cannot tell assistive technology by itself that it must be answered. */
export function title(field: Field, spoken: boolean): (Node | string)[] {
  const star = make("span", { class: "hb-star", "aria-hidden": "true" }, "*");
  if (field.kind === "signature" || field.kind === "total") return [field.title];
  if (!field.required) return [field.title, make("small", {}, " 选填")];
  return spoken ? [field.title, star, make("span", { class: "hb-unseen" }, "必填")] : [field.title, star];
}

export function required(field: Field): Record<string, string | boolean> {
  return { "aria-required": field.required && field.kind !== "signature" ? "true" : false };
}
