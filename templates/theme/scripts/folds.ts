/** Folds: all open on paper; on a phone the flow chart starts folded, for the steps come first. */

const PHONE = "(max-width: 44.9375em)";

export function mountFolds(): void {
  if (!matchMedia(PHONE).matches) return;
  document.querySelectorAll<HTMLDetailsElement>("details.hb-figure").forEach((chart) => { chart.open = false; });
}

/** Once for the life of the window, whatever pages it shows. */
export function openFoldsInPrint(): void {
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>("details:not([open])")) {
      fold.open = true;
      fold.dataset.hbOpened = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>("details[data-hb-opened]")) {
      fold.open = false;
      delete fold.dataset.hbOpened;
    }
  });
}
