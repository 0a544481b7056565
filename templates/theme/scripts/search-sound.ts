/** What was typed by its sound -> the words that were meant: 拜仿 and baifang are 拜访. */

/** Characters and how they are pronounced, without tones, as an input method takes them. */
export class Sounds {
  private readonly readings = new Map<string, string[]>();

  /** @param data each syllable followed by its characters, with a space between: ba八巴 bai白拜 */
  constructor(data: string) {
    for (const group of data.split(" ")) {
      const syllable = /^[a-z]*/.exec(group)?.[0] ?? "";
      for (const character of group.slice(syllable.length))
        this.readings.set(character, [...this.of(character), syllable]);
    }
  }

  private of(character: string): readonly string[] {
    return this.readings.get(character) ?? [];
  }

  /** Whether `typed` is `word` with characters that sound the same; `right` is how many may not differ. */
  alike(typed: string, word: string, right: number): boolean {
    if (typed.length !== word.length) return false;
    let same = 0;
    for (let at = 0; at < word.length; at++) {
      if (typed[at] === word[at]) same++;
      else if (!this.of(word.charAt(at)).some((syllable) => this.of(typed.charAt(at)).includes(syllable))) return false;
    }
    return same >= right;
  }

  /**
   * How many characters of `word`, from its first, these letters spell, the last perhaps unfinished; 0 if letters are
   * left.
   */
  spelt(letters: string, word: string): number {
    for (const syllable of this.of(word.charAt(0))) {
      if (syllable.startsWith(letters)) return 1;
      const more = letters.startsWith(syllable) ? this.spelt(letters.slice(syllable.length), word.slice(1)) : 0;
      if (more) return 1 + more;
    }
    return 0;
  }
}

/** What hearing needs of the handbook. */
export interface Ear {
  readonly sounds: Sounds;
  readonly vocabulary: ReadonlySet<string>;
  /** On how many pages it stands. */
  spread(text: string): number;
}

/** Pinyin, with the spaces that an input method puts between syllables. */
const LETTERS = /[a-z]+(?: [a-z]+)*/g;
const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]{2,}/g;
const LONGEST = 16;

/** The folded text with the words that the handbook has in place of those that only sound like them. */
export function heard(text: string, ear: Ear): string {
  const written = text.replace(LETTERS, (letters) =>
    inWords(
      letters.split(" "),
      " ",
      (part) => meant(part, ear, (word) => word.slice(0, ear.sounds.spelt(part, word))),
      ear,
    ),
  );
  return written.replace(CHINESE, (run) =>
    inWords(
      [...run],
      "",
      (part) => {
        // Between other words half of it must be right, or any two characters that happen to meet would be a word.
        const right = part === text ? 0 : part.length / 2;
        return meant(part, ear, (word) => (ear.sounds.alike(part, word, right) ? word : ""));
      },
      ear,
    ),
  );
}

/**
 * The longest words from the left, as the query is cut: those of the vocabulary as they are, others as they are meant.
 */
function inWords(
  pieces: readonly string[],
  between: string,
  other: (part: string) => string | undefined,
  ear: Ear,
): string {
  const words: string[] = [];
  for (let at = 0; at < pieces.length; ) {
    let word = pieces[at] ?? "";
    let length = Math.min(LONGEST, pieces.length - at);
    for (; length > 0; length--) {
      const part = pieces.slice(at, at + length).join("");
      const found = ear.vocabulary.has(part) ? part : other(part);
      if (found !== undefined) {
        word = found;
        break;
      }
    }
    words.push(word);
    at += Math.max(length, 1);
  }
  return words.join(between);
}

/** Of what fits, a word or how it begins, what stands on most pages; nothing if the handbook says what was typed. */
function meant(typed: string, ear: Ear, fitting: (word: string) => string): string | undefined {
  const fits = new Set([...ear.vocabulary].map(fitting).filter((word) => word.length > 1));
  if (!fits.size || ear.spread(typed)) return undefined;
  return [...fits].reduce((most, word) => (ear.spread(word) > ear.spread(most) ? word : most));
}
