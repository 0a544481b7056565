/** What somebody typed -> the words to look for. */
import type { Library } from "./search-data";
import { correctHomophones } from "./search-pinyin";
import { isHan } from "./search-text";

/** One thing to look for, in any of the words for it. */
export interface Wanted {
  readonly text: string;
  readonly others: readonly string[];
  /** How much it tells: a word that stands on every page tells little. */
  readonly weight: number;
}

export interface Query {
  /** All of it as one, without the spaces that mean nothing. */
  readonly whole: string;
  readonly wanted: readonly Wanted[];
}

/** What a question adds to what it is about. */
const ASKING = new RegExp(
  [
    "要不要|行不行|该不该|会不会|怎么办|怎么样|怎么|怎样|如何|多久|多少|什么时候|什么|哪[里个些]",
    "能不能|可不可以|可以|是不是|是否|有没有|几点|[吗呢吧了的谁找我]",
  ].join("|"),
  "g",
);
const NUMBER = /^[0-9][0-9.,:]*(?:%|个?工作日|小时|分钟|个月|万元|[天日周月年元次分人])?/;
const LATIN = /^[a-z][a-z0-9&+/.-]*/;
const CHINESE = /^[\u3400-\u9fff\uf900-\ufaff]+/;
const LONGEST = 16;
const COUNTED = /([二两三四五六七八九]?)(十?)([一二两三四五六七八九]?)(?=个?工作日|个?小时|分钟|个月)/g;
const DIGITS = "零一二三四五六七八九";

/** 三个工作日 is written 3 个工作日 in the handbook. */
function counted(text: string): string {
  const digit = (numeral: string): number => (numeral === "两" ? 2 : DIGITS.indexOf(numeral));
  return text.replace(COUNTED, (whole, tens: string, ten: string, ones: string) =>
    ten || ones
      ? String((ten ? 10 * (tens ? digit(tens) : 1) : 0) + (ones ? digit(ones) : 0))
      : tens
        ? String(digit(tens))
        : whole,
  );
}

export function understand(typed: string, library: Library): Query {
  const unquoted = typed.replace(/["'“”‘’《》「」*~^]/g, " ");
  const words = correctHomophones(
    unquoted
      .trim()
      .split(/\s+/)
      .map((word) => library.folding.fold(word))
      .join(" "),
    library,
  ).split(" ");
  const whole = library.folding.fold(words.join(" "));
  const joined: string[] = [];
  for (const word of words.filter(Boolean)) {
    const last = joined[joined.length - 1];
    // 3 个 工作日: a number and its unit are one word.
    if (last !== undefined && /^[0-9.,:]+个?$/.test(last)) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  const cut = joined.flatMap((word) => pieces(word, library));
  // What the handbook nowhere says does not tell one page from another.
  const known = cut.filter((word) => library.spread(word));
  const telling = (known.length ? known : cut).filter((word) => word.replace(ASKING, ""));
  const wanted = [...new Set(telling.length ? telling : cut)].map((text) => ({
    text,
    others: library.same.get(text) ?? [],
    weight: rarity(text, library),
  }));
  return { whole, wanted };
}

/** On few pages -> high. Never 0, so that a common word alone still finds its pages. */
function rarity(text: string, library: Library): number {
  return Math.log(1 + library.pages.length / Math.max(library.spread(text), 1)) * Math.min(1, text.length / 2);
}

function pieces(word: string, library: Library): string[] {
  if (library.vocabulary.has(word)) return [word];
  const parts: string[] = [];
  for (let rest = counted(word); rest; ) {
    const run = (NUMBER.exec(rest) ?? LATIN.exec(rest) ?? CHINESE.exec(rest))?.[0];
    if (run === undefined) {
      rest = rest.slice(1);
      continue;
    }
    parts.push(...(isHan(run) ? chinese(run, library) : [run]));
    rest = rest.slice(run.length);
  }
  return parts;
}

/** The longest known words from the left; what lies between them in pairs of characters. */
function chinese(run: string, library: Library): string[] {
  const parts: string[] = [];
  let loose = "";
  const settle = (): void => {
    for (const part of library.vocabulary.has(loose) ? [loose] : loose.replace(ASKING, " ").split(" ")) {
      const pairs = part.length < 2 ? [part] : [...part].slice(1).map((_, at) => part.slice(at, at + 2));
      const known = pairs.filter((pair) => pair && library.spread(pair));
      // 交计 in 交计划 is no word, and of 骂哭 only 骂 is known: what is in no pair that the handbook says is looked
      // for by character.
      const left = [...part].filter((character) => !known.some((pair) => pair.includes(character)));
      parts.push(...known, ...left);
    }
    loose = "";
  };
  for (let at = 0; at < run.length; ) {
    let length = Math.min(LONGEST, run.length - at);
    while (length > 1 && !library.vocabulary.has(run.slice(at, at + length))) length--;
    if (length > 1) {
      settle();
      parts.push(run.slice(at, at + length));
      at += length;
    } else {
      loose += run.charAt(at++);
    }
  }
  settle();
  return parts;
}
