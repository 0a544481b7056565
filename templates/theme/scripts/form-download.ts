/** A filled form as a file to save. */
import { filled } from "./docx";
import { save } from "./elements";
import type { Filling } from "./web-form-answers";
import type { Material } from "./web-form-definition";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Fill the form's document in and offer it. `day` goes into its name. Throws if the blank form is no Word document. */
export function download({ name, document: content }: Material, day: string, filling: Filling): void {
  const blank = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  save(`${name}-${day}.docx`, DOCX, filled(blank, filling, new Date()));
}
