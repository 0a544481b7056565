/**
 * Whether answers keep to the rules between fields: the same verdicts in the same order as generator/forms/form_rules.
 */
import { YES } from "./web-form-answers";
import {
  type Answers,
  type Field,
  type Form,
  isAnswers,
  isClock,
  isDay,
  isEmpty,
  unreachable,
} from "./web-form-definition";

/** What every rule has: what it says, of which field, and the section in each row of which it is judged. */
interface Common {
  readonly id: string;
  readonly phrase: string;
  readonly subject: string;
  /** Empty where the rule is judged once. */
  readonly section: string;
  readonly words?: string;
}

export interface OrderRule extends Common {
  readonly kind: "after" | "before";
  readonly field: string;
  readonly than: string;
  readonly clock?: string;
  readonly than_clock?: string;
  readonly or_same?: boolean;
}

export interface NotFutureRule extends Common {
  readonly kind: "not-future";
  readonly field: string;
}

export interface WithinRule extends Common {
  readonly kind: "within";
  readonly field: string;
  readonly than: string;
  readonly days: number;
  readonly direction: string;
}

export interface SumRule extends Common {
  readonly kind: "sum";
  readonly field: string;
  readonly of: readonly string[];
}

export interface ShareRule extends Common {
  readonly kind: "share";
  readonly of: readonly string[];
  readonly total: number;
}

export interface LimitRule extends Common {
  readonly kind: "at-most" | "at-least";
  readonly field: string;
  readonly than?: string;
  readonly figure?: number;
}

export interface RequiredIfRule extends Common {
  readonly kind: "required-if";
  readonly field: string;
  readonly when: string;
  readonly has: readonly string[];
}

export interface PlausibleRule extends Common {
  readonly kind: "plausible";
  readonly field: string;
  readonly least?: number;
  readonly most?: number;
}

export type FormRule =
  | OrderRule
  | NotFutureRule
  | WithinRule
  | SumRule
  | ShareRule
  | LimitRule
  | RequiredIfRule
  | PlausibleRule;

/** What is wrong: the kind of error, and what its sentence names. */
export type Verdict = readonly [kind: string, words: Readonly<Record<string, unknown>>];

/** How far a sum may be from what is written: less than half a fen. */
const NEAR = 0.005;
const DAY = 24 * 60 * 60 * 1000;

/**
 * What is wrong by a rule. `answers` are the row that it is judged in with what stands outside of rows, `whole` all
 * answers, `filled` the day of filling in.
 */
export function* verdicts(
  form: Form,
  rule: FormRule,
  answers: Answers,
  whole: Answers,
  filled: string | null,
): Generator<Verdict> {
  switch (rule.kind) {
    case "after":
    case "before": {
      const value = moment(answers, rule.field, rule.clock);
      const other = moment(answers, rule.than, rule.than_clock);
      if (value === null || other === null || (value === other && rule.or_same)) return;
      if (value === other || value > other !== (rule.kind === "after")) yield ["order", { value, other }];
      return;
    }
    case "not-future": {
      const value = answers[rule.field];
      if (isDay(value) && filled !== null && value > filled) yield ["future", { value, filled }];
      return;
    }
    case "within": {
      const value = answers[rule.field];
      const other = answers[rule.than];
      if (!isDay(value) || !isDay(other)) return;
      const apart = Math.round((Date.parse(value) - Date.parse(other)) / DAY);
      const least = rule.direction === "之后" ? 0 : -rule.days;
      const most = rule.direction === "之前" ? 0 : rule.days;
      if (apart < least || apart > most) yield ["distance", { value, other, days: Math.abs(apart) }];
      return;
    }
    case "sum": {
      const value = answers[rule.field];
      const sum = added(form, rule, answers, whole);
      if (typeof value === "number" && sum !== null && Math.abs(value - sum) > NEAR) yield ["sum", { value, sum }];
      return;
    }
    case "share": {
      const sum = added(form, rule, answers, whole);
      if (sum !== null && Math.abs(sum - rule.total) > NEAR) yield ["share", { sum }];
      return;
    }
    case "at-most":
    case "at-least": {
      const value = answers[rule.field];
      const bound = rule.than === undefined ? rule.figure : answers[rule.than];
      if (typeof value !== "number" || typeof bound !== "number" || value === bound) return;
      if (value > bound === (rule.kind === "at-most")) yield ["limit", { value, bound }];
      return;
    }
    case "required-if": {
      const said = answers[rule.when];
      const several = Array.isArray(said) && fieldOf(form, rule.when)?.kind === "choices";
      const chosen: readonly unknown[] = several ? said : [said === true ? YES : said];
      if (isEmpty(answers[rule.field]) && rule.has.some((option) => chosen.includes(option))) yield ["needed", {}];
      return;
    }
    case "plausible": {
      const value = answers[rule.field];
      if (typeof value !== "number") return;
      const { least = -Infinity, most = Infinity } = rule;
      if (value < least || value > most) yield ["doubtful", { value }];
      return;
    }
    default:
      unreachable(rule);
  }
}

function fieldOf(form: Form, id: string): Field | undefined {
  return form.sections.flatMap((section) => section.fields).find((field) => field.id === id);
}

/** A day, a time, or a day with a time, so that one that is later is a greater text; null if one is missing. */
function moment(answers: Answers, ...fields: (string | undefined)[]): string | null {
  const parts = fields.filter((field) => field !== undefined).map((field) => answers[field]);
  return parts.every((part) => isDay(part) || isClock(part)) ? parts.join(" ") : null;
}

/** The sum of a rule's parts; null if nothing stands there, or something of which it cannot be told. */
function added(form: Form, rule: SumRule | ShareRule, answers: Answers, whole: Answers): number | null {
  const found = rule.of.map((id) => amounts(form, rule, id, answers, whole));
  if (found.includes(null) || !found.some((numbers) => numbers?.length)) return null;
  return Number(
    found
      .flatMap((numbers) => numbers ?? [])
      .reduce((sum, number) => sum + number, 0)
      .toFixed(4),
  );
}

/** The numbers of a field: one, or one a row. What may stay empty counts as nothing; null if one cannot be told. */
function amounts(form: Form, rule: FormRule, id: string, answers: Answers, whole: Answers): readonly number[] | null {
  const section = form.sections.find((each) => each.fields.some((field) => field.id === id));
  const field = fieldOf(form, id);
  const rows: unknown = section?.rows && !rule.section ? whole[section.id] : [answers];
  const said = (Array.isArray(rows) ? rows.filter(isAnswers) : [])
    .filter((row) => row === answers || !Object.values(row).every(isEmpty))
    .map((row) => row[id]);
  const written = said.filter((answer) => !isEmpty(answer));
  const numbers = written.filter((answer) => typeof answer === "number");
  if (numbers.length < written.length || (written.length < said.length && field?.required)) return null;
  return numbers;
}
