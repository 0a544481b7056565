/** The entry of assets/form-filling.js, which is loaded when somebody fills in a form: all other pages stay light. */
import { download } from "./form-download";
import { openWebForm } from "./web-form";

const all = { download, openWebForm };

/** What it can do. */
export type FormFilling = typeof all;

window.handbookFilling = all;
