/**
 * Text as the search compares it: full width, case, traditional characters and spaces beside Chinese make no
 * difference.
 */

const HAN = "\\u3400-\\u9fff\\uf900-\\ufaff";
/** Chinese characters and punctuation marks, and the signs that stand close to a number. */
const CLOSE = new RegExp(`[${HAN}\\u3000-\\u303f%,.:;!?()，。、：；！？（）]`);
const SPACE = /[\s\u200b\u00ad\ufeff]/;

export const isHan = (text: string): boolean => new RegExp(`^[${HAN}]+$`).test(text);

/** Folded text, and for each of its characters where it began in the original. */
export interface Folded {
  readonly text: string;
  readonly from: readonly number[];
}

export class Folding {
  private readonly known = new Map<string, string>();

  /** @param pairs each traditional character followed by its simplified form */
  constructor(pairs: string) {
    for (let at = 0; at + 1 < pairs.length; at += 2) this.known.set(pairs.charAt(at), pairs.charAt(at + 1));
  }

  fold(text: string): string {
    return this.trace(text).text;
  }

  /** Spaces become one, and none beside Chinese or punctuation, so that 24 小时 and 24小时 are the same. */
  trace(text: string): Folded {
    const characters: string[] = [];
    const from: number[] = [];
    let at = 0;
    for (const character of text) {
      for (const part of this.character(character)) {
        const last = characters[characters.length - 1];
        if (part === " " ? last !== undefined && last !== " " && !CLOSE.test(last) : true) {
          if (last === " " && CLOSE.test(part)) {
            characters.pop();
            from.pop();
          }
          characters.push(part);
          from.push(at);
        }
      }
      at += character.length;
    }
    if (characters[characters.length - 1] === " ") {
      characters.pop();
      from.pop();
    }
    return { text: characters.join(""), from };
  }

  private character(character: string): string {
    let folded = this.known.get(character);
    if (folded === undefined) {
      folded = SPACE.test(character) ? " " : character.normalize("NFKC").toLowerCase();
      folded = this.known.get(folded) ?? folded;
      this.known.set(character, folded);
    }
    return folded;
  }
}
