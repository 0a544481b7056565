/** Telephone numbers and the company's own numbers: the same as generator/forms/phone_numbers.py and spellings.py. */

/** In characters: no telephone number is written at greater length. */
const LONGEST = 40;
const SEPARATORS = /[\s().·-]/g;
const EXTENSION = /^(.+?)(?:-|[,;]?\s*(?:转|分机号?|ext\.?|x|#)[\s:]*)(\d{1,6})$/;
const MOBILE = /^(?:(?:\+|00)?86)?(1[3-9]\d{9})$/;
const FIXED = /^(?:(?:\+|00)860?|0)(?:(10|2[0-57-9])([2-8]\d{7})|([3-9]\d\d)([2-8]\d{6,7}))$/;
const SERVICE = /^([48]00)(\d{3})(\d{4})$/;
const SHORT = /^(?:9[56]\d{3,4}|1[02]\d{3})$/;
const ABROAD = /^(?:\+|00)(?!86)([1-9]\d{6,14})$/;

/** A text with what only looks different alike: full-width characters, capitals, dashes. */
export function folded(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim()
    .toLowerCase();
}

/** 138 0013 8000 -> 13800138000; （021）6123 4567 转 8001 -> 021-61234567-8001. Null for what is no whole number. */
export function phoneIn(text: string): string | null {
  if ([...text].length > LONGEST) return null;
  const plain = folded(text);
  const [, head, extension] = EXTENSION.exec(plain) ?? [];
  const extended = head && fixed(head);
  if (extended) return `${extended}-${extension}`;
  const digits = plain.replace(SEPARATORS, "");
  const mobile = MOBILE.exec(digits);
  if (mobile?.[1]) return mobile[1];
  const service = SERVICE.exec(digits);
  if (service) return service.slice(1).join("-");
  const abroad = ABROAD.exec(digits);
  if (abroad) return `+${abroad[1]}`;
  return SHORT.test(digits) ? digits : fixed(plain);
}

function fixed(text: string): string | null {
  const found = FIXED.exec(text.replace(SEPARATORS, ""));
  return found && `0${found[1] ?? found[3]}-${found[2] ?? found[4]}`;
}

/** Whether the whole text is written as the company writes it. */
export function fits(text: string, pattern: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(text);
}

/** ｓ０１２３, S 0123 -> S0123, where that is how the company writes it; null for what is not. */
export function codeIn(text: string, pattern: string): string | null {
  const bare = folded(text).replace(/\s+/g, "");
  return [text, bare, bare.toUpperCase()].find((said) => fits(said, pattern)) ?? null;
}
