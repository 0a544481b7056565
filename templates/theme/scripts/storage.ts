/**
 * What a reader keeps in this browser: the only file that touches localStorage.
 *
 * Every entry is JSON under `handbook:<key>` with the moment it ends. Where the company has switched storing off, or
 * the browser refuses, entries live in memory until the page is left.
 */

const PREFIX = "handbook:";
const DAY = 86_400_000;

interface Entry {
  /** Milliseconds since 1970; null for what stays until it is cleared. */
  until: number | null;
  value: unknown;
}

/** Says whether something read back has the shape it should have; what has not is treated as if it were not there. */
export type Guard<T> = (value: unknown) => value is T;

const memory = new Map<string, string>();
const listeners = new Set<(key: string | null) => void>();

/** What the company decides today for all editions: versions.js lies above them. A preview has none, and keeps. */
function policy(): StoragePolicy {
  return window.handbookStorage ?? { allowed: true, days: 30 };
}

/** The browser's store, or null where it may not or cannot be used. */
function browser(): Storage | null {
  if (!policy().allowed) return null;
  try {
    // What theme-storage.ts puts in its place lasts as long as the page, and is none.
    return window.localStorage instanceof Storage ? window.localStorage : null;
  } catch {
    return null;
  }
}

/** After how many days runs and drafts are deleted. */
export function keepDays(): number {
  return policy().days;
}

/**
 * How long entries last: "kept" between visits, "off" by the company's decision, or "refused" by a browser that is full
 * or forbids it.
 */
export function state(): "kept" | "off" | "refused" {
  if (!policy().allowed) return "off";
  const store = browser();
  if (!store || memory.size > 0) return "refused";
  try {
    store.setItem(`${PREFIX}probe`, "");
    store.removeItem(`${PREFIX}probe`);
    return "kept";
  } catch {
    return "refused";
  }
}

function text(key: string): string | null {
  const value = memory.get(key);
  if (value !== undefined) return value;
  try {
    return browser()?.getItem(PREFIX + key) ?? null;
  } catch {
    return null;
  }
}

function parsed(words: string): Entry | null {
  try {
    const entry: unknown = JSON.parse(words);
    if (typeof entry !== "object" || entry === null || !("value" in entry) || !("until" in entry)) return null;
    return typeof entry.until === "number" || entry.until === null ? { until: entry.until, value: entry.value } : null;
  } catch {
    return null;
  }
}

/** The value under a key; null if there is none, it has ended, or it is not what the guard expects. */
export function read<T>(key: string, guard: Guard<T>): T | null {
  const words = text(key);
  const entry = words === null ? null : parsed(words);
  if (!entry || (entry.until !== null && entry.until <= Date.now())) return null;
  return guard(entry.value) ? entry.value : null;
}

/** Keep a value for some days from now, or until it is cleared. False if it lives in memory only. */
export function write(key: string, value: unknown, days: number | null = null): boolean {
  const words = JSON.stringify({ until: days === null ? null : Date.now() + days * DAY, value });
  let kept = false;
  try {
    const store = browser();
    store?.setItem(PREFIX + key, words);
    kept = store !== null;
  } catch {
    // Full or blocked. What was stored before is older than what memory now holds, which is read first.
  }
  if (kept) memory.delete(key);
  else memory.set(key, words);
  tell(key);
  return kept;
}

/** Delete an entry. */
export function remove(key: string): void {
  forget(key);
  tell(key);
}

function forget(key: string): void {
  memory.delete(key);
  try {
    browser()?.removeItem(PREFIX + key);
  } catch {
    // A store that cannot be reached holds nothing of ours.
  }
}

/** All keys that begin so, in order. */
export function keys(start = ""): string[] {
  const keys = new Set(memory.keys());
  for (const name of stored(browser())) keys.add(name);
  return [...keys].filter((key) => key.startsWith(start)).sort();
}

function stored(store: Storage | null): string[] {
  try {
    return Object.keys(store ?? {})
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => name.slice(PREFIX.length));
  } catch {
    return [];
  }
}

/** Delete everything that the handbook keeps in this browser. */
export function clear(): void {
  for (const key of keys()) forget(key);
  tell(null);
}

/**
 * Delete what has ended or cannot be read any more; and everything, where the company has switched storing off since.
 */
export function sweep(): void {
  if (!policy().allowed) {
    try {
      for (const key of stored(window.localStorage)) window.localStorage.removeItem(PREFIX + key);
    } catch {
      // Nothing was ever kept then.
    }
    return;
  }
  for (const key of keys()) {
    const words = text(key);
    const entry = words === null ? null : parsed(words);
    if (!entry || (entry.until !== null && entry.until <= Date.now())) forget(key);
  }
}

function tell(key: string | null): void {
  for (const listener of listeners) listener(key);
}

/** Be told the key of every change, here or in another tab; null when all may have changed. Returns what ends it. */
export function onChange(listener: (key: string | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

addEventListener("storage", (event) => {
  if (event.key === null) tell(null);
  else if (event.key.startsWith(PREFIX)) tell(event.key.slice(PREFIX.length));
});

// A page that the browser kept while the reader was elsewhere has heard nothing in the meantime.
addEventListener("pageshow", (event) => {
  if (event.persisted) tell(null);
});
