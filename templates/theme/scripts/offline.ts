/**
 * Installing the handbook and keeping it for when there is no network; the whole of it as a ZIP. Only over http: a
 * folder needs none of it.
 */

/**
 * The folder that holds all editions, with a slash at the end; null where the page stands alone, as in an author's
 * preview.
 */
function root(): URL | null {
  const base = document.querySelector<HTMLElement>(".hb-status")?.dataset.base;
  if (base === undefined || !window.handbookVersions || !location.protocol.startsWith("http")) return null;
  return new URL(`${base}/../`, location.href);
}

/** By script, because a manifest beside a page opened from a folder would be an error in the browser's console. */
function offerInstalling(folder: URL): void {
  for (const [rel, path] of [
    ["manifest", "manifest.webmanifest"],
    ["apple-touch-icon", "icon-180.png"],
  ] as const) {
    if (document.head.querySelector(`link[rel=${rel}]`)) continue;
    const link = document.createElement("link");
    link.rel = rel;
    // Behind a login the manifest is nobody's who does not say who he is, which browsers do not for this one by themselves.
    if (rel === "manifest") link.crossOrigin = "use-credentials";
    link.href = new URL(path, folder).href;
    document.head.append(link);
  }
}

function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

/** Browsers give workers to secure addresses only (https or this machine); elsewhere the site works without. */
async function keepForLater(folder: URL): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<{ kept?: string }>) => {
    if (event.data.kept) document.documentElement.dataset.hbKept = event.data.kept;
    mountKept();
  });
  await navigator.serviceWorker
    .register(new URL("service-worker.js", folder), { scope: folder.pathname })
    .catch(() => undefined);
  await renewCopy();
}

/**
 * Have the worker, where there is one, make its copy what the server has now. Who saves data keeps only what he reads.
 */
export async function renewCopy(): Promise<void> {
  const folder = root();
  if (!folder || !("serviceWorker" in navigator)) return;
  if (!(await navigator.serviceWorker.getRegistration(folder.href))) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ keep: savesData() ? "read" : "all" });
}

/** Once for the life of the window, after the page itself has come. */
export function prepareOffline(): void {
  const folder = root();
  if (!folder) return;
  const start = (): void => void keepForLater(folder);
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}

function mountKept(): void {
  const edition = document.documentElement.dataset.hbKept;
  const title = window.handbookVersions?.find((version) => version.version === edition)?.title;
  if (!title) return;
  document.querySelectorAll<HTMLElement>("[data-hb=kept]").forEach((place) => {
    place.textContent = `${title}的全部页面和表单已保存在本机，断网也能查阅。`;
  });
}

/** What leads to a file beside the pages is shown only where that file is. */
export function mountOffline(): void {
  const folder = root();
  if (!folder) return;
  // For every page anew: the theme keeps in the head only what the page brings.
  offerInstalling(folder);
  document.querySelectorAll<HTMLElement>("[data-hb=archive]").forEach((place) => {
    place.hidden = false;
  });
  mountKept();
}
