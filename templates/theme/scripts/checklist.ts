/**
 * A procedure or a check list, worked through: start a run, tick its steps, note, finish, come back to it. The run
 * shown stands in the address.
 */
import { button, lines, make, moment, progressBar } from "./elements";
import { listen, untilLeft } from "./lifetime";
import { runBar } from "./run-bar";
import { type Change, cards } from "./run-cards";
import { all, freshId, get, isRunKey, put, remove, update, whereKept } from "./run-store";
import { done, orphans, type Run, stateOf } from "./runs";
import { onChange, sweep } from "./storage";

const NONE = "none";
/** The run in the address; where there is none, the only one that is open. */
function chosen(item: string): Run | null {
  const asked = new URLSearchParams(location.search).get("run");
  if (asked === NONE) return null;
  const named = asked ? get(asked) : null;
  if (named?.item === item) return named;
  const open = all(item).filter((run) => !run.finished);
  return open.length === 1 ? (open[0] ?? null) : null;
}

function choose(id: string): void {
  const address = new URL(location.href);
  address.searchParams.set("run", id);
  history.replaceState(history.state, "", address);
}

function option(run: Run): HTMLOptionElement {
  return make(
    "option",
    { value: run.id },
    `${run.name}（${run.finished ? "已完成" : `${done(run)} / ${run.steps.length}`}）`,
  );
}

function mountRun(place: HTMLElement): void {
  const about = place.dataset;
  const { item = "", title = "", edition = "", fingerprint = "" } = about;
  let run: Run | null = null;

  /** Working on a run takes it over into the edition of this page. */
  const change: Change = (how) => {
    if (!run) return;
    const at = new Date().toISOString();
    update(run.id, (old) => ({
      ...how(old, at),
      steps: current,
      edition,
      fingerprint,
      title,
      number: about.number ?? "",
      page: about.page ?? "",
    }));
  };
  const steps = cards(change);
  const current = steps.map((card) => card.step);

  const name = make("input", {
    type: "text",
    maxlength: "60",
    required: true,
    placeholder: "如：客户代码、日期",
    autocomplete: "off",
  });
  const start = make(
    "form",
    { class: "hb-run-start" },
    make("label", {}, "名称 ", name),
    make("button", { type: "submit", class: "hb-button" }, "开始一次执行"),
  );
  const select = make("select");
  const picker = make("label", { class: "hb-run-pick" }, "正在看 ", select);
  const progress = progressBar("进度");
  const next = make("p", { class: "hb-run-next", role: "status" });
  const note = lines("备注", 5000);
  const finish = button(
    "完成这次执行",
    () => {
      const lacking = steps.find((card) => run && stateOf(run, card.step) === "lacking");
      if (!lacking) return change((old, at) => ({ ...old, finished: at, changed: at }));
      next.textContent = `「${lacking.step.title}」选了「否」：先写怎么改，再完成。`;
      lacking.focus();
    },
    false,
  );
  const again = button("重新打开", () => change((old, at) => ({ ...old, finished: null, changed: at })));
  const drop = button("删除", () => {
    if (run) remove(run.id);
    choose(NONE);
    show();
  });
  const gone = make("p", { class: "hb-run-gone" });
  const print = button("打印", () => window.print());
  const stamp = make("p", { class: "hb-run-stamp" });
  const open = make(
    "div",
    { class: "hb-run-open" },
    stamp,
    progress.line,
    next,
    gone,
    note.label,
    make("p", { class: "hb-run-acts" }, finish, again, print, drop),
  );
  const where = make("span");
  const kept = make("p", { class: "hb-hint" }, where, " ", make("a", { href: about.all ?? "" }, about.allTitle ?? ""));
  const panel = make("section", { class: "hb-run", "aria-label": "执行清单" }, start, picker, open, kept);
  const bar = runBar(finish);

  function show(): void {
    run = chosen(item);
    const known = all(item);
    where.textContent = whereKept();
    picker.hidden = known.length === 0;
    select.replaceChildren(make("option", { value: NONE }, "不选，只看流程"), ...known.map(option));
    select.value = run?.id ?? NONE;
    open.hidden = run === null;
    panel.toggleAttribute("data-open", run !== null);
    for (const card of steps) card.show(run);
    bar.line.hidden = run === null || run.finished !== null;
    if (run) showRun(run);
  }

  function showRun(latest: Run): void {
    const closed = latest.finished !== null;
    const count = closed
      ? latest.ticks.filter((tick) => current.some((step) => step.id === tick.id)).length
      : done(latest, current);
    progress.set(count, steps.length);
    const waiting = steps.find((card) => stateOf(latest, card.step) !== "done");
    if (latest.finished) {
      const open = count < steps.length ? `，有 ${steps.length - count} 步没有勾` : "";
      next.textContent = `已于 ${moment(latest.finished)} 完成${open}。`;
    } else if (waiting) {
      const limit = waiting.limit && `（${waiting.limit}）`;
      next.textContent = `${waiting.step.yesno ? "下一项" : "下一步"}：${waiting.step.title}${limit}`;
    } else {
      next.textContent = "全部做完了，可以点「完成这次执行」。";
    }
    const left = orphans(latest, current);
    gone.textContent = left.length
      ? `本版已没有这些步骤，原来的勾选留在记录里：${left.map((tick) => tick.title).join("、")}。`
      : "";
    stamp.textContent = `${latest.name}　开始于 ${moment(latest.started)}　${latest.edition}`;
    note.set(latest.note);
    note.field.disabled = closed;
    bar.set(count, steps.length, waiting);
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
    put({
      id,
      item,
      number: about.number ?? "",
      title,
      page: about.page ?? "",
      edition,
      fingerprint,
      name: called,
      note: "",
      started: at,
      changed: at,
      finished: null,
      steps: current,
      ticks: [],
    });
    name.value = "";
    show();
  });
  select.addEventListener("change", () => {
    note.field.blur();
    choose(select.value);
    show();
  });
  note.field.addEventListener("input", () => change((old, at) => ({ ...old, note: note.field.value, changed: at })));

  place.replaceChildren(panel);
  place.hidden = false;
  place.closest("article")?.append(bar.line);
  show();
  untilLeft(
    onChange((key) => {
      if (isRunKey(key)) show();
    }),
  );
  // Back or forward to another run on the same page.
  listen(window, "popstate", show);
}

export function mountChecklist(): void {
  sweep();
  document.querySelectorAll<HTMLElement>("[data-hb=run]").forEach(mountRun);
}
