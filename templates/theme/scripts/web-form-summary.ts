/** What is wrong with a web form, all of it in one place above the fields: each sentence leads to its field. */
import { button, make } from "./elements";
import type { Remark } from "./web-form-rules";

export interface Summary {
  readonly element: HTMLElement;
  /** What must be changed, what may be left out, and what should be looked at. */
  show(wrong: readonly Remark[], missing: readonly Remark[], doubtful: readonly Remark[]): void;
  hide(): void;
}

/** `placeOf` finds the field of a remark; `goOn` is what a reader may do whom only that holds up. */
export function summary(placeOf: (remark: Remark) => HTMLElement | null, goOn: () => void): Summary {
  const element = make("div", {
    class: "hb-form-problems",
    role: "group",
    "aria-label": "要看一下的地方",
    tabindex: "-1",
    hidden: true,
  });

  function entry(remark: Remark): HTMLElement {
    const place = placeOf(remark);
    if (!place) return make("li", {}, remark.text);
    // A button and no link: to go to a field is no step in the history, and the address says that the form is open.
    const press = make("button", { type: "button" }, remark.text);
    press.addEventListener("click", () => {
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: "center" });
    });
    return make("li", {}, press);
  }

  function part(words: string, remarks: readonly Remark[]): HTMLElement[] {
    return remarks.length
      ? [make("h3", {}, `${words} ${remarks.length} 处`), make("ul", {}, ...remarks.map(entry))]
      : [];
  }

  return {
    element,
    show: (wrong, missing, doubtful) => {
      const words = missing.length ? "仍然下载，没填的留空" : "核对过了，下载";
      const after = wrong.length
        ? make("p", { class: "hb-hint" }, "改好后再下载。")
        : make("p", {}, button(words, goOn));
      element.replaceChildren(
        ...part("要改的", wrong),
        ...part("没有填的", missing),
        ...part("请核对的", doubtful),
        after,
      );
      element.hidden = wrong.length + missing.length + doubtful.length === 0;
    },
    hide: () => {
      element.hidden = true;
    },
  };
}
