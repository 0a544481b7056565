/**
 * The theme's settings, such as light or dark, where a browser refuses to store anything, as those in messengers do.
 *
 * The theme reaches for localStorage and sessionStorage as it starts and ends where it may not; it is given stores that
 * last as long as the page. What the handbook itself keeps goes through storage.ts, which does not take them for real.
 */

/** What the theme asks of a store. */
type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A store that lasts as long as the page. */
function pageStore(): Store {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

function refused(name: "localStorage" | "sessionStorage"): boolean {
  try {
    return !window[name];
  } catch {
    return true;
  }
}

/** Put a store that lasts as long as the page where the browser gives none. */
export function provideStorage(): void {
  for (const name of ["localStorage", "sessionStorage"] as const) {
    if (!refused(name)) continue;
    try {
      Object.defineProperty(window, name, { value: pageStore(), configurable: true });
    } catch {
      // Then readSetting and writeSetting pass over it.
    }
  }
}

/** The theme's `__md_get`. */
export function readSetting(key: string, store?: Store, scope: URL = window.__md_scope): unknown {
  try {
    return JSON.parse((store ?? localStorage).getItem(`${scope.pathname}.${key}`) ?? "null");
  } catch {
    return null;
  }
}

/** The theme's `__md_set`. */
export function writeSetting(key: string, value: unknown, store?: Store, scope: URL = window.__md_scope): void {
  try {
    (store ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // Full or refused: the setting lasts as long as the page.
  }
}
