/** Runs as this browser keeps them: an entry a run, so that two tabs never write over each other's runs. */
import { isRun, type Run, upgraded } from "./runs";
import * as storage from "./storage";

const START = "run:";

export function isRunKey(key: string | null): boolean {
  return key === null || key.startsWith(START);
}

/** All runs, of one procedure or form where it is named; the one changed last comes first. */
export function all(item = ""): Run[] {
  const runs = storage
    .keys(START)
    .map((key) => storage.read(key, isRun))
    .filter((run) => run !== null)
    .map(upgraded);
  return runs.filter((run) => !item || run.item === item).sort((one, other) => (one.changed < other.changed ? 1 : -1));
}

export function get(id: string): Run | null {
  const run = storage.read(START + id, isRun);
  return run && upgraded(run);
}

export function put(run: Run): void {
  storage.write(START + run.id, run, storage.keepDays());
}

/**
 * Change a run as it stands now, which another tab may have changed a moment ago. Nothing happens if it was deleted.
 */
export function update(id: string, change: (run: Run) => Run): void {
  const run = get(id);
  if (run) put(change(run));
}

export function remove(id: string): void {
  storage.remove(START + id);
}

/** A new id: the moment, so that ids sort, and chance. */
export function freshId(): string {
  const chance = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `${Date.now().toString(36)}-${chance.toString(36)}`;
}

/** What a reader should know of where these records are kept. */
export function whereKept(): string {
  switch (storage.state()) {
    case "off":
      return "公司设置了不在浏览器里保存：离开或刷新页面后，勾选和备注就没有了。";
    case "refused":
      return "这个浏览器不让保存，或者已经没有地方：离开或刷新页面后，勾选和备注就没有了。";
    case "kept":
      return `只存在这台设备的浏览器里，最后一次改动 ${storage.keepDays()} 天后自动删除。`;
  }
}
