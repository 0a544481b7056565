/** Folds: all open on paper; on a phone the flow chart starts folded, for the steps come first. */

const PHONE = "(max-width: 44.9375em)";

export function mountFolds(): void {
  const phone = matchMedia(PHONE).matches;
  document.querySelectorAll<HTMLDetailsElement>("details.hb-figure").forEach((chart) => {
    if (phone) chart.open = false;
    chart.dataset.hbFolded = "";
  });
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
