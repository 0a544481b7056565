/**
 * Whether answers keep to the rules of their form: the same, in the same sentences and the same order, as
 * generator/forms/validation.py.
 */
import { BOTH, ifNo, NO, totalOf, YES } from "./web-form-answers";
import { type FormRule, verdicts } from "./web-form-between";
import {
  type Answers,
  type Field,
  type Form,
  isAnswers,
  isClock,
  isDay,
  isEmpty,
  type MoneyField,
  type NumberField,
  type ScoreField,
  type Section,
  type TotalField,
  unreachable,
} from "./web-form-definition";
import { isText, textKind } from "./web-form-texts";

/** What is wrong in one place. */
export interface Remark {
  readonly kind: string;
  /** The key of the answer. */
  readonly key: string;
  /** One sentence, with the row. */
  readonly text: string;
  /** The id of the section, where it has rows. */
  readonly section: string;
  /** From 1, in a section with rows. */
  readonly row: number;
}

type Words = Readonly<Record<string, unknown>>;

/**
 * All that is wrong, in the order of the form, then of its rules. Rows in which nothing stands do not count. `filled`
 * is the day of filling in.
 */
export function check(form: Form, answers: Answers, filled: string | null): Remark[] {
  const known = form.sections.flatMap((section) => (section.rows ? [section.id] : section.fields.flatMap(keysOf)));
  const remarks = unknown(form, answers, known);
  for (const section of form.sections) {
    if (section.rows) remarks.push(...ofRows(form, section, answers));
    else for (const field of section.fields) remarks.push(...ofField(form, field, answers));
  }
  for (const rule of form.rules) remarks.push(...ofRule(form, rule, answers, filled));
  return remarks;
}

function ofRule(form: Form, rule: FormRule, answers: Answers, filled: string | null): Remark[] {
  const section = form.sections.find((each) => each.id === rule.section);
  const told = (place: Answers): Remark[] =>
    [...verdicts(form, rule, place, answers, filled)].map(([kind, words]) =>
      remark(form, kind, rule.subject, { phrase: rule.phrase, ...words }),
    );
  if (!section) return told(answers);
  const rows: unknown = answers[section.id];
  return (Array.isArray(rows) ? (rows as unknown[]) : []).flatMap((row, place) =>
    isAnswers(row) && !Object.values(row).every(isEmpty)
      ? told({ ...answers, ...row }).map((made) => inRow(made, section, place + 1))
      : [],
  );
}

/** A remark as it is made of a row, from 1. */
function inRow(made: Remark, section: Section, row: number): Remark {
  return { ...made, text: `${section.title}第 ${row} 行：${made.text}`, section: section.id, row };
}

/** Whether a remark says that something must be changed. */
export function isWrong(form: Form, remark: Remark): boolean {
  return !isDoubtful(form, remark) && !isIncomplete(form, remark);
}

/** Whether a remark only says that something should be looked at. */
export function isDoubtful(form: Form, remark: Remark): boolean {
  return form.doubtful.includes(remark.kind);
}

/** Whether a remark only says that something is still to be filled in. */
export function isIncomplete(form: Form, remark: Remark): boolean {
  return form.incomplete.includes(remark.kind);
}

function ofRows(form: Form, section: Section, answers: Answers): Remark[] {
  const rows: unknown = answers[section.id];
  if (rows === undefined || rows === null) return [];
  if (!Array.isArray(rows) || !rows.every(isAnswers)) {
    return [{ ...remark(form, "rows", section.id, { title: section.title || section.id }), section: section.id }];
  }
  const known = section.fields.flatMap(keysOf);
  return rows.flatMap((row, place) =>
    Object.values(row).every(isEmpty)
      ? []
      : [...section.fields.flatMap((field) => ofField(form, field, row)), ...unknown(form, row, known)].map((made) =>
          inRow(made, section, place + 1),
        ),
  );
}

