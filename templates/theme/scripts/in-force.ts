/**
 * Which edition is in force at a moment: the one rule, for pages, front door and worker. The program has the same in
 * `generator/queries/in_force.py`; `tests/in_force_cases.py` holds both together.
 */

/** What the rule needs to know of an edition. */
export interface Dated {
  /** The revision, as `2026` or `2026.1`; of the draft, any name. */
  readonly version: string;
  /** The day it comes into force, YYYY-MM-DD, which sorts as text; null for the draft. */
  readonly effective: string | null;
}

export type State = "draft" | "coming" | "current" | "old";

/** In the order in which version lists show them. */
const STATES: readonly State[] = ["current", "coming", "draft", "old"];

/** Whose workdays, hours and holidays the handbook counts by. */
export const CHINA = "Asia/Shanghai";

/** The day at a moment, as YYYY-MM-DD: in a time zone by its IANA name, or where it is null in the reader's own. */
export function dayAt(moment: number, zone: string | null): string {
  if (zone !== null) return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(moment);
  const at = new Date(moment);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The time of day at a moment, as HH:MM, in a time zone by its IANA name. */
export function clockAt(moment: number, zone: string): string {
  const parts = { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", parts).format(moment);
}

/** Negative where the first yields to the second: to a later date, and on one date to a later revision. */
function precedence(one: Dated, other: Dated): number {
  if (one.effective !== other.effective) return (one.effective ?? "") < (other.effective ?? "") ? -1 : 1;
  const [year = 0, change = 0] = one.version.split(".").map(Number);
  const [otherYear = 0, otherChange = 0] = other.version.split(".").map(Number);
  return year - otherYear || change - otherChange;
}

/** The edition in force on a day: of those whose date has come, the last by precedence. */
export function inForce<T extends Dated>(versions: readonly T[], day: string): T | undefined {
  return versions
    .filter((version) => version.effective !== null && version.effective <= day)
    .sort(precedence)
    .pop();
}

/**
 * What an edition is on a day. One that a later revision with the same date has replaced is withdrawn even before that
 * date: it will never be in force.
 */
export function stateOf<T extends Dated>(version: T, versions: readonly T[], day: string): State {
  if (version.effective === null) return "draft";
  const ofItsDay = versions.filter((other) => other.effective === version.effective);
  if (ofItsDay.some((other) => precedence(version, other) < 0)) return "old";
  if (version.effective > day) return "coming";
  return version === inForce(versions, day) ? "current" : "old";
}

/** All editions for a list: what is in force, what is to come, the draft, and what is withdrawn, the newest first. */
export function inOrder<T extends Dated>(versions: readonly T[], day: string): T[] {
  const rank = (version: T): number => STATES.indexOf(stateOf(version, versions, day));
  return [...versions].sort((one, other) => {
    if (rank(one) !== rank(other)) return rank(one) - rank(other);
    return stateOf(one, versions, day) === "coming" ? precedence(one, other) : precedence(other, one);
  });
}

/** The edition a reader is led to: the one in force; before the first one is, the next to come; without any, the draft. */
export function chosen<T extends Dated>(versions: readonly T[], day: string): T | undefined {
  return inOrder(versions, day)[0];
}
