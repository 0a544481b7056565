/** The page as it will look, beside the form; on a phone one of the two. */

export function mountPreview(): void {
  const frame = document.querySelector<HTMLIFrameElement>("#ed-frame");
  const told = document.getElementById("ed-preview-told");
  if (!frame || !told) return;
  for (const tab of document.querySelectorAll<HTMLButtonElement>(".ed-tabs button")) {
    tab.addEventListener("click", () => {
      document.body.classList.toggle("ed--preview", tab.id === "tab-preview");
      for (const other of document.querySelectorAll(".ed-tabs button")) {
        other.setAttribute("aria-selected", String(other === tab));
      }
    });
  }
  void show(frame, told);
}

/** Bring the page to where it shows an entry. */
export function showAnchor(anchor: string): void {
  const page = document.querySelector<HTMLIFrameElement>("#ed-frame")?.contentWindow;
  if (page?.document.getElementById(anchor)) page.location.hash = anchor;
}

/** The preview takes its time to begin: ask until it answers. From then on its pages load themselves anew. */
async function show(frame: HTMLIFrameElement, told: HTMLElement): Promise<void> {
  const address = frame.dataset.address ?? "/preview/";
  for (;;) {
    const answer = await fetch(address).catch(() => null);
    if (answer && answer.status !== 202) break;
    await new Promise((done) => setTimeout(done, 700));
  }
  frame.src = address;
  frame.addEventListener("load", () => {
    told.hidden = true;
  });
}
