/**
 * The theme's search worker, replaced: the same messages, but its own data, which it loads when something is first
 * looked for.
 */
import { Library, type SearchData } from "./search-data";
import { search } from "./search-score";
import { type SearchResult, show } from "./search-show";

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
type Message = { readonly type: typeof SETUP } | { readonly type: typeof QUERY; readonly data: string };

/**
 * Opened from a folder the worker is a script in a frame; then the scripts it asks for come later, and it has a
 * document.
 */
interface Scope {
  handbookSearch?: SearchData;
  readonly document?: { querySelector(selector: "script[src]"): { readonly src: string } | null };
  importScripts(address: string): Promise<void> | void;
}
const scope = self as unknown as Scope;

let library: Promise<Library> | undefined;

async function load(): Promise<Library> {
  const own = scope.document?.querySelector("script[src]")?.src ?? self.location.href;
  await scope.importScripts(new URL("../../../search/handbook.js", own).href);
  if (!scope.handbookSearch) throw new Error("search/handbook.js gave nothing");
  const loaded = new Library(scope.handbookSearch);
  delete scope.handbookSearch;
  return loaded;
}

async function answer(typed: string): Promise<SearchResult> {
  if (!typed.trim()) return { items: [], suggest: [] };
  try {
    library ??= load();
    const loaded = await library;
    return show(search(typed, loaded), typed, loaded);
  } catch (error) {
    // Tried again with the next key: the network may be back.
    library = undefined;
    setTimeout(() => {
      throw error;
    });
    return { items: [], suggest: [] };
  }
}

let latest = 0;

addEventListener("message", async ({ data }: MessageEvent<Message>) => {
  if (data.type === SETUP) postMessage({ type: READY });
  if (data.type !== QUERY) return;
  const turn = ++latest;
  const result = await answer(data.data);
  // While the data came, more may have been typed.
  if (turn === latest) postMessage({ type: RESULT, data: result });
});
