/**
 * The kinds of field whose answer is a text: what a text means, when it is wrong, and what it is typed into, of each
 * kind in one place. The same as generator/forms/kinds/texts.py and codes.py.
 */
import { codeIn, fits, phoneIn } from "./web-form-codes";
import type { AnyTextField, Field } from "./web-form-definition";

/** The kind of mistake, and what its sentence names. */
type Wrong = readonly [kind: string, words: Readonly<Record<string, unknown>>];

interface TextKind<Of extends AnyTextField> {
  /** The answer that a text means; null where it is none. */
  understood(text: string, field: Of): string | null;
  /** What is wrong with an answer that is not empty; null where nothing is. */
  wrong(value: unknown, field: Of): Wrong | null;
  /** How many lines it is typed into, where these are several. */
  lines?(field: Of): number;
  /** The `type` of its input, if it is another one than that of any text. */
  readonly type?: "tel";
}

const KINDS: { readonly [Kind in AnyTextField["kind"]]: TextKind<Extract<AnyTextField, { kind: Kind }>> } = {
  text: {
    understood: (text) => text,
    wrong: (value, field) => tooLong(value, field.maxlength),
  },
  longtext: {
    understood: (text) => text,
    wrong: (value, field) => tooLong(value, field.maxlength),
    lines: (field) => field.lines,
  },
  phone: {
    understood: (text) => phoneIn(text),
    wrong: (value) => (typeof value === "string" && phoneIn(value) === value ? null : ["phone", { value }]),
    type: "tel",
  },
  code: {
    understood: (text, field) => codeIn(text, field.pattern),
    wrong: (value, field) =>
      typeof value === "string" && fits(value, field.pattern) ? null : ["code", { value, example: field.example }],
  },
  signature: {
    understood: (text) => text,
    wrong: (value) => tooLong(value, Infinity),
  },
};

export function isText(field: Field): field is AnyTextField {
  return field.kind in KINDS;
}

export function textKind(field: AnyTextField): TextKind<AnyTextField> {
  return KINDS[field.kind];
}

function tooLong(value: unknown, most: number): Wrong | null {
  if (typeof value !== "string") return ["text", { value }];
  const count = [...value].length;
  return count > most ? ["long", { count, most }] : null;
}
