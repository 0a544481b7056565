/** Brings in what filling in a form needs, as scripts: from a folder a page can load nothing else. */
import { make } from "./elements";
import type { FormFilling } from "./form-filling";
import type { Material } from "./web-form-definition";

/** What fills forms in, and one form; each by the address of its script. Fails where one of them cannot be loaded. */
export async function formAndFilling(form: string, filling: string): Promise<[Material, FormFilling]> {
  const [material, able] = await Promise.all([
    taken(form, () => {
      const form = window.handbookForm;
      delete window.handbookForm;
      return form;
    }),
    taken(filling, () => window.handbookFilling),
  ]);
  return [material, able];
}

/** Run a script, and take what it has left in the window before another one can. */
function taken<T>(address: string, take: () => T | undefined): Promise<T> {
  return new Promise((done, fail) => {
    const script = make("script", { src: address });
    script.addEventListener("load", () => {
      script.remove();
      const form = take();
      if (form) done(form);
      else fail(new Error(address));
    });
    script.addEventListener("error", () => {
      script.remove();
      fail(new Error(address));
    });
    document.head.append(script);
  });
}
