/** The form by which what was changed is handed in. */
import { ask, NotDone } from "./editing-requests";

export function mountSend(): void {
  const form = document.querySelector<HTMLFormElement>("#ed-send");
  const said = document.getElementById("send-said");
  if (!form || !said) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form, said);
  });
}

async function send(form: HTMLFormElement, said: HTMLElement): Promise<void> {
  const button = form.querySelector("button");
  const value = (id: string): string =>
    form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#send-${id}`)?.value ?? "";
  if (button) button.disabled = true;
  said.textContent = "正在提交……";
  try {
    const answer = await ask<{ page: string }>("/send", {
      title: value("title"),
      why: value("why"),
      name: value("name"),
      email: value("email"),
    });
    const shown = new DOMParser().parseFromString(answer.page, "text/html");
    document.querySelector("main")?.replaceWith(shown.querySelector("main") ?? "");
    document.getElementById("changed-count")?.setAttribute("hidden", "");
    scrollTo(0, 0);
  } catch (error) {
    said.textContent = error instanceof NotDone ? error.message : "没有成功，请刷新页面再试";
    if (button) button.disabled = false;
  }
}
