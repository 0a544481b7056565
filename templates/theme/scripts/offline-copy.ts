/**
 * The copy of the handbook in this browser: what stands in it, and what of it may be shown.
 *
 * Every file is kept under its address and its hash, and the list of them last; so a copy is changed as a whole. Only
 * bytes whose hash stands in the list of their revision are kept, and they are held against it again before they are
 * shown: a login page that a server gives in the place of a file is neither, whoever put it there.
 */
import { aheadBy, now } from "./clock";
import { chosen, type Dated, dayAt, stateOf } from "./in-force";

const STORE = "handbook";
const DAY = 86_400_000;

/** `offline.json` above all editions. Paths are below it; a hash is the start of a SHA-256 in hex. */
interface SiteList {
  /** After how many days without the server a copy ends; null for never. */
  readonly days: number | null;
  readonly zone: string | null;
  readonly versions: readonly Dated[];
  readonly files: Readonly<Record<string, string>>;
}

/** What the copy is, kept in it under an address that no page asks for. */
export interface Copy {
  /** The hash of every file, by its address. */
  readonly files: Readonly<Record<string, string>>;
  /** The edition that was in force when the copy was made. */
  readonly edition: string;
  /** False where files of the list are not here yet. */
  readonly whole: boolean;
  readonly days: number | null;
  /** When the server was last asked, in milliseconds, by the reader's clock. */
  readonly checked: number;
  /** What the server's clock then showed; null if it did not say. */
  readonly heard: number | null;
}

export class OfflineCopy {
  private readonly root: string;

  /** `root` is the address above all editions, with a slash at the end. */
  constructor(root: string) {
    this.root = root;
  }

  at(path: string): string {
    return new URL(path, this.root).href;
  }

  /** What the copy is; null if there is none, or it has ended, which then removes it. */
  async about(): Promise<Copy | null> {
    const response = await (await caches.open(STORE)).match(this.at(".kept"));
    const copy: unknown = response && (await response.json().catch(() => null));
    if (!isCopy(copy)) return null;
    if (!hasEnded(copy)) return copy;
    await caches.delete(STORE);
    return null;
  }

  /** A kept file, if its bytes are those of the list. */
  async file(address: string): Promise<Response | null> {
    const copy = await this.about();
    const hash = copy?.files[address];
    if (!copy || !hash) return null;
    const cache = await caches.open(STORE);
    const response = await cache.match(key(address, hash));
    if (!response) return null;
    if ((await hashOf(response.clone())).startsWith(hash)) return response;
    await cache.delete(key(address, hash));
    await this.write({ ...copy, whole: false });
    return null;
  }

  /** Keep what a reader has been given, if the list has it. */
  async add(address: string, response: Response): Promise<void> {
    const copy = await this.about();
    const hash = copy?.files[address];
    if (hash && !copy.whole) await put(address, hash, response);
  }

  /**
   * Make the copy what the server has now: the edition in force and those to come, so that they are here on their day.
   * With `all` false only its list; the files come as they are read. The copy, or null if it could not be made.
   */
  async renew(all: boolean): Promise<Copy | null> {
    const response = await load(this.at("offline.json"));
    const list: unknown = response && (await response.json().catch(() => null));
    if (!response || !isSiteList(list)) return null;
    const ahead = aheadBy(response);
    const found = await this.wanted(list, dayAt(now(ahead), list.zone));
    if (!found) return null;
    const before = await this.about();
    const whole = before?.whole === true && same(before.files, found.files);
    if (all && !whole && !(await fetched(found.files))) return null;
    const copy: Copy = {
      ...found,
      whole: all || whole,
      days: list.days,
      checked: Date.now(),
      heard: ahead === null ? null : Date.now() + ahead,
    };
    await this.write(copy);
    if (!whole) await this.clean(copy);
    return copy;
  }

  /** The files to keep on a day, or null if a list of theirs is not the one that is to be. */
  private async wanted(list: SiteList, day: string): Promise<Pick<Copy, "files" | "edition"> | null> {
    const first = chosen(list.versions, day);
    if (!first) return null;
    const editions = list.versions.filter(
      (version) => version === first || stateOf(version, list.versions, day) === "coming",
    );
    const files: Record<string, string> = {};
    for (const [path, hash] of Object.entries(list.files)) {
      if (!path.includes("/")) files[this.at(path)] = hash;
    }
    for (const { version } of editions) {
      const hash = list.files[`${version}/offline.json`];
      const response = await load(this.at(`${version}/offline.json`));
      if (!hash || !response || !(await hashOf(response.clone())).startsWith(hash)) return null;
      for (const [path, one] of Object.entries((await response.json()) as Record<string, string>))
        files[this.at(`${version}/${path}`)] = one;
    }
    return { files, edition: first.version };
  }

  private async write(copy: Copy): Promise<void> {
    await (await caches.open(STORE)).put(this.at(".kept"), new Response(JSON.stringify(copy)));
  }

  /** Drop what is not in the list. */
  private async clean(copy: Copy): Promise<void> {
    const cache = await caches.open(STORE);
    const wanted = new Set(Object.entries(copy.files).map(([address, hash]) => key(address, hash)));
    wanted.add(this.at(".kept"));
    for (const request of await cache.keys()) {
      if (!wanted.has(request.url)) await cache.delete(request);
    }
  }
}

function key(address: string, hash: string): string {
  return `${address}?${hash}`;
}

async function hashOf(response: Response): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function load(address: string): Promise<Response | null> {
  const response = await fetch(address, { cache: "no-cache", priority: "low" } as RequestInit).catch(() => null);
  return response?.ok && !response.redirected ? response : null;
}

/** Keep an answer under its address, if its bytes are those of the hash. */
async function put(address: string, hash: string, response: Response): Promise<boolean> {
  if (!(await hashOf(response.clone())).startsWith(hash)) return false;
  const { status, statusText, headers } = response;
  const body = await response.blob();
  await (await caches.open(STORE)).put(key(address, hash), new Response(body, { status, statusText, headers }));
  return true;
}

/** Fetch, one after the other, all files that are not here. False as soon as one is not what the list says. */
async function fetched(files: Readonly<Record<string, string>>): Promise<boolean> {
  const cache = await caches.open(STORE);
  for (const [address, hash] of Object.entries(files)) {
    const here = await cache.match(key(address, hash));
    if (here && (await hashOf(here)).startsWith(hash)) continue;
    const response = await load(address);
    if (!response || !(await put(address, hash, response))) return false;
  }
  return true;
}

function same(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Whether a copy is older than it may be; also when the clock was set back to before it was made. */
function hasEnded(copy: Copy): boolean {
  if (copy.days === null) return false;
  const age = Date.now() - copy.checked;
  return age > copy.days * DAY || age < -DAY;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isSiteList(value: unknown): value is SiteList {
  return isRecord(value) && isRecord(value.files) && Array.isArray(value.versions) && "days" in value;
}

function isCopy(value: unknown): value is Copy {
  return isRecord(value) && isRecord(value.files) && typeof value.checked === "number" && "days" in value;
}
