/** Which role the reader has chosen, as this browser keeps it: the same in every tab. */
import { read, remove, write } from "./storage";

/** The key of the choice in the store. */
export const ROLE = "role";

const isText = (value: unknown): value is string => typeof value === "string";

/** The id of the reader's role; null as long as none is chosen. */
export function myRole(): string | null {
  return read(ROLE, isText);
}

/** Choose a role by its id, or none. */
export function choose(role: string | null): void {
  if (role) write(ROLE, role);
  else remove(ROLE);
}
