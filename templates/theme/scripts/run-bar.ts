/**
 * On a phone the check list is longer than the screen: a line at its foot says how far the run is and leads to what
 * comes next.
 */
import { button, make, progressBar } from "./elements";
import type { Card } from "./run-cards";

/** The line, to stand last in the article, and what sets it. `finish` is where to go when nothing is left. */
export function runBar(finish: HTMLElement): {
  line: HTMLElement;
  set: (done: number, all: number, waiting: Card | undefined) => void;
} {
  const progress = progressBar("执行进度");
  let next: Card | undefined;
  const lead = button("", () => (next ?? finish).focus());
  return {
    line: make(
      "div",
      { class: "hb-run-bar", role: "group", "aria-label": "这次执行", hidden: true },
      progress.line,
      lead,
    ),
    set: (done, all, waiting) => {
      progress.set(done, all);
      next = waiting;
      lead.textContent = waiting
        ? `${waiting.step.yesno ? "下一项" : "下一步"}：${waiting.step.title}`
        : "全部做完了，去完成";
    },
  };
}
