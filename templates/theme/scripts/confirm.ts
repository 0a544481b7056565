/**
 * Read confirmation: a page is confirmed together with the print of its content, and is due again once that has
 * changed.
 */
import { confirmationForm, type Reader } from "./confirmation-form";
import { csv } from "./csv";
import { button, make, moment, save } from "./elements";
import { type Mark, mark, markOf, onMarks, warning } from "./learning";
import { untilLeft } from "./lifetime";
import { myRole } from "./own-role";

type State = "never" | "due" | "read";

function stateOf(confirmation: Mark | null, print: string): State {
  if (!confirmation) return "never";
  return confirmation.print === print ? "read" : "due";
}

function sentence(confirmation: Mark | null, print: string): string {
  switch (stateOf(confirmation, print)) {
    case "never":
      return "还没有确认";
    case "due":
      return `内容已修改，请再读一遍（上次 ${moment(confirmation?.at ?? "")}）`;
    case "read":
      return `已确认，${moment(confirmation?.at ?? "")}`;
  }
}

/** At the foot of a page. */
function mountPage(place: HTMLElement): void {
  const { item = "", print = "", title = "", number = "", edition = "", all = "" } = place.dataset;
  const status = make("span", { role: "status" });
  const press = button(
    "我已阅读并理解",
    () => mark("read", item, { print, at: new Date().toISOString(), title, number, edition }),
    false,
  );
  const show = (): void => {
    const confirmation = markOf("read", item);
    const state = stateOf(confirmation, print);
    status.textContent = state === "never" ? "" : sentence(confirmation, print);
    press.hidden = state === "read";
    place.dataset.state = state;
  };
  place.replaceChildren(
    make(
      "section",
      { class: "hb-confirm", "aria-label": "阅读确认" },
      press,
      status,
      make("a", { href: all }, "阅读确认一览"),
      make("small", {}, warning()),
    ),
  );
  place.hidden = false;
  show();
  untilLeft(onMarks("read", show));
}

/** The list of all pages that are to be read. */
function mountList(place: HTMLElement): void {
  const { edition = "" } = place.dataset;
  const every = [...document.querySelectorAll<HTMLElement>("[data-read]")];
  const roles = [...place.querySelectorAll<HTMLElement>("[data-role]")];
  const whose = make(
    "select",
    {},
    make("option", { value: "" }, "全部岗位"),
    ...roles.map((role) => make("option", { value: role.dataset.role ?? "" }, role.textContent ?? "")),
  );
  const own = myRole();
  whose.value = roles.some((role) => role.dataset.role === own) && own ? own : "";
  /** What names no role concerns all of them. */
  const concerns = (row: HTMLElement): boolean =>
    !whose.value || !row.dataset.roles || row.dataset.roles.split(" ").includes(whose.value);
  const confirmationOf = (row: HTMLElement): Mark | null => markOf("read", row.dataset.read ?? "");
  const state = (row: HTMLElement): State => stateOf(confirmationOf(row), row.dataset.print ?? "");
  const which = make(
    "select",
    {},
    make("option", { value: "" }, "全部"),
    make("option", { value: "due" }, "要再读一遍的"),
    make("option", { value: "never" }, "还没有确认的"),
    make("option", { value: "read" }, "已确认的"),
  );
  const status = make("p", { role: "status" });

  function show(): void {
    const rows = every.filter(concerns);
    for (const row of every) {
      row.textContent = sentence(confirmationOf(row), row.dataset.print ?? "");
      row.dataset.state = state(row);
      const line = row.closest("li");
      if (line) line.hidden = !rows.includes(row) || (which.value !== "" && state(row) !== which.value);
    }
    const count = (asked: State): number => rows.filter((row) => state(row) === asked).length;
    status.textContent = `已确认 ${count("read")} 页，要再读一遍 ${count("due")} 页，还没有确认 ${count("never")} 页。`;
  }

  const read = (): HTMLElement[] => every.filter((row) => concerns(row) && state(row) === "read");
  const day = (): string => moment(new Date().toISOString()).slice(0, 10);
  const table = (): void =>
    save(
      `阅读确认-${day()}.csv`,
      "text/csv;charset=utf-8",
      csv([
        ["编号", "名称", "手册版本", "内容指纹", "确认时间"],
        ...read().map((row) => [
          row.dataset.number ?? "",
          row.dataset.title ?? "",
          confirmationOf(row)?.edition ?? "",
          row.dataset.print ?? "",
          moment(confirmationOf(row)?.at ?? ""),
        ]),
      ]),
    );
  const line = ({ number, title, print }: DOMStringMap, at: string): string =>
    `${[number, title].filter(Boolean).join(" ")}　指纹 ${print}　${at}`;
  const text = (): void =>
    save(
      `阅读确认-${day()}.txt`,
      "text/plain;charset=utf-8",
      [
        place.dataset.formTitle ? `阅读确认（附在《${place.dataset.formTitle}》后）` : "阅读确认",
        `手册版本：${edition}`,
        "姓名：＿＿＿＿＿＿＿＿　签字：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿",
        "",
        ...read().map((row) => line(row.dataset, moment(confirmationOf(row)?.at ?? ""))),
        "",
      ].join("\r\n"),
    );
  const reader = (): Reader => ({
    role: whose.value && (whose.selectedOptions[0]?.textContent ?? ""),
    complete: whose.value !== "" && every.filter(concerns).every((row) => state(row) === "read"),
  });
  place.replaceChildren(
    make(
      "section",
      { class: "hb-run", "aria-label": "确认情况" },
      status,
      make("div", { class: "hb-run-find" }, make("label", {}, "岗位 ", whose), make("label", {}, "显示 ", which)),
      make("p", { class: "hb-run-acts" }, button("导出文本", text), button("导出 CSV", table)),
      ...confirmationForm(place, reader),
      make("p", { class: "hb-hint" }, warning()),
    ),
  );
  which.addEventListener("change", show);
  whose.addEventListener("change", show);
  place.hidden = false;
  show();
  untilLeft(onMarks("read", show));
}

export function mountConfirm(): void {
  document.querySelectorAll<HTMLElement>("[data-hb=confirm]").forEach(mountPage);
  document.querySelectorAll<HTMLElement>("[data-hb=my-reading]").forEach(mountList);
}
