/**
 * The Word form that goes with read confirmations, filled in by this browser: nothing is sent, and neither name nor
 * staff number is kept.
 */
import { button, make, moment } from "./elements";
import { formAndFilling } from "./form-loading";

/** What follows from having read, in its present words, every page that concerns one's role. */
const FOLLOWS = ["role-page-read.yes", "changes-read.yes", "red-lines-read.yes"];

/** Whose confirmations are on show. */
export interface Reader {
  /** Empty if no role is chosen. */
  readonly role: string;
  /** Whether every page that concerns the role is confirmed. */
  readonly complete: boolean;
}

/** Fields for name and staff number, and the button; nothing where the handbook has no such form.
 *  `place` says where the form is, and of which edition. */
export function confirmationForm(place: HTMLElement, reader: () => Reader): HTMLElement[] {
  const { form, filling = "", formTitle = "", edition = "", effective = "" } = place.dataset;
  if (!form) return [];
  const name = make("input", { type: "text", maxlength: "20", autocomplete: "off" });
  const staff = make("input", { type: "text", maxlength: "20", autocomplete: "off" });
  const status = make("p", { role: "status" });
  async function download(address: string): Promise<void> {
    const [material, able] = await formAndFilling(address, filling);
    const { role, complete } = reader();
    const today = moment(new Date().toISOString()).slice(0, 10);
    const ticks = Object.fromEntries(complete ? FOLLOWS.map((tag) => [tag, true]) : []);
    const single = {
      "person-name": name.value.trim(),
      "staff-number": staff.value.trim(),
      position: role,
      revision: edition,
      "effective-date": effective,
      "sign-date": today,
      ...ticks,
    };
    able.download(material, today, { single, rows: {} });
    const open = role ? "还有页面没有确认，「已读」几项留空" : "没有选岗位，「岗位」和「已读」几项留空";
    status.textContent = complete ? "已填好，请核对、补齐后签字。" : `已填好一部分：${open}，请核对、补齐后签字。`;
  }
  const press = button(`下载《${formTitle}》`, () => {
    download(form).catch(() => {
      status.textContent = `这个浏览器填不了，请到表单页下载空白的${formTitle}。`;
    });
  });
  return [
    make("div", { class: "hb-run-start" }, make("label", {}, "姓名 ", name), make("label", {}, "工号 ", staff), press),
    status,
    make("p", { class: "hb-hint" }, "姓名和工号只写进下载的文件，不保存在浏览器里。"),
  ];
}
