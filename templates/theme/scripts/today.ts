/**
 * The reader's today on the home page: what falls on this day and how it stands by now, or on a day off what the next
 * workday brings; then what was begun and is not finished.
 *
 * Which day that is, only a browser knows; everything else stands in the edition's agenda, where it is looked up.
 */
import { type Begun, type BegunBy, carryOn } from "./carry-on";
import { make } from "./elements";
import { CHINA, clockAt, dayAt } from "./in-force";
import { untilLeft } from "./lifetime";
import { type Duty, type Group, groups, leftInWords } from "./today-groups";
import { doneOn, onTicks, tick } from "./today-ticks";

interface RoleAgenda extends BegunBy {
  readonly calendar: string;
  readonly duties: readonly Duty[];
  /** The places of those of every workday. */
  readonly daily: readonly number[];
  /** By day, the places of all others. */
  readonly on: Readonly<Record<string, readonly number[]>>;
}

export interface Agenda extends Begun {
  readonly first: string;
  readonly last: string;
  /** By unit: what days off are called, with the next workday; and by year what must be said of it. */
  readonly calendars: Readonly<
    Record<
      string,
      {
        readonly off: Readonly<Record<string, readonly [string, string]>>;
        readonly unannounced: Readonly<Record<string, string>>;
      }
    >
  >;
  readonly roles: Readonly<Record<string, RoleAgenda>>;
}

/** Milliseconds after which the time of day is looked at again. */
const OFTEN = 30_000;

let loading: Promise<Agenda | undefined> | null = null;

function load(address: string): Promise<Agenda | undefined> {
  loading ??= new Promise((done) => {
    const script = make("script", { src: address });
    script.addEventListener("load", () => done(window.handbookAgenda));
    script.addEventListener("error", () => done(undefined));
    document.head.append(script);
  });
  return loading;
}

/** 10 月 8 日 周四. */
function dayInWords(day: string): string {
  const at = new Date(`${day}T12:00:00+08:00`);
  const [, month, date] = day.split("-").map(Number);
  const weekday = new Intl.DateTimeFormat("zh-CN", { timeZone: CHINA, weekday: "short" }).format(at);
  return `${month} 月 ${date} 日 ${weekday}`;
}

/** A link to a duty, with its time limit where that says more than the day. */
function duty(each: Duty): (Node | string)[] {
  return [make("a", { href: each.page }, each.what), ...(each.when ? [" ", make("small", {}, each.when)] : [])];
}

/** What another day brings, by time of day. */
function plan(duties: readonly Duty[]): HTMLElement {
  const parts = groups(duties, new Set(), "").flatMap((group) => [
    make("p", { class: "hb-day-time" }, group.time),
    make("ul", {}, ...group.duties.map((each) => make("li", {}, ...duty(each)))),
  ]);
  return make("div", { class: "hb-day" }, ...parts);
}

/** Ticks a duty, or takes the tick back. */
type TickDuty = (duty: Duty, on: boolean) => void;

/** A duty of today, with its box. */
function entry(each: Duty, done: boolean, set: TickDuty): HTMLLIElement {
  const box = make("input", { type: "checkbox", "aria-label": `做完了：${each.what}` });
  box.checked = done;
  box.addEventListener("change", () => set(each, box.checked));
  return make(
    "li",
    { class: "hb-day-entry" },
    make("label", { class: "hb-day-tick" }, box),
    make("span", {}, ...duty(each)),
  );
}

/** Open duties under their time, with how long there is left. */
function timed(group: Group, set: TickDuty): HTMLElement[] {
  const left = group.state === "next" && group.left !== null ? leftInWords(group.left) : "";
  const words = [group.time, ...(left ? [make("small", {}, left)] : [])];
  return [
    make("p", { class: `hb-day-time hb-day-time--${group.state}` }, ...words),
    make("ul", {}, ...group.duties.map((each) => entry(each, false, set))),
  ];
}

/** Duties that are folded away, with their count. */
function fold(name: string, words: string, count: number, unfolded: boolean, list: readonly Node[]): HTMLElement {
  return make(
    "details",
    { class: `hb-fold hb-day-fold hb-day-fold--${name}`, open: unfolded },
    make("summary", {}, words, " ", make("small", {}, `${count} 件`)),
    ...list,
  );
}

/**
 * The day as it stands: what is due next, what was begun, what comes later; folded, what is past its time without a
 * tick, and what is done. After the last time of the day what is past stands open: there is nothing else left to do.
 */
