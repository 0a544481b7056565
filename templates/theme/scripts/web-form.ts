/**
 * A form of the handbook as a web form: opened on its page, kept as a draft in this browser, checked, and saved as the
 * Word document. Nothing is sent.
 */
import { button, make, moment } from "./elements";
import { download } from "./form-download";
import { toFilling, totalOf } from "./web-form-answers";
import type { Ask } from "./web-form-beside";
import { type Answers, type Form, type Material, rowsOf as rowsIn, type Section } from "./web-form-definition";
import { ask } from "./web-form-fields";
import { type Rows, rowsOf } from "./web-form-rows";
import { check, isDoubtful, isIncomplete, isWrong, keysOf, type Remark } from "./web-form-rules";
import { summary } from "./web-form-summary";

/** Up to as many empty places are named once more after a download. */
const FEW = 3;

/** The draft of one form in one edition, as this browser keeps it. */
export interface Draft {
  read(): Answers | null;
  write(answers: Answers): void;
  remove(): void;
  /** What a reader should know of where it is kept. */
  whereKept(): string;
}

export interface WebForm {
  /** Show what the draft says now: another tab has changed it. */
  refresh(): void;
}

/**
 * Build the form in `place`. `role` is the id of the reader's role, if there is one; `close` is called when the reader
 * has done with it.
 */
