/**
 * A form as generator/forms/definition.py writes it: everything that its web form, its rules and its Word document need
 * to know.
 */

export type Kind =
  | "text"
  | "longtext"
  | "date"
  | "time"
  | "number"
  | "money"
  | "score"
  | "total"
  | "choice"
  | "choices"
  | "check"
  | "yesno"
  | "signature";

/** One field. What does not apply to its kind, or is empty, is not there. */
export interface Field {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly required?: boolean;
  readonly hint?: string;
  readonly guide?: string;
  readonly maxlength?: number;
  readonly lines?: number;
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
  readonly decimals?: number;
  readonly weight?: number;
  readonly criteria?: readonly string[];
  readonly of?: readonly string[];
  readonly options?: readonly string[];
  readonly group?: string;
  readonly if_no?: string;
  /** Whether it stands alone on its line. */
  readonly wide?: boolean;
  /** By the id of a role, the option that names it. */
  readonly own?: Readonly<Record<string, string>>;
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
  readonly sections: readonly Section[];
  /** What is said of each kind of mistake. */
  readonly said: Readonly<Record<string, string>>;
  /** The kinds of mistake that may still be filled in. */
  readonly incomplete: readonly string[];
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
  /** The fillable Word document in Base64. */
  readonly document: string;
}

export function isAnswers(value: unknown): value is Answers {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The rows of a section, whatever else stands there. */
export function rowsOf(answers: Answers, section: Section): readonly Answers[] {
  const rows = answers[section.id];
  return Array.isArray(rows) ? rows.filter(isAnswers) : [];
}
