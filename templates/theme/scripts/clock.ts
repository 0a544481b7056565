/** What time it is: by the server's clock where it tells, else by the reader's, which may be a year wrong. */

/** Milliseconds after which a server that has not answered is taken for one that will not. */
const PATIENCE = 3000;

/**
 * By how many milliseconds the server's clock is ahead of the reader's; null where it does not say, cannot be reached,
 * or there is none. `address` is of any file of the site. Never rejects.
 */
export async function askServerClock(address: string): Promise<number | null> {
  if (!location.protocol.startsWith("http")) return null;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    // Under a new address, so that nobody on the way answers with what he has kept.
    const asked = { method: "HEAD", cache: "no-store", signal: patience.signal } as const;
    const response = await fetch(`${address}?${Math.random()}`, asked);
    return aheadBy(response);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** By how many milliseconds the clock of who made this answer, just now, is ahead of ours; null if it does not say. */
export function aheadBy(response: Response): number | null {
  const told = Date.parse(response.headers.get("Date") ?? "");
  return Number.isNaN(told) ? null : told - Date.now();
}

/**
 * Now, in milliseconds since 1970. `ahead` is what the server's clock is ahead by; without it now is not before what
 * that clock showed, as text, when this browser last heard it.
 */
export function now(ahead: number | null, heard?: string | null): number {
  return ahead === null ? Math.max(Date.now(), Date.parse(heard ?? "") || 0) : Date.now() + ahead;
}
