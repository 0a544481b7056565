/**
 * Self-tests: choose, check, read why. The first answer counts for the score until the question is changed or the test
 * begun anew.
 */
import { button, make, progressBar } from "./elements";
import { mark, markOf, onMarks, unmark, warning } from "./learning";
import { untilLeft } from "./lifetime";

interface Asked {
  readonly name: string;
  readonly print: string;
  readonly reset: () => void;
}

/** Make the answers of a question choosable. Where several are right, several can be chosen. */
function mountQuestion(question: HTMLElement, test: string): Asked {
  const name = `${test}.${question.dataset.question ?? ""}`;
  const print = question.dataset.print ?? "";
  const answers = [...question.querySelectorAll<HTMLElement>(".hb-answers li")];
  const several = answers.filter((answer) => answer.dataset.right === "yes").length > 1;
  const boxes = answers.map((answer) => {
    const box = make("input", { type: several ? "checkbox" : "radio", name });
    answer.replaceChildren(make("label", {}, box, make("span", {}, ...answer.childNodes)));
    return box;
  });
  const status = make("p", { class: "hb-verdict", role: "status" });
  const fold = question.querySelector("details");

  const check = button("检查", () => {
    if (!boxes.some((box) => box.checked)) {
      status.textContent = several ? "先选出你认为对的，可以多选。" : "先选一个。";
      return;
    }
    const right = answers.every(
      (answer, place) => (answer.dataset.right === "yes") === (boxes[place]?.checked ?? false),
    );
    answers.forEach((answer, place) => {
      answer.classList.toggle("hb-right", answer.dataset.right === "yes");
      answer.classList.toggle("hb-wrong", answer.dataset.right !== "yes" && (boxes[place]?.checked ?? false));
    });
    status.textContent = right ? "✓ 答对了" : "✕ 不对，看看讲解";
    if (markOf("question", name)?.print !== print)
      mark("question", name, { print, at: new Date().toISOString(), right });
    fold?.setAttribute("open", "");
  });
  const reset = (): void => {
    boxes.forEach((box) => {
      box.checked = false;
    });
    answers.forEach((answer) => answer.classList.remove("hb-right", "hb-wrong"));
    status.textContent = "";
    fold?.removeAttribute("open");
  };
  question.querySelector(".hb-answers")?.after(make("p", { class: "hb-run-acts" }, check), status);
  return { name, print, reset };
}

function mount(place: HTMLElement): void {
  const asked = [...document.querySelectorAll<HTMLElement>(".hb-question")].map((question) =>
    mountQuestion(question, place.dataset.item ?? ""),
  );
  const bar = progressBar("已答的题");
  const score = make("p", { class: "hb-run-next", role: "status" });
  const anew = button("重做", () =>
    asked.forEach(({ name, reset }) => {
      unmark("question", name);
      reset();
    }),
  );
  const show = (): void => {
    const answers = asked
      .map(({ name, print }) => ({ held: markOf("question", name), print }))
      .filter(({ held, print }) => held?.print === print);
    bar.set(answers.length, asked.length);
    score.textContent = answers.length
      ? `答对 ${answers.filter(({ held }) => held?.right).length} 题，共答 ${answers.length} 题。`
      : "还没有作答。";
    anew.hidden = answers.length === 0;
  };
  place.replaceChildren(
    make(
      "section",
      { class: "hb-run", "aria-label": "我的成绩" },
      bar.line,
      score,
      make("p", { class: "hb-run-acts" }, anew),
      make(
        "p",
        { class: "hb-hint" },
        warning() || "以每题第一次的回答计分；只记在这台设备的浏览器里，不会传给任何人。",
      ),
    ),
  );
  place.hidden = false;
  show();
  untilLeft(onMarks("question", show));
}

export function mountSelfTests(): void {
  document.querySelectorAll<HTMLElement>("[data-hb=quiz]").forEach(mount);
}
