/**
 * The handbook without a network.
 *
 * The network is asked first for everything, so that nothing withdrawn is shown as in force; what this browser has kept
 * is the answer only where there is no network, a slow one, or a server that is down. The list of editions then says
 * since when nobody has checked it.
 */
declare const self: ServiceWorkerGlobalScope;

export {};

const STORE = "handbook";
const PATIENCE = 5000;
const CHECKED = "X-Handbook-Checked";
const VERSIONS = at("versions.js");
/** Stands in the store for the list of the edition that was kept completely; no page asks for this address. */
const KEPT = at(".kept");
const BESIDE = [
  "index.html",
  "front-door.js",
  "front-door.css",
  "versions.js",
  "versions.json",
  "manifest.webmanifest",
];

function at(path: string): string {
  return new URL(path, self.registration.scope).href;
}

/** One file has one address, whatever was searched for on it and whichever heading it was opened at. */
function bare(address: string): string {
  const url = new URL(address);
  url.search = url.hash = "";
  return url.pathname.endsWith("/") ? new URL("index.html", url).href : url.href;
}

async function store(cache: Cache, address: string, response: Response): Promise<void> {
  const headers = new Headers(response.headers);
  headers.set(CHECKED, new Date().toISOString());
  await cache.put(
    bare(address),
    new Response(await response.blob(), { status: response.status, statusText: response.statusText, headers }),
  );
}

/** What was kept. With the list of editions comes the moment it was last seen on the server. */
async function kept(request: Request): Promise<Response | undefined> {
  const cache = await caches.open(STORE);
  const response = await cache.match(bare(request.url));
  if (!response || bare(request.url) !== VERSIONS) return response;
  const checked = JSON.stringify(response.headers.get(CHECKED));
  const heard = JSON.stringify(response.headers.get("Date"));
  const headers = { "Content-Type": "text/javascript; charset=utf-8" };
  const told = `window.handbookChecked = ${checked};\nwindow.handbookHeard = ${heard};\n`;
  return new Response(`${await response.text()}\n${told}`, { headers });
}

/**
 * Asks the server, and keeps what it gives. `no-cache` lets a browser's own cache save the transfer but not the
 * question.
 */
async function live(request: Request): Promise<Response> {
  const response = await fetch(new Request(request, { cache: "no-cache" }));
  if (response.status === 200 && response.type === "basic" && !response.redirected) {
    await store(await caches.open(STORE), request.url, response.clone());
  }
  return response;
}

function missing(): Response {
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>没有网络</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<body style="max-width:32rem;margin:20vh auto 0;padding:0 1.5rem;font:1rem/1.75 system-ui,sans-serif"><h1>没有网络</h1>
<p>这一页没有保存在本机，联网后才能打开。</p><p><a href="${at("index.html")}">打开手册首页</a></p>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function answer(request: Request, asked: Promise<Response>): Promise<Response> {
  const late = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), PATIENCE));
  const first = await Promise.race([asked.catch(() => "failed" as const), late]);
  if (first instanceof Response && first.status < 500) return first;
  const response = await kept(request);
  if (response) return response;
  if (first !== "failed") return asked;
  return request.mode === "navigate" ? missing() : Response.error();
}

async function holds(cache: Cache, address: string, hash: string): Promise<boolean> {
  const response = await cache.match(address);
  if (!response) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .startsWith(hash);
}

async function load(address: string): Promise<Response | null> {
  const response = await fetch(address, { cache: "no-cache", priority: "low" } as RequestInit).catch(() => null);
  return response?.ok && !response.redirected ? response : null;
}

/**
 * Keep all files of an edition, one after the other, leaving out what is here already; drop what belongs to none. True
 * when all is here.
 */
async function keep(edition: string): Promise<boolean> {
  const cache = await caches.open(STORE);
  const listed = await load(at(`${edition}/offline.json`));
  const list = await listed?.text();
  const done = await cache.match(KEPT);
  if (list === undefined) return false;
  if (done && (await done.text()) === list) return true;
  const files = new Map(
    Object.entries(JSON.parse(list) as Record<string, string>).map(([path, hash]) => [at(`${edition}/${path}`), hash]),
  );
  for (const path of BESIDE) files.set(at(path), "not known");
  for (const [address, hash] of files) {
    if (await holds(cache, address, hash)) continue;
    const response = await load(address);
    if (!response) return false;
    await store(cache, address, response);
  }
  for (const request of await cache.keys()) {
    if (!files.has(request.url)) await cache.delete(request);
  }
  await cache.put(KEPT, new Response(list));
  return true;
}

let keeping: Promise<boolean> | null = null;

async function keepOnce(edition: string): Promise<void> {
  keeping ??= keep(edition).finally(() => {
    keeping = null;
  });
  if (!(await keeping)) return;
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage({ kept: edition });
}

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const { keep: edition } = event.data as { keep?: unknown };
  if (typeof edition === "string" && /^[\w.]+$/.test(edition)) event.waitUntil(keepOnce(edition));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("Range") || !request.url.startsWith(self.registration.scope))
    return;
  const asked = live(request);
  event.waitUntil(asked.catch(() => undefined));
  event.respondWith(answer(request, asked));
});
