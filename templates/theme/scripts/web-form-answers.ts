/**
 * Answers, and the texts and ticks that they become in the Word document: the same as generator/forms/answers.py and
 * spellings.py.
 */
import { folded } from "./web-form-codes";
import {
  type Answers,
  type Field,
  type Form,
  rowsOf,
  type TotalField,
  unreachable,
  type YesNoField,
} from "./web-form-definition";
import { isText, textKind } from "./web-form-texts";

export const YES = "是",
  NO = "否",
  BOTH = "是/否";

const MULTIPLES: Readonly<Record<string, number>> = {
  "": 1,
  百: 100,
  千: 1000,
  万: 10_000,
  十万: 100_000,
  百万: 1_000_000,
  千万: 10_000_000,
  亿: 100_000_000,
};

/** By tag of a control: its text, or whether its box is ticked. */
export type Controls = Readonly<Record<string, string | boolean>>;

/** What stands in the controls of a document; the rows by the id of their section. */
export interface Filling {
  readonly single: Controls;
  readonly rows: Readonly<Record<string, readonly Controls[]>>;
}

/** The key of what to write after a 否. */
export function ifNo(field: YesNoField): string {
  return `${field.id}.if-no`;
}

/** The answer that a typed text means; the text itself, without space around it, where it is none. */
export function understood(field: Field, text: string): string | number {
  const trimmed = text.replace(/\r\n?/g, "\n").replace(/^[ \t\n\u3000\u00a0]+|[ \t\n\u3000\u00a0]+$/g, "");
  if (isText(field)) return textKind(field).understood(trimmed, field) ?? trimmed;
  switch (field.kind) {
    case "number":
    case "money":
    case "total":
      return numberIn(trimmed, field.unit ?? "") ?? trimmed;
    case "score":
      return numberIn(trimmed, "分") ?? trimmed;
    // A browser's own fields give these as records have them.
    case "date":
    case "time":
    case "choice":
    case "choices":
    case "check":
    case "yesno":
      return trimmed;
    default:
      return unreachable(field);
  }
}

/**
 * 1,200, １２００, ¥1200, 1200 元, 0.12 万 -> 1200; in a field of 万元, 1.2 万元, 1.2 and 12000 元 are 1.2. Null for
 * what is no number.
 */
export function numberIn(text: string, ofUnit: string): number | null {
  const match = /^(¥|人民币|rmb|cny)?\s*([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?)(.*)$/s.exec(
    folded(text),
  );
  if (!match?.[2] || match[2].length > 20) return null;
  const unit = folded(ofUnit);
  const amount = unit === "元" || unit === "万元";
  let value = Number(match[2].replace(/,/g, ""));
  let rest = (match[3] ?? "").trim();
  if (amount) rest = rest.replace(/整$/, "").replace(/(?:圆|块钱?)$/, "元");
  // ¥12 in a field of 万元: whether the sign or the printed unit is meant, nobody can tell.
  if (match[1] && (!amount || (unit === "万元" && !rest))) return null;
  if (rest !== "" && rest !== unit) {
    const [, multiple = "", own = ""] = /^([十百千]?[百千万亿])?(.*)$/s.exec(rest) ?? [];
    const times = MULTIPLES[multiple];
    if (times === undefined || (own !== "" && own !== (amount ? "元" : unit))) return null;
    value *= times / (unit === "万元" ? 10_000 : 1);
  }
  return Number(value.toFixed(6));
}

/** An answer as it stands in a control: amounts with a comma every three digits. */
export function shown(field: Field, value: unknown): string {
  if (typeof value === "number") {
    const text = value.toFixed(4).replace(/\.?0+$/, "");
    return field.kind === "money" ? text.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ",")) : text;
  }
  return value === undefined || value === null ? "" : String(value);
}

/**
 * What the total must be: its fields added up, scores times their weight; null if one of them is missing or no number.
 */
export function totalOf(form: Form, field: TotalField, answers: Answers): number | null {
  const all = form.sections.flatMap((section) => section.fields);
  let sum = 0;
  for (const id of field.of) {
    const part = all.find((each) => each.id === id);
    const value = answers[id];
    if (typeof value !== "number") return null;
    sum += value * (part?.kind === "score" ? part.weight : 1);
  }
  return Number(sum.toFixed(4));
}

/** What to write into the controls. Totals are worked out where the answers have none. */
export function toFilling(form: Form, answers: Answers): Filling {
  const whole: Record<string, unknown> = { ...answers };
  for (const field of form.sections.flatMap((section) => section.fields)) {
    if (field.kind === "total") whole[field.id] ??= totalOf(form, field, whole);
  }
  const single: Record<string, string | boolean> = {};
  const rows: Record<string, Controls[]> = {};
  for (const section of form.sections) {
    const within = (row: Answers): Controls =>
      Object.assign({}, ...section.fields.map((field) => written(field, row, `${section.id}.`))) as Controls;
    if (section.rows) rows[section.id] = rowsOf(whole, section).map(within);
    else for (const field of section.fields) Object.assign(single, written(field, whole, ""));
  }
  return { single, rows };
}

function written(field: Field, answers: Answers, prefix: string): Controls {
  const tag = prefix + field.id;
  const value = answers[field.id];
  if (isText(field)) return { [tag]: shown(field, value) };
  switch (field.kind) {
    case "yesno":
      return {
        [`${tag}.yes`]: value === YES || value === BOTH,
        [`${tag}.no`]: value === NO || value === BOTH,
        [`${tag}.if-no`]: String(answers[ifNo(field)] ?? ""),
      };
    case "choices": {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
      return Object.fromEntries(field.options.map((option, place) => [`${tag}.${place + 1}`, chosen.includes(option)]));
    }
    case "check":
      return { [tag]: Boolean(value) };
    case "date":
    case "time":
    case "number":
    case "money":
    case "score":
    case "total":
    case "choice":
      return { [tag]: shown(field, value) };
    default:
      return unreachable(field);
  }
}
