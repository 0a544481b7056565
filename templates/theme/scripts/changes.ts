/** The list of revisions, narrowed to what concerns one role: the reader's own, if one is chosen. */
import { make } from "./elements";
import { myRole } from "./role";

/** No role at all means everyone. */
function concerns(part: HTMLElement, role: string): boolean {
  const roles = part.dataset.roles ?? "";
  return !role || !roles || roles.split(" ").includes(role);
}

/** Hides what is of no concern, and headings left with nothing below them. Returns how many changes are shown. */
function narrow(role: string): number {
  let shown = 0;
  for (const item of document.querySelectorAll<HTMLElement>(".hb-change")) {
    let here = 0;
    for (const change of item.querySelectorAll<HTMLElement>("p[data-roles]")) {
      change.hidden = !concerns(change, role);
      if (!change.hidden) here += 1;
    }
    item.hidden = here === 0;
    shown += here;
  }
  for (const heading of document.querySelectorAll<HTMLElement>(".md-content h2[id^=kind-]")) {
    let open = false;
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
      open ||= next.matches(".hb-change:not([hidden])");
    }
    heading.hidden = !open;
  }
  return shown;
}

export function mountChanges(): void {
  const place = document.querySelector<HTMLElement>("[data-hb=changes]");
  if (!place || place.childElementCount) return;
  const select = make("select", {}, make("option", { value: "" }, "全部岗位"));
  const titles = JSON.parse(place.dataset.titles ?? "{}") as Record<string, string>;
  for (const [id, title] of Object.entries(titles)) select.append(make("option", { value: id }, title));
  const told = make("span", { role: "status" });
  const show = (): void => { told.textContent = `${narrow(select.value)} 处修订`; };
  select.addEventListener("change", show);
  place.append(make("label", {}, "只看与这个岗位有关的 ", select), told);
  place.hidden = false;
  const own = myRole() ?? "";
  select.value = [...select.options].some((option) => option.value === own) ? own : "";
  show();
}
