/** Long lists, narrowed to what concerns one role: the reader's own, if one is chosen. */
import { make } from "./elements";
import { myRole } from "./own-role";

const ENTRY = "p[data-roles], tr:has(> td [data-roles])";
const GROUP = ".hb-change, .hb-limits";

/** No role at all means everyone. */
function concerns(entry: HTMLElement, role: string): boolean {
  const roles = entry.dataset.roles ?? entry.querySelector<HTMLElement>("[data-roles]")?.dataset.roles ?? "";
  return !role || !roles || roles.split(" ").includes(role);
}

/**
 * Hides what is of no concern, headings left with nothing below them, and the ways to these. Returns how many entries
 * are shown.
 */
function narrow(role: string): number {
  let shown = 0;
  for (const group of document.querySelectorAll<HTMLElement>(GROUP)) {
    let here = 0;
    for (const entry of group.querySelectorAll<HTMLElement>(ENTRY)) {
      entry.hidden = !concerns(entry, role);
      if (!entry.hidden) here += 1;
    }
    group.hidden = here === 0;
    shown += here;
  }
  for (const heading of document.querySelectorAll<HTMLElement>(".md-content h2[id]")) {
    const below: Element[] = [];
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
      if (next.matches(GROUP)) below.push(next);
    }
    if (!below.length) continue;
    heading.hidden = below.every((group) => group.matches("[hidden]"));
    for (const way of document.querySelectorAll<HTMLElement>(`.md-content .hb-jumps a[href$="#${heading.id}"]`))
      way.hidden = heading.hidden;
  }
  return shown;
}

export function mountByRole(): void {
  const place = document.querySelector<HTMLElement>("[data-hb=by-role]");
  if (!place || place.childElementCount) return;
  const select = make("select", {}, make("option", { value: "" }, "全部岗位"));
  const titles = JSON.parse(place.dataset.titles ?? "{}") as Record<string, string>;
  for (const [id, title] of Object.entries(titles)) select.append(make("option", { value: id }, title));
  const status = make("span", { role: "status" });
  const show = (): void => {
    status.textContent = `${narrow(select.value)} ${place.dataset.counted ?? ""}`;
  };
  select.addEventListener("change", show);
  place.append(make("label", {}, "只看与这个岗位有关的 ", select), status);
  place.hidden = false;
  const own = myRole() ?? "";
  select.value = [...select.options].some((option) => option.value === own) ? own : "";
  show();
}
