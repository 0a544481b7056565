/** All runs of this browser: find, open, delete, take away and bring back. */
import { button, make, moment, save } from "./elements";
import { untilLeft } from "./lifetime";
import { all, isRunKey, put, remove, whereKept } from "./run-store";
import { asCsv, asJson, done, fromJson, type Run } from "./runs";
import { clear, onChange } from "./storage";

const MOST = 20_000_000;
/** Keep what is newer than what is here. Says what was done. */
function bringIn(words: string): string {
  const runs = fromJson(words);
  if (typeof runs === "string") return runs;
  const here = new Map(all().map((run) => [run.id, run]));
  const fresh = runs.filter((run) => !here.has(run.id));
  const newer = runs.filter((run) => (here.get(run.id)?.changed ?? run.changed) < run.changed);
  for (const run of [...fresh, ...newer]) put(run);
  const same = runs.length - fresh.length - newer.length;
  return `导入了 ${fresh.length} 条，更新了 ${newer.length} 条，${same} 条已经在这里。`;
}

function entry(run: Run, known: ReadonlySet<string>): HTMLLIElement {
  const name = known.has(run.page)
    ? make("a", { href: `${run.page}?run=${run.id}` }, run.name)
    : make("span", {}, run.name);
  const state = run.finished ? `已完成，${moment(run.finished)}` : "进行中";
  const drop = button("删除", () => remove(run.id));
  drop.setAttribute("aria-label", `删除 ${run.name}`);
  const facts = [run.title, `${done(run)} / ${run.steps.length}`, state, run.edition];
  const text = make("p", {}, make("b", {}, name), make("br"), make("small", {}, facts.join(" · ")));
  return make("li", {}, run.note ? make("div", {}, text, make("p", { class: "hb-hint" }, run.note)) : text, drop);
}

function mount(place: HTMLElement): void {
  const known = new Set((place.dataset.pages ?? "").split(" "));
  const words = make("input", { type: "search", placeholder: "名称、流程、备注", autocomplete: "off" });
  const which = make(
    "select",
    {},
    make("option", { value: "" }, "全部"),
    make("option", { value: "open" }, "进行中"),
    make("option", { value: "finished" }, "已完成"),
  );
  const status = make("p", { class: "hb-run-told", role: "status" });
  const list = make("ul", { class: "hb-run-list" });
  const file = make("input", { type: "file", accept: ".json,application/json" });
  const day = (): string => moment(new Date().toISOString()).slice(0, 10);

  function show(): void {
    const asked = words.value.trim().toLowerCase();
    const matches = all().filter(
      (run) =>
        (!which.value || (which.value === "finished") === (run.finished !== null)) &&
        [run.name, run.title, run.note, run.number].some((text) => text.toLowerCase().includes(asked)),
    );
    list.replaceChildren(...matches.map((run) => entry(run, known)));
    if (!matches.length)
      list.append(make("li", { class: "hb-hint" }, all().length ? "没有符合条件的执行记录。" : "还没有执行记录。"));
  }

  words.addEventListener("input", show);
  which.addEventListener("change", show);
  file.addEventListener("change", () => {
    const picked = file.files?.[0];
    file.value = "";
    if (!picked) return;
    if (picked.size > MOST) status.textContent = "文件太大，不像是从这里导出的执行记录。";
    else
      picked.text().then(
        (text) => {
          status.textContent = bringIn(text);
        },
        () => {
          status.textContent = "这个文件读不出来。";
        },
      );
  });
  const acts = make(
    "p",
    { class: "hb-run-acts" },
    button("导出 CSV", () => save(`执行记录-${day()}.csv`, "text/csv;charset=utf-8", asCsv(all(), moment))),
    button("导出 JSON", () => save(`执行记录-${day()}.json`, "application/json", asJson(all()))),
    make("label", { class: "hb-run-file" }, "导入 JSON ", file),
  );
  const wipe = button("清除本机数据", () => {
    clear();
    status.textContent = "这台设备上的执行记录、进度、自测、阅读确认、表单草稿和所选岗位都已清除。";
  });
  place.replaceChildren(
    make("div", { class: "hb-run-find" }, make("label", {}, "查找 ", words), make("label", {}, "状态 ", which)),
    list,
    acts,
    status,
    make("p", { class: "hb-hint" }, whereKept()),
    make("p", { class: "hb-run-acts" }, wipe),
  );
  place.hidden = false;
  show();
  untilLeft(
    onChange((key) => {
      if (isRunKey(key)) show();
    }),
  );
}

export function mountMyRuns(): void {
  document.querySelectorAll<HTMLElement>("[data-hb=my-runs]").forEach(mount);
}
