/** A procedure or a check list, worked through: start a run, tick its steps, note, finish, come back to it. The run shown stands in the address. */
import { button, make, moment, progressBar, tickBox } from "./elements";
import { all, freshId, get, isRunKey, put, remove, update, whereKept } from "./run-store";
import { done, orphans, stateOf, ticked, type Run, type Step } from "./runs";
import { onChange, sweep } from "./storage";

interface Card {
  readonly step: Step;
  readonly limit: string;
  readonly label: HTMLElement;
  readonly box: HTMLInputElement;
  readonly told: HTMLElement;
}

const NONE = "none";
let ignore = (): void => {};

/** The steps of the page as it stands now, each with a box that is hidden until a run is open. */
function cards(): Card[] {
  return [...document.querySelectorAll<HTMLElement>("[data-step]")].map((place) => {
    const { step: id = "", print = "", title = "" } = place.dataset;
    const { label, box, told } = tickBox("做完了", title);
    label.hidden = true;
    const heading = place.querySelector("h3");
    if (heading) heading.after(label);
    else place.after(label);
    return { step: { id, print, title }, limit: place.querySelector(".hb-when")?.textContent ?? "", label, box, told };
  });
}

/** The run in the address; where there is none, the only one that is open. */
function chosen(item: string): Run | null {
  const asked = new URLSearchParams(location.search).get("run");
  if (asked === NONE) return null;
  const named = asked ? get(asked) : null;
  if (named?.item === item) return named;
  const open = all(item).filter((run) => !run.finished);
  return open.length === 1 ? open[0] ?? null : null;
}

function choose(id: string): void {
  const address = new URL(location.href);
  address.searchParams.set("run", id);
  history.replaceState(history.state, "", address);
}

function option(run: Run): HTMLOptionElement {
  return make("option", { value: run.id }, `${run.name}（${run.finished ? "已完成" : `${done(run)} / ${run.steps.length}`}）`);
}

function mountRun(place: HTMLElement): void {
  const about = place.dataset;
  const { item = "", title = "", edition = "", fingerprint = "" } = about;
  const steps = cards();
  const current = steps.map((card) => card.step);
  let run: Run | null = null;

  const name = make("input", { type: "text", maxlength: "60", required: true, placeholder: "如：客户代码、日期", autocomplete: "off" });
  const start = make("form", { class: "hb-run-start" }, make("label", {}, "名称 ", name), make("button", { type: "submit", class: "hb-button" }, "开始一次执行"));
  const select = make("select");
  const picker = make("label", { class: "hb-run-pick" }, "正在看 ", select);
  const progress = progressBar("进度");
  const next = make("p", { class: "hb-run-next", role: "status" });
  const note = make("textarea", { rows: "2", maxlength: "5000" });
  const finish = button("完成这次执行", () => change((held, at) => ({ ...held, finished: at, changed: at })), false);
  const again = button("重新打开", () => change((held, at) => ({ ...held, finished: null, changed: at })));
  const drop = button("删除", () => {
    if (run) remove(run.id);
    choose(NONE);
    show();
  });
  const gone = make("p", { class: "hb-run-gone" });
  const print = button("打印", () => window.print());
  const stamp = make("p", { class: "hb-run-stamp" });
  const open = make("div", { class: "hb-run-open" }, stamp, progress.line, next, gone, make("label", { class: "hb-run-note" }, "备注 ", note),
    make("p", { class: "hb-run-acts" }, finish, again, print, drop));
  const where = make("span");
  const kept = make("p", { class: "hb-hint" }, where, " ", make("a", { href: about.all ?? "" }, "我的执行记录"));
  const panel = make("section", { class: "hb-run", "aria-label": "执行清单" }, start, picker, open, kept);

  /** Change the run shown. Working on a run takes it over into the edition of this page. */
  function change(how: (held: Run, at: string) => Run): void {
    if (!run) return;
    const at = new Date().toISOString();
    update(run.id, (held) => ({ ...how(held, at), steps: current, edition, fingerprint, title, number: about.number ?? "", page: about.page ?? "" }));
  }

  function show(): void {
    run = chosen(item);
    const known = all(item);
    where.textContent = whereKept();
    picker.hidden = known.length === 0;
    select.replaceChildren(make("option", { value: NONE }, "不选，只看流程"), ...known.map(option));
    select.value = run?.id ?? NONE;
    open.hidden = run === null;
    panel.toggleAttribute("data-open", run !== null);
    for (const card of steps) showCard(card, run);
    if (run) showRun(run);
  }

  function showCard({ step, label, box, told }: Card, held: Run | null): void {
    label.hidden = held === null;
    const state = held ? stateOf(held, step) : "open";
    const closed = held !== null && held.finished !== null;
    const tick = held?.ticks.find((made) => made.id === step.id);
    // A finished run is a record: what was done then stays done, whatever the step has become.
    box.checked = state === "done" || (closed && state === "changed");
    box.disabled = closed;
    label.classList.toggle("hb-tick--changed", state === "changed");
    told.textContent = state === "changed" ? (closed ? "做完以后，这一步已修改" : "已修改，请重新确认") : tick ? moment(tick.at) : "";
  }

  function showRun(held: Run): void {
    const closed = held.finished !== null;
    const count = closed ? held.ticks.filter((tick) => current.some((step) => step.id === tick.id)).length : done(held, current);
    progress.set(count, steps.length);
    const waiting = steps.find((card) => stateOf(held, card.step) !== "done");
    if (held.finished) next.textContent = `已于 ${moment(held.finished)} 完成${count < steps.length ? `，有 ${steps.length - count} 步没有勾` : ""}。`;
    else if (waiting) next.textContent = `下一步：${waiting.step.title}${waiting.limit && `（${waiting.limit}）`}`;
    else next.textContent = "全部做完了，可以点「完成这次执行」。";
    const left = orphans(held, current);
    gone.textContent = left.length ? `本版已没有这些步骤，原来的勾选留在记录里：${left.map((tick) => tick.title).join("、")}。` : "";
    stamp.textContent = `${held.name}　开始于 ${moment(held.started)}　${held.edition}`;
    // Not while it is typed here: that would only move the cursor.
    if (document.activeElement !== note) note.value = held.note;
    note.disabled = closed;
    finish.hidden = closed;
    again.hidden = !closed;
  }

  start.addEventListener("submit", (event) => {
    event.preventDefault();
    const called = name.value.trim();
    if (!called) return;
    const at = new Date().toISOString();
    const id = freshId();
    choose(id);
    put({ id, item, number: about.number ?? "", title, page: about.page ?? "", edition, fingerprint, name: called, note: "", started: at, changed: at,
      finished: null, steps: current, ticks: [] });
    name.value = "";
    show();
  });
  select.addEventListener("change", () => {
    note.blur();
    choose(select.value);
    show();
  });
  note.addEventListener("input", () => change((held, at) => ({ ...held, note: note.value, changed: at })));
  for (const { step, box } of steps) box.addEventListener("change", () => change((held, at) => ticked(held, step, box.checked, at)));

  place.replaceChildren(panel);
  place.hidden = false;
  show();
  ignore = onChange((key) => { if (isRunKey(key)) show(); });
}

export function mountChecklist(): void {
  ignore();
  ignore = () => {};
  sweep();
  document.querySelectorAll<HTMLElement>("[data-hb=run]").forEach(mountRun);
}
