/**
 * What a reader has learned, as this browser keeps it: marks by id, each bound to the print of what it was made for.
 * Stays until cleared.
 */
import * as storage from "./storage";

export interface Mark {
  readonly print: string;
  /** ISO 8601. */
  readonly at: string;
  /** Of a question: whether it was answered rightly at the first go. */
  readonly right?: boolean;
  /** Of a page read: what it was called, and in which edition. */
  readonly title?: string;
  readonly number?: string;
  readonly edition?: string;
}

function isMark(value: unknown): value is Mark {
  return (
    typeof value === "object" &&
    value !== null &&
    "print" in value &&
    typeof value.print === "string" &&
    "at" in value &&
    typeof value.at === "string"
  );
}

/** A kind of mark: tasks of onboarding, questions of self-tests, pages read. */
export type Subject = "task" | "question" | "read";

const key = (subject: Subject, id: string): string => `${subject}:${id}`;

export function markOf(subject: Subject, id: string): Mark | null {
  return storage.read(key(subject, id), isMark);
}

export function mark(subject: Subject, id: string, value: Mark): void {
  storage.write(key(subject, id), value);
}

export function unmark(subject: Subject, id: string): void {
  storage.remove(key(subject, id));
}

/** Be told when marks of a kind change, here or in another tab. Returns what ends it. */
export function onMarks(subject: Subject, listener: () => void): () => void {
  return storage.onChange((changed) => {
    if (changed === null || changed.startsWith(`${subject}:`)) listener();
  });
}

/** What to tell a reader where marks do not last; empty where they do. */
export function warning(): string {
  return storage.state() === "kept" ? "" : "这个浏览器不保存记录：离开或刷新页面后，这里的标记就没有了。";
}