export function openWebForm(
  place: HTMLElement,
  material: Material,
  draft: Draft,
  role: string | null,
  close: () => void,
): WebForm {
  const form = material.definition;
  const single: Ask[] = [];
  const rows = new Map<string, Rows>();
  let tried = false;
  const status = make("p", { class: "hb-form-told", role: "status" });
  const press = button("下载 Word", () => hand(false), false);
  const problems = summary(placeOf, () => hand(true));
  const sections = form.sections.map(part);
  const page = make(
    "form",
    { class: "hb-web-form", novalidate: true, autocomplete: "off", "aria-labelledby": "web-form-title" },
    make("h2", { id: "web-form-title", tabindex: "-1" }, `在网页上填：${form.title}`),
    make("p", { class: "hb-hint" }, "标 ", make("span", { class: "hb-star" }, "*"), " 的必须填写。", draft.whereKept()),
    problems.element,
    ...sections,
    make("p", { class: "hb-form-acts" }, press, button("清空重填", clear), button("收起", close)),
    status,
  );

  function part(section: Section): HTMLElement {
    const heading = section.title ? [make("h3", {}, section.title)] : [];
    const id = `web-${form.id}-${section.id}`;
    if (section.rows) {
      const table = rowsOf(section, id, changed, tellUndo);
      rows.set(section.id, table);
      return make("section", {}, ...heading, table.element);
    }
    const grid = make("div", { class: "hb-asks" });
    let group = "";
    for (const field of section.fields) {
      const control = ask(field, `${id}-${field.id}`, false);
      const own = (field.kind === "yesno" && field.group) || "";
      if (own && own !== group) grid.append(make("h4", {}, own));
      group = own;
      control.element.classList.toggle("hb-ask--wide", field.wide === true);
      grid.append(control.element);
      single.push(control);
    }
    return make("section", {}, ...heading, grid);
  }

  function read(): Answers {
    return Object.assign(
      {},
      ...single.map((each) => each.read()),
      ...[...rows].map(([id, list]) => ({ [id]: list.read() })),
    ) as Answers;
  }

  function show(answers: Answers): void {
    for (const each of single) each.show(answers);
    for (const section of form.sections) rows.get(section.id)?.show(rowsIn(answers, section));
    showTotals(answers);
  }

  function showTotals(answers: Answers): void {
    for (const each of single)
      if (each.field.kind === "total") each.show({ [each.field.id]: totalOf(form, each.field, answers) });
  }

  function changed(): void {
    const answers = read();
    draft.write(answers);
    showTotals(answers);
    if (tried) judge(answers);
  }

  /** Say what is wrong, above and beside each field. */
  function judge(answers: Answers): Remark[] {
    const remarks = check(form, answers, today());
    forget();
    for (const remark of remarks) asksOf(remark).forEach((each) => each.complain(remark.key, remark.text));
    problems.show(
      remarks.filter((remark) => isWrong(form, remark)),
      remarks.filter((remark) => isIncomplete(form, remark)),
      remarks.filter((remark) => isDoubtful(form, remark)),
    );
    return remarks;
  }

  function asksOf(remark: Remark): readonly Ask[] {
    return (remark.row ? (rows.get(remark.section)?.row(remark.row) ?? []) : single).filter((each) =>
      keysOf(each.field).includes(remark.key),
    );
  }

  function placeOf(remark: Remark): HTMLElement | null {
    return asksOf(remark)[0]?.place(remark.key) ?? null;
  }

  /** Hand over the Word document, if nothing stands against it; `anyway` is whether it may lack something, or be odd. */
  function hand(anyway: boolean): void {
    const answers = read();
    const remarks = judge(answers);
    tried = true;
    status.textContent = "";
    // Who signs by hand leaves the name out: that alone holds nothing up.
    if (remarks.some((remark) => isWrong(form, remark) || (!anyway && remark.kind !== "unsigned"))) {
      problems.element.focus();
      problems.element.scrollIntoView({ block: "start" });
      return;
    }
    try {
      download(material, dayOf(form, answers) || today(), toFilling(form, withoutEmptyRows(form, answers)));
    } catch {
      status.textContent = "这个浏览器生成不了 Word 文件，请下载空白的 Word 表填写。填好的内容还在草稿里。";
      return;
    }
    tried = false;
    problems.hide();
    forget();
    press.focus();
    const left = remarks.filter((remark) => isIncomplete(form, remark));
    const open =
      left.length > FEW ? `还有 ${left.length} 处没有填。` : left.map((remark) => `${remark.text}。`).join("");
    status.textContent = `已下载，请打开核对后提交。${open}草稿还在，不用了就点「清空重填」。`;
  }

  function clear(): void {
    const before = read();
    draft.remove();
    tried = false;
    problems.hide();
    forget();
    show(beginning(form, role));
    tellUndo("已清空。", () => {
      show(before);
      changed();
    });
  }

  /** Take back all that was said. */
  function forget(): void {
    for (const each of [...single, ...[...rows.values()].flatMap((list) => list.all())]) each.clear();
  }

  function tellUndo(words: string, undo: () => void): void {
    const back = button("撤销", () => {
      status.textContent = "已撤销。";
      undo();
    });
    status.replaceChildren(words, " ", back);
    back.focus();
  }

  page.addEventListener("submit", (event) => event.preventDefault());
  page.addEventListener("input", changed);
  place.replaceChildren(page);
  place.hidden = false;
  show(draft.read() ?? beginning(form, role));
  return {
    refresh: () => {
      if (JSON.stringify(draft.read() ?? {}) !== JSON.stringify(read())) show(draft.read() ?? beginning(form, role));
    },
  };
}

function today(): string {
  return moment(new Date().toISOString()).slice(0, 10);
}

/** What is there before anybody has written anything: today as the day of the form, and the reader's own role. */
function beginning(form: Form, role: string | null): Answers {
  const fields = form.sections.filter((section) => !section.rows).flatMap((section) => section.fields);
  const own = fields.flatMap((field) => {
    const option = role && field.kind === "choice" && field.own?.[role];
    return option ? [[field.id, option]] : [];
  });
  const day = fields
    .filter((field) => field.id === form.day && field.kind === "date")
    .map((field) => [field.id, today()]);
  return Object.fromEntries([...day, ...own]) as Answers;
}

function dayOf(form: Form, answers: Answers): string {
  const day = answers[form.day];
  return typeof day === "string" ? day : "";
}

function withoutEmptyRows(form: Form, answers: Answers): Answers {
  return {
    ...answers,
    ...Object.fromEntries(
      form.sections
        .filter((section) => section.rows)
        .map((section) => [section.id, rowsIn(answers, section).filter((row) => Object.keys(row).length)]),
    ),
  };
}
