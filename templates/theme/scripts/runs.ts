/**
 * The model of a run: one go at a procedure or check list, with its ticks. Pure: no page, no store, no clock.
 *
 * A tick belongs to a step's id and to the print of what the step asked. Where the print has changed since, the step is "changed": it
 * counts as not done until it is ticked again. A tick never moves to another step.
 */
import { csv } from "./csv";

export interface Step {
  readonly id: string;
  readonly print: string;
  readonly title: string;
}

export interface Tick extends Step {
  /** ISO 8601. */
  readonly at: string;
}

export interface Run {
  readonly id: string;
  /** The id of the procedure or form. */
  readonly item: string;
  readonly number: string;
  readonly title: string;
  /** Its page below the edition. */
  readonly page: string;
  /** The edition that the run was last worked on with, and its fingerprint. */
  readonly edition: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly note: string;
  readonly started: string;
  readonly changed: string;
  readonly finished: string | null;
  /** The steps as that edition has them. */
  readonly steps: readonly Step[];
  readonly ticks: readonly Tick[];
}

export type StepState = "open" | "done" | "changed";

/** How a step stands in a run. */
export function stateOf(run: Run, step: Step): StepState {
  const tick = run.ticks.find((made) => made.id === step.id);
  if (!tick) return "open";
  return tick.print === step.print ? "done" : "changed";
}

/** How many of the steps are done. */
export function done(run: Run, steps: readonly Step[] = run.steps): number {
  return steps.filter((step) => stateOf(run, step) === "done").length;
}

/** Ticks of steps that are no longer there. */
export function orphans(run: Run, steps: readonly Step[]): readonly Tick[] {
  return run.ticks.filter((tick) => !steps.some((step) => step.id === tick.id));
}

/** The run with a step ticked or not, at a moment. */
export function ticked(run: Run, step: Step, on: boolean, at: string): Run {
  const others = run.ticks.filter((tick) => tick.id !== step.id);
  return { ...run, changed: at, ticks: on ? [...others, { ...step, at }] : others };
}

const COLUMNS = ["执行名称", "编号", "流程或表单", "手册版本", "指纹", "开始", "完成", "步骤", "是否做完", "做完时间", "说明", "备注"];
const STATES: Record<StepState, string> = { done: "是", open: "否", changed: "否" };

/** One line a step of every run. `shown` writes a moment as readers do. */
export function asCsv(runs: readonly Run[], shown: (iso: string) => string): string {
  const rows = runs.flatMap((run) => {
    const head = [run.name, run.number, run.title, run.edition, run.fingerprint, shown(run.started), run.finished ? shown(run.finished) : ""];
    const now = run.steps.map((step) => {
      const state = stateOf(run, step);
      const tick = run.ticks.find((made) => made.id === step.id);
      return [...head, step.title, STATES[state], tick ? shown(tick.at) : "", state === "changed" ? "已修改，请重新确认" : "", run.note];
    });
    const gone = orphans(run, run.steps).map((tick) => [...head, tick.title, "是", shown(tick.at), "本版已没有这一步", run.note]);
    return [...now, ...gone];
  });
  return csv([COLUMNS, ...rows]);
}

const FORMAT = "handbook-runs";

/** Everything of the runs, to be read again by `fromJson`. */
export function asJson(runs: readonly Run[]): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, runs }, null, 1)}\n`;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PAGE = /^[a-z]+\/[a-z0-9-]+\.html$/;
const PRINT = /^[0-9a-f]{0,64}$/;
const LIMITS = { text: 200, note: 5000, entries: 500, runs: 5000 };

type Check = readonly [name: string, good: (value: unknown) => boolean];

const text = (most: number) => (value: unknown): boolean => typeof value === "string" && value.length <= most;
const like = (pattern: RegExp) => (value: unknown): boolean => typeof value === "string" && pattern.test(value) && value.length <= LIMITS.text;
const time = (value: unknown): boolean => typeof value === "string" && value.length <= 30 && !Number.isNaN(Date.parse(value));

const STEP: readonly Check[] = [["id", like(ID)], ["print", like(PRINT)], ["title", text(LIMITS.text)]];
const TICK: readonly Check[] = [...STEP, ["at", time]];

function list(checks: readonly Check[]): (value: unknown) => boolean {
  return (value) => {
    if (!Array.isArray(value) || value.length > LIMITS.entries || !value.every((entry) => wrong(entry, checks) === null)) return false;
    const ids = value.map((entry: Step) => entry.id);
    return new Set(ids).size === ids.length;
  };
}

const RUN: readonly Check[] = [
  ["id", like(ID)], ["item", like(ID)], ["number", text(20)], ["title", text(LIMITS.text)], ["page", like(PAGE)], ["edition", text(LIMITS.text)],
  ["fingerprint", like(PRINT)], ["name", text(LIMITS.text)], ["note", text(LIMITS.note)], ["started", time], ["changed", time],
  ["finished", (value) => value === null || time(value)], ["steps", list(STEP)], ["ticks", list(TICK)],
];

/** The name of the first field that is missing or wrong; null if all are as they should be. */
function wrong(value: unknown, checks: readonly Check[]): string | null {
  if (typeof value !== "object" || value === null) return "内容";
  const held = new Map<string, unknown>(Object.entries(value));
  return checks.find(([name, good]) => !held.has(name) || !good(held.get(name)))?.[0] ?? null;
}

export function isRun(value: unknown): value is Run {
  return wrong(value, RUN) === null;
}

/** Only the fields of a run: what else a file says is not kept. */
function clean(run: Run): Run {
  const step = ({ id, print, title }: Step): Step => ({ id, print, title });
  const { id, item, number, title, page, edition, fingerprint, name, note, started, changed, finished } = run;
  return { id, item, number, title, page, edition, fingerprint, name, note, started, changed, finished,
    steps: run.steps.map(step), ticks: run.ticks.map((tick) => ({ ...step(tick), at: tick.at })) };
}

/** The runs in an exported file, or a sentence that says what is wrong with it. */
export function fromJson(words: string): readonly Run[] | string {
  let read: unknown;
  try {
    read = JSON.parse(words.replace(/^\ufeff/, ""));
  } catch {
    return "这个文件不是 JSON，请选择从这里导出的 JSON 文件。";
  }
  const held = new Map<string, unknown>(typeof read === "object" && read !== null ? Object.entries(read) : []);
  const runs = held.get("runs");
  if (held.get("format") !== FORMAT || !Array.isArray(runs)) return "这个文件不是执行记录，请选择从这里导出的 JSON 文件。";
  if (held.get("version") !== 1) return "这个文件是另一个版本的手册导出的，读不了。";
  if (runs.length > LIMITS.runs) return `一次最多导入 ${LIMITS.runs} 条执行记录。`;
  const found: Run[] = [];
  for (const [place, run] of runs.entries()) {
    if (!isRun(run)) return `第 ${place + 1} 条执行记录的「${wrong(run, RUN)}」不对，文件没有导入。`;
    found.push(clean(run));
  }
  return found;
}
