/** What the reader has done today: kept until the day is over, in this browser, for each role by itself. */
import { onChange, read, write } from "./storage";

interface Ticks {
  /** YYYY-MM-DD, in China. */
  readonly day: string;
  /** The addresses of what is done. */
  readonly done: readonly string[];
}

const START = "today:";
/** Days after which ticks are deleted: those of a day count for that day alone. */
const KEPT = 1;

function isTicks(value: unknown): value is Ticks {
  return (
    typeof value === "object" &&
    value !== null &&
    "day" in value &&
    typeof value.day === "string" &&
    "done" in value &&
    Array.isArray(value.done) &&
    value.done.every((each) => typeof each === "string")
  );
}

/** What is done of the duties of a role on a day. */
export function doneOn(day: string, role: string): ReadonlySet<string> {
  const ticks = read(START + role, isTicks);
  return new Set(ticks?.day === day ? ticks.done : []);
}

/** Tick a duty of a day, or take the tick back. */
export function tick(day: string, role: string, duty: string, on: boolean): void {
  const done = [...doneOn(day, role)].filter((each) => each !== duty);
  write(START + role, { day, done: on ? [...done, duty] : done }, KEPT);
}

/** Be told when ticks change, here or in another tab. Returns what ends it. */
export function onTicks(listener: () => void): () => void {
  return onChange((key) => {
    if (key === null || key.startsWith(START)) listener();
  });
}
