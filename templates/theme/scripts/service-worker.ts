/**
 * The handbook without a network.
 *
 * The network is asked first for everything, so that nothing withdrawn is shown as in force; the copy that this browser
 * has kept is the answer only where there is no network, a slow one, or a server that is down. The list of editions
 * then says since when nobody has checked it.
 */
import { OfflineCopy } from "./offline-copy";

declare const self: ServiceWorkerGlobalScope;

const PATIENCE = 5000;
const copy = new OfflineCopy(self.registration.scope);

/** One file has one address, whatever was searched for on it and whichever heading it was opened at. */
function bare(address: string): string {
  const url = new URL(address);
  url.search = url.hash = "";
  return url.pathname.endsWith("/") ? new URL("index.html", url).href : url.href;
}

/** What was kept. With the list of editions comes when the server was last asked, and what its clock then showed. */
async function kept(request: Request): Promise<Response | null> {
  const address = bare(request.url);
  const [about, response] = [await copy.about(), await copy.file(address)];
  if (!about || !response || address !== copy.at("versions.js")) return response;
  const moment = (at: number | null): string => JSON.stringify(at === null ? null : new Date(at).toISOString());
  const told = `window.handbookChecked = ${moment(about.checked)};\nwindow.handbookHeard = ${moment(about.heard)};\n`;
  const headers = { "Content-Type": "text/javascript; charset=utf-8" };
  return new Response(`${await response.text()}\n${told}`, { headers });
}

/** Asks the server. `no-cache` lets a browser's own cache save the transfer but not the question. */
async function live(request: Request): Promise<Response> {
  const response = await fetch(new Request(request, { cache: "no-cache" }));
  // While the copy is renewed it is written as a whole, and what is added meanwhile would be lost.
  if (readOnly) await keeping?.catch(() => undefined);
  if (response.status === 200 && response.type === "basic" && !response.redirected)
    await copy.add(bare(request.url), response.clone());
  return response;
}

function missing(): Response {
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>没有网络</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<body style="max-width:32rem;margin:20vh auto 0;padding:0 1.5rem;font:1rem/1.75 system-ui,sans-serif"><h1>没有网络</h1>
<p>这一页没有保存在本机，或者保存的副本已到期删除，联网后才能打开。</p><p><a href="${copy.at("index.html")}">打开手册首页</a></p>`;
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

/** Whether only what is read is kept: then a renewal is short enough to wait for. */
let readOnly = false;
let keeping: ReturnType<OfflineCopy["renew"]> | null = null;

async function keepOnce(all: boolean): Promise<void> {
  keeping ??= copy.renew(all).finally(() => {
    keeping = null;
  });
  const made = await keeping;
  if (!made?.whole) return;
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage({ kept: made.edition });
}

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const { keep } = event.data as { keep?: unknown };
  readOnly = keep === "read";
  if (typeof keep === "string") event.waitUntil(keepOnce(keep !== "read"));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("Range") || !request.url.startsWith(self.registration.scope))
    return;
  const asked = live(request);
  event.waitUntil(asked.catch(() => undefined));
  event.respondWith(answer(request, asked));
});
