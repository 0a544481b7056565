/** What a page began and must end when it is left: with instant navigation the window outlives its pages. */

const endings: (() => void)[] = [];

/** Have something done when the page shown is left for another one. */
export function untilLeft(end: () => void): void {
  endings.push(end);
}

/** Listen to an event of the window or of the document for as long as the page is shown. */
export function listen(where: EventTarget, event: string, listener: (event: Event) => void): void {
  where.addEventListener(event, listener);
  untilLeft(() => where.removeEventListener(event, listener));
}

/** The page shown is left. */
export function leave(): void {
  for (const end of endings.splice(0)) end();
}
