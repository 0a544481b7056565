/**
 * Hits -> what the theme's search box shows: pages with their entries, what kind of thing each is, and the words that
 * were found.
 */
import type { FoldedPart, Library } from "./search-data";
import type { Query } from "./search-query";
import type { Hit, SearchHits } from "./search-score";

/** One line of the theme's result list. `title` and `text` are HTML. */
export interface SearchItem {
  location: string;
  title: string;
  text: string;
  tags: string[];
  score: number;
  /** What the theme highlights on the page that is opened. */
  terms: Record<string, true>;
}

export interface SearchResult {
  items: SearchItem[][];
  /** What the theme offers to complete the last word with. */
  suggest: string[];
}

const BEFORE = 20;
const SHOWN = 110;

export function show(result: SearchHits, typed: string, library: Library): SearchResult {
  const items = result.hits.map((hit) => group(hit, result.query, library));
  const first = items[0]?.[0];
  // By this the box knows whether the list it shows is that of the words in the field.
  if (first) first.title = `<span data-hb-answers="${escaped(typed)}"></span>${first.title}`;
  return { items, suggest: completion(result, typed) };
}

/**
 * The theme opens a group with the page, shows what scores as much as its first line, and folds the rest. So the first
 * line is the page itself where it is the answer, else the entries that are.
 */
function group(hit: Hit, query: Query, library: Library): SearchItem[] {
  const { page, parts, score } = hit;
  const terms: Record<string, true> = {};
  const line = (part: FoldedPart, location: string, worth: number): SearchItem => ({
    location,
    title: marked(part.part.title, query, library, terms).html,
    text: teaser(part.part.text, query, library, terms),
    tags: [part.part.kind],
    score: worth,
    terms,
  });
  const top = parts[0]?.score ?? 0;
  const entries = parts.map((entry) =>
    line(
      entry.part,
      `${page.part.at}#${entry.part.part.at}`,
      hit.own < top && entry.score > 0.8 * top ? score : Math.min(entry.score, score * 0.99),
    ),
  );
  const own = line(page, page.part.at, hit.own < top ? 0 : score);
  return hit.own < top ? [...entries, own] : [own, ...entries];
}

/** The title or name of a found page that goes on as the last word began. */
function completion(result: SearchHits, typed: string): string[] {
  const last = typed.split(/[\s-]+/).pop() ?? "";
  const names = result.hits.slice(0, 5).flatMap(({ page }) => [page.part.title, ...page.part.names]);
  const name = last && names.find((name) => name.startsWith(last) && name.length > last.length);
  return name ? [name] : [];
}

const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

function teaser(text: string, query: Query, library: Library, terms: Record<string, true>): string {
  const first = Math.max(0, marked(text, query, library, terms).first);
  const start = first > BEFORE ? first - BEFORE : 0;
  const end = Math.min(text.length, start + SHOWN);
  const { html } = marked(text.slice(start, end), query, library, terms);
  return `${start ? "…" : ""}${html}${end < text.length ? "…" : ""}`;
}

/** The text as HTML with what was found in it marked, and where the first of it stands; -1 if nothing does. */
function marked(
  text: string,
  query: Query,
  library: Library,
  terms: Record<string, true>,
): { html: string; first: number } {
  const folded = library.folding.trace(text);
  const lit = new Uint8Array(text.length + 1);
  let first = -1;
  for (const word of [query.whole, ...query.wanted.flatMap((wanted) => [wanted.text, ...wanted.others])]) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      const start = folded.from[at] ?? 0;
      const end = (folded.from[at + word.length - 1] ?? start) + 1;
      lit.fill(1, start, end);
      if (first < 0) first = start;
      const words = text.slice(start, end);
      // One character of many would light up the whole page; alone it is what was asked for.
      if ((words.length > 1 || query.whole.length === 1) && !/\s/.test(words)) terms[words] = true;
    }
  }
  let html = "";
  let from = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && lit[at] === lit[from]) continue;
    html += lit[from]
      ? `<mark data-md-highlight>${escaped(text.slice(from, at))}</mark>`
      : escaped(text.slice(from, at));
    from = at;
  }
  return { html, first };
}
