/**
 * The reader's own role: chosen once on the home page or on the page of a role, kept in this browser, the same in every
 * tab.
 *
 * The pages hold the work of every role already; this only shows the right part of it, so it needs no request and works
 * from a folder.
 */
import { choose, myRole, ROLE } from "./own-role";
import { onChange } from "./storage";
import { showToday } from "./today";

const PLACE = "[data-hb=my-role]";

/* ---- the home page ---- */

function parts(place: Element): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>(".hb-my-work")];
}

/** The list of roles to choose from, and the line that tells a screen reader what the choice did. */
function addChooser(place: Element): void {
  if (place.querySelector("select")) return;
  const label = document.createElement("label");
  const select = document.createElement("select");
  label.append("我是", select);
  select.add(new Option("请选择岗位", ""));
  for (const part of parts(place)) select.add(new Option(part.dataset.title, part.dataset.role));
  const status = document.createElement("p");
  status.className = "hb-unseen";
  status.setAttribute("role", "status");
  select.addEventListener("change", () => {
    choose(select.value || null);
    const part = parts(place).find((each) => !each.hidden);
    status.textContent = part
      ? `已显示${part.dataset.title}的工作：每个工作日 ${part.dataset.daily} 件定时的事`
      : "没有选岗位，显示全部门的一天";
  });
  const chooser = document.createElement("div");
  chooser.className = "hb-my-chooser";
  chooser.append(label);
  const hint = document.createElement("p");
  hint.className = "hb-my-hint";
  hint.textContent = "选一次，以后打开首页就是自己的一天、时限、表单和指标。选择只记在这台设备的浏览器里。";
  place.prepend(chooser, hint, status);
  // The links to the pages of all roles are for readers without scripts.
  place.querySelectorAll<HTMLElement>(".hb-my-roles").forEach((list) => {
    list.hidden = true;
  });
}

function showWork(place: Element, role: string | null): void {
  const chosen = parts(place).find((part) => part.dataset.role === role);
  for (const part of parts(place)) part.hidden = part !== chosen;
  const agenda = place.closest<HTMLElement>("[data-agenda]")?.dataset.agenda;
  if (chosen && agenda) void showToday(chosen, agenda);
  const select = place.querySelector("select");
  if (select) select.value = chosen?.dataset.role ?? "";
  place.querySelectorAll<HTMLElement>(".hb-my-hint").forEach((hint) => {
    hint.hidden = chosen !== undefined;
  });
  // The day of the whole department repeats what the reader's own day says.
  document.querySelectorAll<HTMLElement>(".hb-all-day").forEach((day) => {
    day.hidden = chosen !== undefined;
  });
}

/* ---- the page of a role, and the steps of a procedure ---- */

function showButton(line: HTMLElement, role: string | null): void {
  let button = line.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "hb-button";
    button.addEventListener("click", () => choose(myRole() === line.dataset.role ? null : (line.dataset.role ?? null)));
    line.prepend(button, " ");
  }
  const mine = role === line.dataset.role;
  button.setAttribute("aria-pressed", String(mine));
  button.textContent = mine ? "✓ 我的岗位" : "设为我的岗位";
}

/** Steps that the reader's role carries out say so. */
function markSteps(role: string | null): void {
  document.querySelectorAll<HTMLAnchorElement>("a.hb-who").forEach((who) => {
    const mine = role !== null && who.pathname.endsWith(`/roles/${role}.html`);
    if (mine === who.classList.contains("hb-mine")) return;
    who.classList.toggle("hb-mine", mine);
    if (mine) who.append(Object.assign(document.createElement("b"), { textContent: " · 我" }));
    else who.querySelector("b")?.remove();
  });
}

function show(): void {
  const role = myRole();
  document.documentElement.classList.toggle("hb-has-role", role !== null);
  document.querySelectorAll(PLACE).forEach((place) => showWork(place, role));
  document.querySelectorAll<HTMLElement>("[data-hb=choose-role]").forEach((line) => showButton(line, role));
  markSteps(role);
}

export function mountRole(): void {
  document.querySelectorAll(PLACE).forEach(addChooser);
  show();
}

onChange((key) => {
  if (key === null || key === ROLE) show();
});
/* Going back may bring up a page as it was left, before the role was changed elsewhere. */
addEventListener("pageshow", (event) => {
  if (event.persisted) show();
});
