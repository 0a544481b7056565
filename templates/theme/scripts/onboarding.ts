/** Onboarding with progress: a box at every task, a bar for every stage and one for the whole way. */
import { make, moment, progressBar, tickBox } from "./elements";
import { mark, markOf, onMarks, unmark, warning } from "./learning";
import { untilLeft } from "./lifetime";

function mount(place: HTMLElement): void {
  const path = place.dataset.item ?? "";
  const whole = progressBar("整条路径的进度");
  const shows: (() => void)[] = [];
  const all: (() => boolean)[] = [];

  for (const stage of document.querySelectorAll<HTMLElement>(".hb-tasks")) {
    const bar = progressBar("这一阶段的进度");
    stage.before(bar.line);
    const done: (() => boolean)[] = [];
    for (const task of stage.querySelectorAll<HTMLElement>("[data-task]")) {
      const { task: id = "", print = "", title = "" } = task.dataset;
      const name = `${path}.${id}`;
      const { label, box, status } = tickBox("完成了", title);
      task.append(label);
      box.addEventListener("change", () => {
        if (box.checked) mark("task", name, { print, at: new Date().toISOString() });
        else unmark("task", name);
      });
      const isDone = (): boolean => markOf("task", name)?.print === print;
      done.push(isDone);
      shows.push(() => {
        const completion = markOf("task", name);
        box.checked = isDone();
        label.classList.toggle("hb-tick--changed", completion !== null && !box.checked);
        status.textContent = completion ? (box.checked ? moment(completion.at) : "已修改，请重新确认") : "";
      });
    }
    shows.push(() => bar.set(done.filter((is) => is()).length, done.length));
    all.push(...done);
  }
  shows.push(() => whole.set(all.filter((is) => is()).length, all.length));
  place.replaceChildren(
    make(
      "section",
      { class: "hb-run", "aria-label": "我的进度" },
      make("p", { class: "hb-run-stamp" }, "我的进度"),
      whole.line,
      make("p", { class: "hb-hint" }, warning() || "只记在这台设备的浏览器里；完成以确认人签字为准。"),
    ),
  );
  place.hidden = false;
  const show = (): void => shows.forEach((one) => one());
  show();
  untilLeft(onMarks("task", show));
}

export function mountOnboarding(): void {
  document.querySelectorAll<HTMLElement>("[data-hb=onboarding]").forEach(mount);
}
