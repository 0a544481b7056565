/** What was typed by its sound -> the words that were meant: 拜仿 and baifang are 拜访. */

/** Characters and how they are pronounced, without tones, as an input method takes them. */
export class Pronunciations {
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
  soundsAlike(typed: string, word: string, right: number): boolean {
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
  spelledLength(letters: string, word: string): number {
    for (const syllable of this.of(word.charAt(0))) {
      if (syllable.startsWith(letters)) return 1;
      const more = letters.startsWith(syllable) ? this.spelledLength(letters.slice(syllable.length), word.slice(1)) : 0;
      if (more) return 1 + more;
    }
    return 0;
  }
}

/** What the handbook knows of words and their sounds. */
export interface PinyinSource {
  readonly pronunciations: Pronunciations;
  readonly vocabulary: ReadonlySet<string>;
  /** On how many pages it stands. */
  spread(text: string): number;
}

/** Pinyin, with the spaces that an input method puts between syllables. */
const LETTERS = /[a-z]+(?: [a-z]+)*/g;
const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]{2,}/g;
const LONGEST = 16;

/** The folded text with the words that the handbook has in place of those that only sound like them. */
export function correctHomophones(text: string, source: PinyinSource): string {
  const spelled = text.replace(LETTERS, (letters) =>
    replaceWords(
      letters.split(" "),
      " ",
      (part) => intendedWord(part, source, (word) => word.slice(0, source.pronunciations.spelledLength(part, word))),
      source,
    ),
  );
  return spelled.replace(CHINESE, (run) =>
    replaceWords(
      [...run],
      "",
      (part) => {
        // Between other words half of it must be right, or any two characters that happen to meet would be a word.
        const right = part === text ? 0 : part.length / 2;
        return intendedWord(part, source, (word) => (source.pronunciations.soundsAlike(part, word, right) ? word : ""));
      },
      source,
    ),
  );
}

/**
 * The longest words from the left, as the query is cut: those of the vocabulary as they are, others as they are meant.
 */
function replaceWords(
  pieces: readonly string[],
  between: string,
  other: (part: string) => string | undefined,
  source: PinyinSource,
): string {
  const words: string[] = [];
  for (let at = 0; at < pieces.length; ) {
    let word = pieces[at] ?? "";
    let length = Math.min(LONGEST, pieces.length - at);
    for (; length > 0; length--) {
      const part = pieces.slice(at, at + length).join("");
      const known = source.vocabulary.has(part) ? part : other(part);
      if (known !== undefined) {
        word = known;
        break;
      }
    }
    words.push(word);
    at += Math.max(length, 1);
  }
  return words.join(between);
}

/** Of what fits, a word or how it begins, what stands on most pages; nothing if the handbook says what was typed. */
function intendedWord(typed: string, source: PinyinSource, fitting: (word: string) => string): string | undefined {
  const fits = new Set([...source.vocabulary].map(fitting).filter((word) => word.length > 1));
  if (!fits.size || source.spread(typed)) return undefined;
  return [...fits].reduce((most, word) => (source.spread(word) > source.spread(most) ? word : most));
}
