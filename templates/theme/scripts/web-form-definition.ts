/**
 * A form as generator/forms/definition.py writes it: everything that its web form, its rules and its Word document need
 * to know.
 */

import type { FormRule } from "./web-form-between";

/** What a field may mean to the program: see generator/model/meanings.py. */
export type Meaning =
  | "person-name"
  | "position"
  | "revision"
  | "effective-date"
  | "role-read"
  | "changes-read"
  | "prohibitions-read";
/** What every field has. What is empty is not there. */
interface Common {
  readonly id: string;
  readonly title: string;
  readonly required?: boolean;
  readonly hint?: string;
  readonly guide?: string;
  /** Whether it stands alone on its line. */
  readonly wide?: boolean;
  readonly means?: Meaning;
  /** What the rules between fields say of it. */
  readonly rules?: readonly string[];
}

export interface TextField extends Common {
  readonly kind: "text";
  readonly maxlength: number;
}

export interface LongTextField extends Common {
  readonly kind: "longtext";
  readonly maxlength: number;
  readonly lines: number;
}

export interface PhoneField extends Common {
  readonly kind: "phone";
}

export interface CodeField extends Common {
  readonly kind: "code";
  /** A regular expression for the whole text, without flags. */
  readonly pattern: string;
  readonly example: string;
}

export interface DateField extends Common {
  readonly kind: "date";
}

export interface TimeField extends Common {
  readonly kind: "time";
}

export interface NumberField extends Common {
  readonly kind: "number";
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
  readonly decimals: number;
}

export interface MoneyField extends Common {
  readonly kind: "money";
  readonly unit: string;
  readonly least?: number;
  readonly most?: number;
}

export interface ScoreField extends Common {
  readonly kind: "score";
  readonly least: number;
  readonly most: number;
  readonly weight: number;
  readonly criteria?: readonly string[];
}

export interface TotalField extends Common {
  readonly kind: "total";
  readonly of: readonly string[];
  readonly unit?: string;
}

export interface ChoiceField extends Common {
  readonly kind: "choice";
  readonly options: readonly string[];
  /** By the id of a role, the option that names it. */
  readonly own?: Readonly<Record<string, string>>;
}

export interface ChoicesField extends Common {
  readonly kind: "choices";
  readonly options: readonly string[];
}

export interface CheckField extends Common {
  readonly kind: "check";
}

export interface YesNoField extends Common {
  readonly kind: "yesno";
  readonly group?: string;
  readonly if_no: string;
}

export interface SignatureField extends Common {
  readonly kind: "signature";
}

/** One whose answer is a text. What follows from its kind is in web-form-texts.ts. */
export type AnyTextField = TextField | LongTextField | PhoneField | CodeField | SignatureField;

/**
 * One field, by its kind. Every `switch` over the kind ends in `unreachable`, so that a kind that is added here is asked
 * for everywhere.
 */
export type Field =
  | AnyTextField
  | DateField
  | TimeField
  | NumberField
  | MoneyField
  | ScoreField
  | TotalField
  | ChoiceField
  | ChoicesField
  | CheckField
  | YesNoField;

export type Kind = Field["kind"];

/** The end of a `switch` that knows every case: a type that is not `never` here is a case that was forgotten. */
export function unreachable(value: never): never {
  throw new TypeError(`no case for ${JSON.stringify(value)}`);
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** How many rows the Word form has ready; 0 where the section has no rows. */
  readonly rows: number;
  /** Of a section with rows: the shares of its columns. */
  readonly widths: readonly number[];
  readonly fields: readonly Field[];
}

export interface Form {
  readonly id: string;
  readonly title: string;
  /** The id of the field that says which day the form is about; empty if there is none. */
  readonly day: string;
  /** The id of the field for the staff number; empty if there is none. */
  readonly staff: string;
  readonly sections: readonly Section[];
  /** What the answers of several fields must have to do with one another. */
  readonly rules: readonly FormRule[];
  /** What is said of each kind of mistake. */
  readonly said: Readonly<Record<string, string>>;
  /** The kinds of mistake that may still be filled in. */
  readonly incomplete: readonly string[];
  /** The kinds of error that may be none. */
  readonly doubtful: readonly string[];
  /** In characters: of a wrong answer that is repeated in a sentence. */
  readonly longest: number;
}

/**
 * What somebody filled in: answers by key, and lists of rows by the id of their section. See
 * generator/forms/answers.py.
 */
export type Answers = Readonly<Record<string, unknown>>;

/** All that is needed of one form: a script of its own brings it. */
export interface Material {
  readonly definition: Form;
  /** What a filled document is called, before its day and ending. */
  readonly name: string;
  /** The fillable Word document in Base64. */
  readonly document: string;
}

export function isAnswers(value: unknown): value is Answers {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether nothing stands in a place; a box that is not ticked is nothing. */
export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Whether it is a day of the calendar, written as 2026-01-31. */
export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value) || value < "0001") return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Whether it is a time of day, written as 14:00. */
export function isClock(value: unknown): value is string {
  return typeof value === "string" && /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(value);
}

/** The rows of a section, whatever else stands there. */
export function rowsOf(answers: Answers, section: Section): readonly Answers[] {
  const rows = answers[section.id];
  return Array.isArray(rows) ? rows.filter(isAnswers) : [];
}