function unknown(form: Form, answers: Answers, known: readonly string[]): Remark[] {
  return Object.keys(answers)
    .filter((key) => !known.includes(key))
    .map((key) => remark(form, "unknown", key, { key }));
}

/** The keys of the answers that belong to a field. */
export function keysOf(field: Field): string[] {
  return field.kind === "yesno" ? [field.id, ifNo(field)] : [field.id];
}

function remark(form: Form, kind: string, key: string, words: Words): Remark {
  const text = (form.said[kind] ?? "").replace(/\{(\w+)\}/g, (_, name: string) =>
    name === "title" || name === "phrase" ? String(words[name]) : inSentence(words[name], form.longest),
  );
  return { kind, key, text, section: "", row: 0 };
}

/** A value as it stands in a sentence: on one line, and short. */
function inSentence(value: unknown, longest: number): string {
  if (Array.isArray(value)) return value.map((part) => inSentence(part, longest)).join("、");
  const text = String(value).trim().split(/\s+/).join(" ");
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

/** What is wrong: the kind of mistake, what its sentence names, and the key of the answer if it is not the field's. */
type Wrong = readonly [kind: string, words?: Words, key?: string];

function ofField(form: Form, field: Field, answers: Answers): Remark[] {
  return [...mistakes(form, field, answers)].map(([kind, words, key]) =>
    remark(form, kind, key ?? field.id, { title: field.title, ...words }),
  );
}

function* mistakes(form: Form, field: Field, answers: Answers): Generator<Wrong> {
  const value = answers[field.id];
  if (field.kind === "yesno") {
    const note = answers[ifNo(field)];
    if (typeof (note ?? "") !== "string")
      yield ["text", { title: `${field.title}：${field.if_no}`, value: note }, ifNo(field)];
  }
  if (!isEmpty(value) || (value === false && field.kind !== "check")) yield* ofAnswer(form, field, value, answers);
  else if (field.required && field.kind !== "total") yield [field.kind === "signature" ? "unsigned" : "missing"];
}

/** What is wrong with an answer that is not empty. */
function* ofAnswer(form: Form, field: Field, value: unknown, answers: Answers): Generator<Wrong> {
  if (isText(field)) {
    const wrong = textKind(field).wrong(value, field);
    if (wrong) yield wrong;
    return;
  }
  switch (field.kind) {
    case "date":
      if (!isDay(value)) yield ["date", { value }];
      break;
    case "time":
      if (!isClock(value)) yield ["time", { value }];
      break;
    case "number":
    case "money":
    case "score":
    case "total":
      yield* ofNumber(form, field, value, answers);
      break;
    case "choice":
      if (!field.options.includes(value as string)) yield ["option", { value, options: field.options }];
      break;
    case "choices":
      for (const chosen of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (!field.options.includes(chosen as string)) yield ["option", { value: chosen, options: field.options }];
      }
      break;
    case "check":
      if (value !== true) yield ["tick", { value }];
      break;
    case "yesno":
      if (value === BOTH) yield ["both"];
      else if (value !== YES && value !== NO) yield ["answer", { value }];
      else if (value === NO && !answers[ifNo(field)]) yield ["measure", { if_no: field.if_no }, ifNo(field)];
      break;
    default:
      unreachable(field);
  }
}

type Numeric = NumberField | MoneyField | ScoreField | TotalField;

function* ofNumber(form: Form, field: Numeric, value: unknown, answers: Answers): Generator<Wrong> {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    yield ["number", { value }];
    return;
  }
  if (field.kind === "total") {
    const sum = totalOf(form, field, answers);
    if (sum !== null && Math.abs(sum - value) > 0.005) yield ["total", { value, sum }];
    return;
  }
  const most = field.kind === "number" ? field.decimals : field.kind === "money" ? 2 : 0;
  if (Number(value.toFixed(most)) !== value) yield ["decimals", { value, most }];
  if (field.least !== undefined && value < field.least) yield ["least", { value, least: field.least }];
  if (field.most !== undefined && value > field.most) yield ["most", { value, most: field.most }];
}
