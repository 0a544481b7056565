/**
 * The steps of a procedure or check list as they stand on the page: each with a box to tick, or with a question to
 * answer.
 */
import { lines, make, moment, tickBox } from "./elements";
import { type Answer, answered, type Run, type Step, stateOf, ticked, tickOf } from "./runs";

export interface Card {
  readonly step: Step;
  /** When it is to be done, in words. */
  readonly limit: string;
  /** How it stands in a run; hidden where there is none. */
  readonly show: (run: Run | null) => void;
  /** Leads the reader to where something is missing. */
  readonly focus: () => void;
}

/** Changes the run shown, at the present moment. */
export type Change = (how: (old: Run, at: string) => Run) => void;

const REMEDY = 500;

/** All steps of the page, in their order. */
export function cards(change: Change): Card[] {
  return [...document.querySelectorAll<HTMLElement>("[data-step]")].map((place) => {
    const { step: id = "", print = "", title = "", ifNo } = place.dataset;
    const limit = place.querySelector(".hb-when")?.textContent ?? "";
    const heading = place.querySelector("h3") ?? place;
    if (ifNo === undefined) return tickCard(heading, { id, print, title }, limit, change);
    // In a table the last cell is the one with room to write in.
    return questionCard(
      place.closest("tr")?.lastElementChild ?? place,
      { id, print, title, yesno: true },
      ifNo,
      change,
    );
  });
}

/**
 * What stands beside the tick of a step. A finished run is a record: what was done then stays done, whatever the step
 * has become.
 */
function remark(run: Run, step: Step): string {
  const tick = tickOf(run, step);
  if (stateOf(run, step) === "changed") return run.finished ? "做完以后，这一步已修改" : "已修改，请重新确认";
  return tick ? moment(tick.at) : "";
}

function counts(run: Run | null, step: Step): boolean {
  const state = run ? stateOf(run, step) : "open";
  return state === "done" || state === "lacking" || (state === "changed" && run !== null && run.finished !== null);
}

function tickCard(heading: Element, step: Step, limit: string, change: Change): Card {
  const { label, box, status } = tickBox("做完了", step.title);
  box.addEventListener("change", () => change((old, at) => ticked(old, step, box.checked, at)));
  heading.after(label);
  return {
    step,
    limit,
    focus: () => box.focus(),
    show: (run) => {
      label.hidden = run === null;
      box.checked = counts(run, step);
      box.disabled = run !== null && run.finished !== null;
      label.classList.toggle("hb-tick--changed", run !== null && stateOf(run, step) === "changed");
      status.textContent = run ? remark(run, step) : "";
    },
  };
}

function questionCard(place: Element, step: Step, ifNo: string, change: Change): Card {
  const remedy = lines(ifNo, REMEDY);
  const boxes = (["是", "否"] as const).map((answer) => {
    const box = make("input", { type: "radio", name: `run-${step.id}`, value: answer });
    box.addEventListener("change", () =>
      change((old, at) => answered(old, step, answer, answer === "否" ? remedy.field.value : "", at)),
    );
    return box;
  });
  remedy.field.required = true;
  remedy.field.addEventListener("input", () =>
    change((old, at) => {
      const tick = tickOf(old, step);
      return tick ? { ...answered(old, step, tick.answer, remedy.field.value, tick.at), changed: at } : old;
    }),
  );
  const status = make("span", { class: "hb-tick-told" });
  const choice = make(
    "div",
    { class: "hb-yesno-choice", role: "radiogroup", "aria-label": step.title },
    ...boxes.map((box) => make("label", { class: "hb-tick" }, box, make("span", {}, box.value))),
    status,
  );
  const whole = make("div", { class: "hb-yesno" }, choice, remedy.label);
  place.append(whole);
  return {
    step,
    limit: "",
    focus: () => (remedy.label.hidden ? boxes[0] : remedy.field)?.focus(),
    show: (run) => {
      whole.hidden = run === null;
      const tick = run && tickOf(run, step);
      const answer: Answer | null = tick && counts(run, step) ? tick.answer : null;
      const closed = run !== null && run.finished !== null;
      for (const box of boxes) {
        box.checked = box.value === answer;
        box.disabled = closed;
      }
      remedy.label.hidden = answer !== "否";
      remedy.set(answer === "否" && tick ? tick.remedy : "");
      remedy.field.disabled = closed;
      whole.classList.toggle("hb-tick--changed", run !== null && stateOf(run, step) === "changed");
      status.textContent = run ? remark(run, step) : "";
    },
  };
}
