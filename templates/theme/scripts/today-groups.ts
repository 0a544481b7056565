/** How the duties of a day stand at a time of it. Pure: no page, no store, no clock. */

export interface Duty {
  readonly what: string;
  /** 9:00 前, 下班前, 当日. */
  readonly time: string;
  /** HH:MM until which it is due; empty where any time of the day will do. */
  readonly at: string;
  /** The whole time limit; empty for what comes every workday. */
  readonly when: string;
  /** Its address: no two duties of a role have the same. */
  readonly page: string;
}

/** Duties of one time of day that are still open. */
export interface Group {
  readonly time: string;
  /** "late" when its time has passed; "next" for the first that has not. */
  readonly state: "late" | "next" | "later";
  /** Minutes until then; negative once it has passed, null where it has no time. */
  readonly left: number | null;
  readonly duties: readonly Duty[];
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  return hours * 60 + rest;
}

/** What is open of the duties of a day, which are sorted by time, at `clock` (HH:MM). */
export function groups(duties: readonly Duty[], done: ReadonlySet<string>, clock: string): readonly Group[] {
  const open = duties.filter((duty) => !done.has(duty.page));
  const next = open.find((duty) => duty.at === "" || duty.at > clock)?.time;
  return [...new Set(open.map((duty) => duty.time))].map((time) => {
    const own = open.filter((duty) => duty.time === time);
    const at = own[0]?.at ?? "";
    const left = at === "" ? null : minutes(at) - minutes(clock);
    const late = left !== null && left <= 0;
    return { time, state: late ? "late" : time === next ? "next" : "later", left, duties: own };
  });
}

/** How long that is, in words: 还有 2 小时 5 分钟. */
export function leftInWords(left: number): string {
  const [hours, rest] = [Math.floor(left / 60), left % 60];
  return `还有 ${[hours ? `${hours} 小时` : "", rest ? `${rest} 分钟` : ""].filter(Boolean).join(" ")}`;
}
