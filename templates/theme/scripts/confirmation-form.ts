/**
 * The Word form that goes with read confirmations, filled in by this browser: nothing is sent, and neither name nor
 * staff number is kept.
 */
import { button, make, moment } from "./elements";
import { formAndFilling } from "./form-loading";
import type { Form, Meaning } from "./web-form-definition";

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
    // What was read follows from having read, in its present words, every page that concerns one's role.
    const answers: Readonly<Record<Meaning, string | boolean>> = {
      "person-name": name.value.trim(),
      position: role,
      revision: edition,
      "effective-date": effective,
      "role-read": complete,
      "changes-read": complete,
      "prohibitions-read": complete,
    };
    const single = controls(material.definition, answers, staff.value.trim(), today);
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

/** The controls of the form, by tag, that the answers go into, by what its fields mean. */
function controls(
  form: Form,
  answers: Readonly<Record<Meaning, string | boolean>>,
  staff: string,
  day: string,
): Record<string, string | boolean> {
  const single: Record<string, string | boolean> = {};
  for (const field of form.sections.flatMap((section) => section.fields)) {
    const answer = field.id === form.staff ? staff : field.id === form.day ? day : field.means && answers[field.means];
    if (typeof answer === "string") single[field.id] = answer;
    else if (answer) single[field.kind === "yesno" ? `${field.id}.yes` : field.id] = true;
  }
  return single;
}
