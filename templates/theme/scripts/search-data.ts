/** What generator/render/site/search_index.py writes, and the same folded for comparing. */
import { type PinyinSource, Pronunciations } from "./search-pinyin";
import { Folding } from "./search-text";

/** What a page or an entry says: as readers see it, or folded. */
interface Said {
  readonly title: string;
  readonly names: readonly string[];
  readonly text: string;
}

export interface Part extends Said {
  /** The anchor on the page; of a page, its address below the edition. */
  readonly at: string;
  readonly kind: string;
}

/** What a page has besides: as readers see it, or folded. */
interface Whole<Entry extends Said> {
  /** What glossary terms that point to this page are called. */
  readonly near: readonly string[];
  readonly parts: readonly Entry[];
}

export interface Page extends Part, Whole<Part> {
  readonly weight: number;
}

export interface SearchData {
  readonly pages: readonly Page[];
  /** Words for one and the same thing, the handbook's own word first. */
  readonly same: readonly (readonly string[])[];
  readonly simplified: string;
  /** See `Pronunciations`. */
  readonly sounds: string;
}

export interface FoldedPart extends Said {
  readonly part: Part;
}

export interface FoldedPage extends FoldedPart, Whole<FoldedPart> {
  readonly part: Page;
  /** Everything that the page says, for counting on how many pages a word stands. */
  readonly all: string;
}

export class Library implements PinyinSource {
  readonly folding: Folding;
  readonly pronunciations: Pronunciations;
  readonly pages: readonly FoldedPage[];
  /** Every word for a thing -> the other words for it. */
  readonly same = new Map<string, readonly string[]>();
  /** All titles and names: what a query is cut into first. */
  readonly vocabulary = new Set<string>();

  constructor(data: SearchData) {
    this.folding = new Folding(data.simplified);
    this.pronunciations = new Pronunciations(data.sounds);
    const { folding } = this;
    const all = (words: readonly string[]): string[] => words.map((word) => folding.fold(word));
    const part = (part: Part): FoldedPart => ({
      part,
      title: folding.fold(part.title),
      names: all(part.names),
      text: folding.fold(part.text),
    });
    this.pages = data.pages.map((page) => {
      const parts = page.parts.map(part);
      const own = part(page);
      const near = all(page.near);
      const texts = [own, ...parts]
        .flatMap((entry) => [entry.title, ...entry.names, entry.text])
        .concat(near)
        .join("\n");
      [own.title, ...own.names, ...near].forEach((name) => this.vocabulary.add(name));
      return { ...own, part: page, near, parts, all: texts };
    });
    for (const words of data.same) {
      const folded = all(words);
      folded.forEach((word) => {
        this.vocabulary.add(word);
        this.same.set(word, [...(this.same.get(word) ?? []), ...folded.filter((other) => other !== word)]);
      });
    }
  }

  spread(text: string): number {
    return this.pages.filter((page) => page.all.includes(text)).length;
  }
}
