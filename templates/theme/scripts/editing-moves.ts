/** The big moves: another id, an item that goes, everything back as it was. */
import { ask, NotDone, toast } from "./editing-requests";

export function mountMoves(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-rename]");
    if (button) void rename(button);
  });
  const retiring = document.getElementById("ed-retire");
  document.getElementById("ed-retire-now")?.addEventListener("click", () => {
    if (retiring) void retire(retiring.dataset.item ?? "");
  });
  document.getElementById("ed-undo-all")?.addEventListener("click", () => {
    if (confirm("所有条目都回到改之前的样子？"))
      void attempt(
        () => ask("/undo", {}),
        () => location.assign("/"),
      );
  });
}

/** Do something, and something else after it; why it was not done is said. */
async function attempt<T>(action: () => Promise<T>, then: (answer: T) => void): Promise<void> {
  try {
    then(await action());
  } catch (error) {
    toast(error instanceof NotDone ? error.message : "没有成功，请刷新页面再试", true);
  }
}

function rename(button: HTMLButtonElement): Promise<void> {
  const item = document.getElementById("ed-form")?.dataset.item ?? "";
  const old = button.dataset.old ?? "";
  const short = old.slice(old.lastIndexOf(".") + 1);
  const written = prompt("新编号（小写英文、数字和连字符）。引用它的地方会一起改好。", short)?.trim();
  if (!written || written === short) return Promise.resolve();
  const asked = { kind: button.dataset.rename, old, new: written };
  return attempt(
    () => ask<{ item: string }>(`/item/${item}/rename`, asked),
    (answer) => location.assign(`/item/${answer.item}`),
  );
}

function retire(item: string): Promise<void> {
  return attempt(
    () => ask<{ gone: boolean }>(`/item/${item}/retire`, {}),
    (answer) => location.assign(answer.gone ? "/changes" : `/item/${item}/retire`),
  );
}
