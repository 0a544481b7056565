/** A filled form as a file to save: 《表单名》-day.docx. */
import { filled } from "./docx";
import { save } from "./elements";
import type { Filling } from "./web-form-answers";
import type { Material } from "./web-form-definition";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const NOT_IN_NAMES = /[\\/:*?"<>|\s]+/g;

/** Fill the form's document in and offer it. `day` goes into its name. Throws if the blank form is no Word document. */
export function download({ definition, document: content }: Material, day: string, filling: Filling): void {
  const blank = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  save(`${definition.title.replace(NOT_IN_NAMES, "-")}-${day}.docx`, DOCX, filled(blank, filling, new Date()));
}
