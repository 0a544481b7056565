/**
 * The reader's today on the home page: what falls on this day, or on a day off what the next workday brings.
 *
 * Which day that is, only a browser knows; everything else stands in the edition's agenda, where it is looked up.
 */
import { make } from "./elements";
import { CHINA, dayAt } from "./in-force";

export interface Duty {
  readonly what: string;
  /** 9:00 前, 下班前, 当日. */
  readonly time: string;
  /** The whole time limit; empty for what comes every workday. */
  readonly when: string;
  readonly page: string;
}

interface RoleAgenda {
  readonly calendar: string;
  readonly duties: readonly Duty[];
  /** The places of those of every workday. */
  readonly daily: readonly number[];
  /** By day, the places of all others. */
  readonly on: Readonly<Record<string, readonly number[]>>;
}

export interface Agenda {
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

function list(duties: readonly Duty[]): HTMLElement {
  const place = make("div", { class: "hb-day" });
  let items: HTMLUListElement | null = null;
  let time = "";
  for (const duty of duties) {
    if (items === null || duty.time !== time) {
      items = make("ul");
      time = duty.time;
      place.append(make("p", { class: "hb-day-time" }, time), items);
    }
    const parts = [
      make("a", { href: duty.page }, duty.what),
      ...(duty.when ? [" ", make("small", {}, duty.when)] : []),
    ];
    items.append(make("li", {}, ...parts));
  }
  return place;
}

function write(place: HTMLElement, agenda: Agenda, role: string): void {
  const own = agenda.roles[role];
  const calendar = own && agenda.calendars[own.calendar];
  const now = dayAt(Date.now(), CHINA);
  if (!own || !calendar || now < agenda.first || now > agenda.last) return;
  const [off, next] = calendar.off[now] ?? ["", now];
  const due = new Set([...own.daily, ...(own.on[next] ?? [])]);
  const duties = own.duties.filter((_, index) => due.has(index));
  const words = off ? `今天休息（${off}）。下一个工作日 ${dayInWords(next)}：` : dayInWords(now);
  const doubt = calendar.unannounced[next.slice(0, 4)];
  const lines = [
    make("p", { class: "hb-today-is" }, words),
    ...(doubt ? [make("p", {}, make("small", {}, `${doubt}。`))] : []),
  ];
  // Where nothing comes every workday, the page has no heading for it.
  const heading = place.hidden || place.querySelector("h3") ? [make("h3", {}, "今天")] : [];
  place.replaceChildren(...heading, ...lines, duties.length ? list(duties) : make("p", {}, "没有定在这一天的事。"));
  place.hidden = false;
}

/** Put the day of a role into its place on the home page; where there is no agenda the page stays as it is. */
export async function showToday(part: HTMLElement, address: string): Promise<void> {
  const place = part.querySelector<HTMLElement>(".hb-today");
  const role = part.dataset.role;
  if (!place || !role) return;
  const agenda = await load(address);
  if (agenda) write(place, agenda, role);
}
