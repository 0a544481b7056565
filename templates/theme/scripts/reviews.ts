/** The review plan: what is overdue on the reader's day, which no build can know. */
import { dayAt } from "./in-force";

export function mountReviews(): void {
  const banner = document.querySelector<HTMLElement>("[data-hb=reviews]");
  if (!banner?.hidden) return;
  const day = dayAt(Date.now(), window.handbookZone ?? null);
  let late = 0;
  for (const due of document.querySelectorAll<HTMLElement>("[data-due]")) {
    if ((due.dataset.due ?? "") >= day) continue;
    late += 1;
    due.classList.add("hb-late");
    due.textContent = `已过期：${due.dataset.due ?? ""} 前`;
  }
  banner.textContent = late ? `今天是 ${day}，${late} 项已过评审日期。` : `今天是 ${day}，没有过期的评审。`;
  banner.hidden = false;
}