function standing(
  duties: readonly Duty[],
  done: ReadonlySet<string>,
  clock: string,
  set: TickDuty,
  begun: readonly HTMLElement[],
  isOpen: (name: string) => boolean,
): HTMLElement[] {
  const all = groups(duties, done, clock);
  const of = (state: Group["state"]): readonly Group[] => all.filter((group) => group.state === state);
  const day = (some: readonly Group[]): HTMLElement[] =>
    some.length ? [make("div", { class: "hb-day" }, ...some.flatMap((group) => timed(group, set)))] : [];
  const count = (some: readonly Group[]): number => some.reduce((sum, group) => sum + group.duties.length, 0);
  const [late, next, finished] = [of("late"), of("next"), duties.filter((each) => done.has(each.page))];
  const entries = finished.map((each) => entry(each, true, set));
  return [
    ...(late.length
      ? [fold("late", "过了时间、没有打勾的", count(late), !next.length || isOpen("late"), day(late))]
      : []),
    ...day(next),
    ...begun,
    ...day(of("later")),
    ...(finished.length ? [fold("done", "做完的", finished.length, isOpen("done"), [make("ul", {}, ...entries)])] : []),
  ];
}

/** Write the day of a role into its place; nothing where the agenda does not reach. */
function write(place: HTMLElement, agenda: Agenda, role: string): void {
  const own = agenda.roles[role];
  const calendar = own && agenda.calendars[own.calendar];
  const now = dayAt(Date.now(), CHINA);
  if (!own || !calendar || now < agenda.first || now > agenda.last) return;
  const [off, next] = calendar.off[now] ?? ["", now];
  const due = new Set([...own.daily, ...(own.on[next] ?? [])]);
  const duties = own.duties.filter((_, index) => due.has(index));
  const done = off ? new Set<string>() : doneOn(now, role);
  const open = duties.filter((each) => !done.has(each.page)).length;
  const words = off ? `今天休息（${off}）。下一个工作日 ${dayInWords(next)}：` : dayInWords(now);
  const count =
    off || !duties.length ? "" : open ? `做完 ${duties.length - open} / ${duties.length}` : "定时的事都做完了";
  const doubt = calendar.unannounced[next.slice(0, 4)];
  const isOpen = (name: string): boolean =>
    place.querySelector<HTMLDetailsElement>(`.hb-day-fold--${name}`)?.open ?? false;
  const begun = carryOn(agenda, own);
  const set = (each: Duty, on: boolean): void => {
    tick(now, role, each.page, on);
    // The box that was pressed has moved: the count, which says what the press did, is where the reader goes on.
    place.querySelector<HTMLElement>(".hb-today-count")?.focus();
  };
  const list = off ? [plan(duties), ...begun] : standing(duties, done, clockAt(Date.now(), CHINA), set, begun, isOpen);
  // Where nothing comes every workday, the page has no heading for it.
  const heading = place.hidden || place.querySelector("h3") ? [make("h3", {}, "今天")] : [];
  place.replaceChildren(
    ...heading,
    make(
      "p",
      { class: "hb-today-head" },
      make("span", { class: "hb-today-is" }, words),
      ...(count ? [make("span", { class: "hb-today-count", role: "status", tabindex: "-1" }, count)] : []),
    ),
    ...(doubt ? [make("p", {}, make("small", {}, `${doubt}。`))] : []),
    ...(duties.length ? [] : [make("p", {}, "没有定在这一天的事。")]),
    ...list,
  );
  place.hidden = false;
}

/**
 * Put the day of a role into its place on the home page, and keep it right while the page is shown; where there is no
 * agenda the page stays as it is.
 */
export async function showToday(part: HTMLElement, address: string): Promise<void> {
  const place = part.querySelector<HTMLElement>(".hb-today");
  const role = part.dataset.role;
  if (!place || !role) return;
  const agenda = await load(address);
  if (!agenda) return;
  write(place, agenda, role);
  if (place.dataset.kept !== undefined) return;
  place.dataset.kept = "";
  const again = (): void => {
    if (!part.hidden) write(place, agenda, role);
  };
  let shown = clockAt(Date.now(), CHINA);
  const timer = setInterval(() => {
    const clock = clockAt(Date.now(), CHINA);
    // Not under the fingers of whoever is about to tick something.
    if (clock === shown || place.contains(document.activeElement)) return;
    shown = clock;
    again();
  }, OFTEN);
  untilLeft(() => clearInterval(timer));
  untilLeft(onTicks(again));
}
