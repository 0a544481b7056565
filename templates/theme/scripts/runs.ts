/**
 * The model of a run: one go at a procedure or check list, with its ticks. Pure: no page, no store, no clock.
 *
 * A tick belongs to a step's id and to the print of what the step asked. Where the print has changed since, the step is
 * "changed": it counts as not done until it is ticked again. A tick never moves to another step. A question is ticked
 * with its answer; "no" counts once it says what is to be done about it.
 */
import { csv } from "./csv";

export interface Step {
  readonly id: string;
  readonly print: string;
  readonly title: string;
  /** A question, answered by yes or no; anything else is done or not. */
  readonly yesno?: boolean;
}

export type Answer = "是" | "否";

export interface Tick extends Step {
  /** ISO 8601. */
  readonly at: string;
  readonly answer: Answer;
  /** What is to be done where the answer is no. */
  readonly remedy: string;
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

/** "lacking" is answered by no without a remedy. */
export type StepState = "open" | "done" | "lacking" | "changed";

/** How a step stands in a run. */
export function stateOf(run: Run, step: Step): StepState {
  const tick = tickOf(run, step);
  if (!tick) return "open";
  if (tick.print !== step.print) return "changed";
  return tick.answer === "否" && !tick.remedy.trim() ? "lacking" : "done";
}

export function tickOf(run: Run, step: Step): Tick | undefined {
  return run.ticks.find((tick) => tick.id === step.id);
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
  return on
    ? answered(run, step, "是", "", at)
    : { ...run, changed: at, ticks: run.ticks.filter((tick) => tick.id !== step.id) };
}

/** The run with a question answered, at a moment. */
export function answered(run: Run, step: Step, answer: Answer, remedy: string, at: string): Run {
  return {
    ...run,
    changed: at,
    ticks: [...run.ticks.filter((tick) => tick.id !== step.id), { ...step, at, answer, remedy }],
  };
}

/** A run as it was kept before questions had answers: what was ticked was meant as yes. */
export function upgraded(run: Run): Run {
  return {
    ...run,
    ticks: run.ticks.map((tick) => ({ ...tick, answer: tick.answer ?? "是", remedy: tick.remedy ?? "" })),
  };
}

const COLUMNS = [
  "执行名称",
  "编号",
  "流程或表单",
  "手册版本",
  "指纹",
  "开始",
  "完成",
  "步骤",
  "是/否",
  "时间",
  "改进措施",
  "说明",
  "备注",
];

/**
 * What the table says of a step: the answer, and what else there is to say. A question that nobody answered is neither
 * yes nor no.
 */
function answerAndRemark(run: Run, step: Step): [answer: string, remark: string] {
  const state = stateOf(run, step);
  if (state === "changed") return [step.yesno ? "" : "否", "已修改，请重新确认"];
  if (state === "open") return step.yesno ? ["", "没有回答"] : ["否", ""];
  return [tickOf(run, step)?.answer ?? "是", state === "lacking" ? "没有写改进措施" : ""];
}

/** One line a step of every run. `shown` writes a moment as readers do. */
export function asCsv(runs: readonly Run[], shown: (iso: string) => string): string {
  const rows = runs.flatMap((run) => {
    const head = [
      run.name,
      run.number,
      run.title,
      run.edition,
      run.fingerprint,
      shown(run.started),
      run.finished ? shown(run.finished) : "",
    ];
    const now = run.steps.map((step) => {
      const [answer, remark] = answerAndRemark(run, step);
      const tick = tickOf(run, step);
      return [...head, step.title, answer, tick ? shown(tick.at) : "", tick?.remedy ?? "", remark, run.note];
    });
    const gone = orphans(run, run.steps).map((tick) => [
      ...head,
      tick.title,
      tick.answer,
      shown(tick.at),
      tick.remedy,
      "本版已没有这一步",
      run.note,
    ]);
    return [...now, ...gone];
  });
  return csv([COLUMNS, ...rows]);
}

const FORMAT = "handbook-runs";
/** The version written. The one before had no answers. */
const VERSION = 2;

/** Everything of the runs, to be read again by `fromJson`. */
export function asJson(runs: readonly Run[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, runs }, null, 1)}\n`;
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PAGE = /^[a-z]+\/[a-z0-9-]+\.html$/;
const PRINT = /^[0-9a-f]{0,64}$/;
const LIMITS = { text: 200, note: 5000, entries: 500, runs: 5000 };

type Check = readonly [name: string, good: (value: unknown) => boolean];

const optional =
  (good: Check[1]) =>
  (value: unknown): boolean =>
    value === undefined || good(value);

const text =
  (most: number) =>
  (value: unknown): boolean =>
    typeof value === "string" && value.length <= most;
const like =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === "string" && pattern.test(value) && value.length <= LIMITS.text;
const time = (value: unknown): boolean =>
  typeof value === "string" && value.length <= 30 && !Number.isNaN(Date.parse(value));

const STEP: readonly Check[] = [
  ["id", like(ID)],
  ["print", like(PRINT)],
  ["title", text(LIMITS.text)],
  ["yesno", optional((value) => typeof value === "boolean")],
];
const TICK: readonly Check[] = [
  ...STEP,
  ["at", time],
  ["answer", optional((value) => value === "是" || value === "否")],
  ["remedy", optional(text(LIMITS.note))],
];

function list(checks: readonly Check[]): (value: unknown) => boolean {
  return (value) => {
    if (
      !Array.isArray(value) ||
      value.length > LIMITS.entries ||
      !value.every((entry) => wrong(entry, checks) === null)
    )
      return false;
    const ids = value.map((entry: Step) => entry.id);
    return new Set(ids).size === ids.length;
  };
}

const RUN: readonly Check[] = [
  ["id", like(ID)],
  ["item", like(ID)],
  ["number", text(20)],
  ["title", text(LIMITS.text)],
  ["page", like(PAGE)],
  ["edition", text(LIMITS.text)],
  ["fingerprint", like(PRINT)],
  ["name", text(LIMITS.text)],
  ["note", text(LIMITS.note)],
  ["started", time],
  ["changed", time],
  ["finished", (value) => value === null || time(value)],
  ["steps", list(STEP)],
  ["ticks", list(TICK)],
];

/** The name of the first field that is missing or wrong; null if all are as they should be. */
function wrong(value: unknown, checks: readonly Check[]): string | null {
  if (typeof value !== "object" || value === null) return "内容";
  const fields = new Map<string, unknown>(Object.entries(value));
  return checks.find(([name, good]) => !good(fields.get(name)))?.[0] ?? null;
}

export function isRun(value: unknown): value is Run {
  return wrong(value, RUN) === null;
}

/** Only the fields of a run: what else a file says is not kept. */
function clean(run: Run): Run {
  const step = ({ id, print, title, yesno }: Step): Step => ({ id, print, title, ...(yesno ? { yesno } : {}) });
  const { id, item, number, title, page, edition, fingerprint, name, note, started, changed, finished } = run;
  return {
    id,
    item,
    number,
    title,
    page,
    edition,
    fingerprint,
    name,
    note,
    started,
    changed,
    finished,
    steps: run.steps.map(step),
    ticks: upgraded(run).ticks.map((tick) => ({
      ...step(tick),
      at: tick.at,
      answer: tick.answer,
      remedy: tick.remedy,
    })),
  };
}

/** The runs in an exported file, or a sentence that says what is wrong with it. */
export function fromJson(words: string): readonly Run[] | string {
  let read: unknown;
  try {
    read = JSON.parse(words.replace(/^\ufeff/, ""));
  } catch {
    return "这个文件不是 JSON，请选择从这里导出的 JSON 文件。";
  }
  const fields = new Map<string, unknown>(typeof read === "object" && read !== null ? Object.entries(read) : []);
  const runs = fields.get("runs");
  if (fields.get("format") !== FORMAT || !Array.isArray(runs))
    return "这个文件不是执行记录，请选择从这里导出的 JSON 文件。";
  if (fields.get("version") !== 1 && fields.get("version") !== VERSION)
    return "这个文件是另一个版本的手册导出的，读不了。";
  if (runs.length > LIMITS.runs) return `一次最多导入 ${LIMITS.runs} 条执行记录。`;
  const cleanRuns: Run[] = [];
  for (const [place, run] of runs.entries()) {
    if (!isRun(run)) return `第 ${place + 1} 条执行记录的「${wrong(run, RUN)}」不对，文件没有导入。`;
    cleanRuns.push(clean(run));
  }
  return cleanRuns;
}
