/** Which pages answer a query, best first. */
import type { FoldedPage, FoldedPart, Library } from "./search-data";
import { type Query, understand, type Wanted } from "./search-query";
import { isHan } from "./search-text";

export interface Hit {
  readonly page: FoldedPage;
  readonly score: number;
  /** What the page itself matches, without its entries. */
  readonly own: number;
  /** The entries of the page that match, best first. */
  readonly parts: readonly { readonly part: FoldedPart; readonly score: number }[];
}

export interface SearchHits {
  readonly query: Query;
  readonly hits: readonly Hit[];
}

const MOST = 30;
const MOST_PARTS = 4;
/** What a word found in each place counts. */
const TITLE = 6;
const NAME = 5;
const NEAR = 2.5;
const PART_TITLE = 3;
const PART_NAME = 3;
const TEXT = 1;
const EXACT_PART = 4;
/** What another word for the same thing counts beside the word itself. */
const OTHER = 0.7;

export function search(typed: string, library: Library): SearchHits {
  const query = understand(typed, library);
  if (!query.wanted.length) return { query, hits: [] };
  let hits = rank(query, library);
  if (!hits.length) {
    const characters = [...new Set(query.whole.replace(/\s/g, ""))].map((text) => ({ text, others: [], weight: 1 }));
    hits = rank({ whole: query.whole, wanted: characters }, library);
  }
  return { query, hits: hits.slice(0, MOST) };
}

function rank(query: Query, library: Library): Hit[] {
  const slips = slipped(query.whole, library);
  return library.pages
    .map((page) => weigh(page, query, slips))
    .filter((hit) => hit.score > 0)
    .sort((one, other) => other.score - one.score);
}

function weigh(page: FoldedPage, query: Query, slips: ReadonlySet<string>): Hit {
  const { whole } = query;
  // Most words are not on most pages: looking for them there once, and no further, is what makes it quick.
  const here = query.wanted.map((wanted) => ({
    ...wanted,
    found: page.all.includes(wanted.text),
    others: wanted.others.filter((word) => page.all.includes(word)),
  }));
  const covered = words(here, (wanted) => (wanted.found || wanted.others.length ? 1 : 0)).covered;
  const slip =
    slips.size && [page, ...page.parts].some((part) => [part.title, ...part.names].some((name) => slips.has(name)));
  if (!covered && !slip) return { page, score: 0, own: 0, parts: [] };
  const own =
    words(here, (wanted) =>
      Math.max(
        TITLE * within(wanted, page.title),
        NAME * best(wanted, page.names),
        NEAR * best(wanted, page.near),
        TEXT * within(wanted, page.text),
      ),
    ).points + bonus(whole, page.title, page.names);
  const parts = page.parts
    .map((part) => {
      const worth = words(here, (wanted) =>
        Math.max(
          PART_TITLE * within(wanted, part.title),
          PART_NAME * best(wanted, part.names),
          TEXT * within(wanted, part.text),
        ),
      );
      return {
        part,
        score:
          worth.points * worth.covered +
          0.6 * bonus(whole, part.title, part.names) +
          (part.text.includes(whole) ? 0.6 : 0),
      };
    })
    .filter((part) => part.score > 0)
    .sort((one, other) => other.score - one.score);
  const top = parts[0]?.score ?? 0;
  const rest = parts.slice(1, 5).reduce((sum, part) => sum + part.score, 0);
  let score = own + 0.5 * top + 0.15 * rest + 0.4 * bonus(whole, "", page.near);
  if (page.text.includes(whole)) score += 0.8;
  // Only terms have other names among the entries: the word itself is asked for, not a field that happens to be called
  // so.
  if (page.parts.some((part) => part.names.length && (part.title === whole || part.names.includes(whole))))
    score += EXACT_PART;
  if (slip) score += [page.title, ...page.names].some((name) => slips.has(name)) ? 5 : 3;
  return {
    page,
    score: score * (0.25 + 0.75 * covered ** 1.5) * page.part.weight,
    own,
    parts: parts.slice(0, MOST_PARTS),
  };
}

/**
 * The mean of what each word is worth in a place, by the weight of the words, and the share of the words that are found
 * at all.
 */
function words<One extends Wanted>(
  wanted: readonly One[],
  worth: (wanted: One) => number,
): { points: number; covered: number } {
  let points = 0;
  let covered = 0;
  let total = 0;
  for (const one of wanted) {
    const value = worth(one);
    total += one.weight;
    points += value * one.weight;
    covered += value > 0 ? one.weight : 0;
  }
  return { points: points / total, covered: covered / total };
}

/** The whole query as a title or name, or as a part of one. */
function bonus(whole: string, title: string, names: readonly string[]): number {
  if (title === whole) return 20;
  if (names.includes(whole)) return 8;
  const share = (name: string): number => (name.includes(whole) ? whole.length / name.length : 0);
  return Math.max(
    5 * share(title) + (title.startsWith(whole) ? 1 : 0),
    scattered(whole, title) ? (4 * whole.length) / title.length : 0,
    ...names.map((name) => 3.5 * share(name)),
  );
}

/** 报价审批 for 报价与折扣审批: all its characters, in their order. */
function scattered(whole: string, title: string): boolean {
  if (whole.length < 3 || whole.length >= title.length || !isHan(whole)) return false;
  let at = -1;
  return [...whole].every((character) => {
    at = title.indexOf(character, at + 1);
    return at >= 0;
  });
}

function best(wanted: Wanted, names: readonly string[]): number {
  return names.reduce((most, name) => Math.max(most, within(wanted, name)), 0);
}

/**
 * How well a word, or another word for it, stands in a text: 1 if it is the text, else more the more of the text it is.
 */
function within(wanted: Wanted, text: string): number {
  const own = one(wanted.text, text);
  return wanted.others.reduce((most, word) => Math.max(most, OTHER * one(word, text)), own);
}

function one(word: string, text: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (stands(word, text, at)) return word.length === text.length ? 1.3 : 0.6 + (0.4 * word.length) / text.length;
    if (!/[0-9]/.test(word)) return 0.3;
  }
  return 0;
}

/** 8小时 does not stand in 48小时, nor pip in pipeline. */
function stands(word: string, text: string, at: number): boolean {
  const cut = (inside: string, outside: string): boolean =>
    (/[0-9]/.test(inside) && /[0-9]/.test(outside)) || (/[a-z]/.test(inside) && /[a-z]/.test(outside));
  return !cut(word.charAt(0), text.charAt(at - 1)) && !cut(word.charAt(word.length - 1), text.charAt(at + word.length));
}

/**
 * Names that differ from the query, or begin with what differs from it, by one slip; only if nothing bears the query
 * itself.
 */
function slipped(whole: string, library: Library): ReadonlySet<string> {
  const names = new Set<string>();
  if (whole.length < 4 || (whole.length > 4 && !isHan(whole) && !/^[a-z]+$/.test(whole))) return names;
  for (const name of library.vocabulary) {
    if (name.includes(whole)) return new Set();
    const alike =
      Math.abs(name.length - whole.length) <= 1
        ? near(name, whole)
        : name.length > whole.length && near(name.slice(0, whole.length), whole);
    if (alike) names.add(name);
  }
  return names;
}

/** One character wrong, missing, too many, or two changed about. */
function near(one: string, other: string): boolean {
  let start = 0;
  let end = 0;
  while (start < one.length && one[start] === other[start]) start++;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end++;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return (
    Math.max(left.length, right.length) <= 1 ||
    (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0])
  );
}
