/**
 * The button 「在网页上填」 on the page of a form. The form itself is loaded when it is pressed, or when the address
 * asks for it.
 */
import { formAndFilling } from "./form-loading";
import { untilLeft } from "./lifetime";
import { myRole } from "./own-role";
import { keepDays, onChange, read, remove, state, write } from "./storage";
import type { Draft } from "./web-form";
import { isAnswers } from "./web-form-definition";
import { withdrawnNote } from "./withdrawn";

const OPEN = "#web-form";
const START = "在网页上填";
const GO_ON = "接着填（有草稿）";

/** What a reader should know of where drafts are kept. */
function whereKept(): string {
  switch (state()) {
    case "off":
      return "公司设置了不在浏览器里保存：离开或刷新页面后，填的内容就没有了，请填完就下载。";
    case "refused":
      return "这个浏览器不让保存，或者已经没有地方：离开或刷新页面后，填的内容就没有了，请填完就下载。";
    case "kept":
      return `边填边存成草稿，只存在这台设备的浏览器里，最后一次改动 ${keepDays()} 天后自动删除；不会传给任何人。`;
  }
}

function draftUnder(key: string): Draft {
  return {
    read: () => read(key, isAnswers),
    write: (answers) => void write(key, answers, keepDays()),
    remove: () => remove(key),
    whereKept,
  };
}

/** Keep in the address whether the form is open, so that coming back or loading anew finds it so. */
function note(open: boolean): void {
  history.replaceState(history.state, "", open ? OPEN : location.pathname + location.search);
}

function mount(place: HTMLElement): void {
  const { form = "", edition = "", filling = "" } = place.dataset;
  const [script, able] = [new URL(form, location.href).href, new URL(filling, location.href).href];
  const key = `draft:${edition}:${place.dataset.item ?? ""}`;
  const draft = draftUnder(key);
  const press = document.querySelector<HTMLButtonElement>("[data-hb=open-web-form]");
  if (!press) return;
  let refresh = (): void => {};
  const name = (): void => {
    press.textContent = draft.read() ? GO_ON : START;
  };
  const show = (open: boolean): void => {
    press.setAttribute("aria-expanded", String(open));
    place.hidden = !open;
    name();
    note(open);
  };
  const close = (): void => {
    refresh = () => {};
    place.replaceChildren();
    show(false);
    press.focus();
  };

  async function open(): Promise<void> {
    press?.setAttribute("aria-disabled", "true");
    try {
      const [material, { openWebForm }] = await formAndFilling(script, able);
      // Somebody may have gone on to another page in the meantime.
      if (!place.isConnected) return;
      refresh = openWebForm(place, material, draft, myRole(), close).refresh;
      place.prepend(withdrawnNote());
      show(true);
      const heading = place.querySelector<HTMLElement>("h2");
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView({ block: "start" });
    } catch {
      place.hidden = false;
      place.textContent = "网页表单没有打开：文件不全，或者网络断了。请重试，或下载 Word 表填写。";
    } finally {
      press?.removeAttribute("aria-disabled");
    }
  }

  press.hidden = false;
  press.onclick = () => void open();
  name();
  untilLeft(
    onChange((changed) => {
      if (changed !== null && changed !== key) return;
      name();
      refresh();
    }),
  );
  if (location.hash === OPEN) void open();
}

export function mountWebForm(): void {
  document.querySelectorAll<HTMLElement>("[data-hb=web-form]").forEach(mount);
}
