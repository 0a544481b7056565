/**
 * Fills in a Word form of the handbook by the tags of its content controls (ISO/IEC 29500-1, 17.5.2). Every other part
 * stays as it is.
 */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import type { Controls, Filling } from "./web-form-answers";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
const W15 = "http://schemas.microsoft.com/office/word/2012/wordml";
const XML = "http://www.w3.org/XML/1998/namespace";
const DCTERMS = "http://purl.org/dc/terms/";
const MAIN = "word/document.xml";
const ABOUT = "docProps/core.xml";
const CHECKED = "\u2611";
const NOT_IN_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const DAY = /^\d{4}-\d\d-\d\d$/;
const HIGHEST = 2 ** 31 - 1;
/** What a ZIP file says of every part: nothing of the day, which stands in the document. */
const FIRST_DAY = new Date(1980, 0, 1);

/** The form with this in it, as saved at `saved`. What is not named, or is no option of its list, stays open.
 *  Throws if the form is no Word document. */
export function filled(form: Uint8Array, { single, rows }: Filling, saved: Date): Uint8Array<ArrayBuffer> {
  const parts: Zippable = {};
  for (const [name, content] of Object.entries(unzipSync(form))) {
    if (name === MAIN) parts[name] = changed(content, (xml) => fillIn(xml, single, rows));
    else if (name === ABOUT) parts[name] = changed(content, (xml) => date(xml, saved));
    else parts[name] = content;
  }
  return zipSync(parts, { mtime: FIRST_DAY });
}

function changed(part: Uint8Array, change: (xml: Document) => void): Uint8Array {
  const xml = new DOMParser().parseFromString(strFromU8(part), "application/xml");
  change(xml);
  const text = new XMLSerializer().serializeToString(xml).replace(/^<\?xml.*?\?>\s*/, "");
  return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
}

/** When the copy was filled in: what the blank form says is when it was made. */
function date(xml: Document, saved: Date): void {
  const modified = xml.getElementsByTagNameNS(DCTERMS, "modified")[0];
  if (modified) modified.textContent = saved.toISOString().replace(/\.\d+Z$/, "Z");
}

function fillIn(xml: Document, single: Controls, rows: Filling["rows"]): void {
  for (const control of [...xml.getElementsByTagNameNS(W, "sdt")]) {
    const tag = tagOf(control);
    const value = single[tag];
    if (isRepeating(control)) fillRows(xml, control, rows[tag] ?? []);
    else if (value) set(control, value);
  }
}

/** Rows beyond the ready-made ones are copies of the last of these, with numbers of their own. */
function fillRows(xml: Document, section: Element, rows: readonly Controls[]): void {
  const content = first(section, W, "sdtContent");
  if (!content) return;
  const ready = [...content.children];
  const last = ready[ready.length - 1];
  const used = new Set(
    [...xml.getElementsByTagNameNS(W, "sdtPr")].map((properties) =>
      first(properties, W, "id")?.getAttributeNS(W, "val"),
    ),
  );
  const fresh = (number: number): string => (used.has(String(number)) ? fresh((number % HIGHEST) + 1) : String(number));
  while (last && ready.length < rows.length) {
    const more = last.cloneNode(true) as Element;
    for (const id of more.getElementsByTagNameNS(W, "id")) {
      id.setAttributeNS(W, "w:val", fresh((Number(id.getAttributeNS(W, "val")) + ready.length) % HIGHEST || 1));
      used.add(id.getAttributeNS(W, "val"));
    }
    content.append(more);
    ready.push(more);
  }
  rows.forEach((row, place) => {
    for (const control of ready[place]?.getElementsByTagNameNS(W, "sdt") ?? []) {
      const value = row[tagOf(control)];
      if (value) set(control, value);
    }
  });
}

function set(control: Element, value: string | true): void {
  const properties = first(control, W, "sdtPr");
  const words = first(control, W, "t");
  if (!properties || !words) return;
  if (value === true) {
    first(properties, W14, "checked")?.setAttributeNS(W14, "w14:val", "1");
    words.textContent = CHECKED;
    return;
  }
  const options = [...properties.getElementsByTagNameNS(W, "listItem")].map((option) =>
    option.getAttributeNS(W, "value"),
  );
  if (options.length && !options.includes(value)) return;
  if (DAY.test(value)) first(properties, W, "date")?.setAttributeNS(W, "w:fullDate", `${value}T00:00:00Z`);
  const style = first(control, W, "rStyle");
  // Without these two Word would still take the text for the hint.
  first(properties, W, "showingPlcHdr")?.remove();
  if (style?.parentElement?.childElementCount === 1) style.parentElement.remove();
  else style?.remove();
  const plain = first(properties, W, "text");
  write(words, value, !plain || plain.getAttributeNS(W, "multiLine") === "1");
}

/** Put a text in the place of another, a line after a break each where the control takes several. */
function write(words: Element, value: string, several: boolean): void {
  const text = value.replace(/\r\n?/g, "\n").replace(NOT_IN_XML, "");
  const lines = several ? text.split("\n") : [text.replace(/\n/g, " ")];
  words.replaceWith(
    ...lines.flatMap((line, place) => {
      const element = words.cloneNode() as Element;
      element.setAttributeNS(XML, "xml:space", "preserve");
      element.textContent = line;
      return place ? [words.ownerDocument.createElementNS(W, "w:br"), element] : [element];
    }),
  );
}

function isRepeating(control: Element): boolean {
  const properties = first(control, W, "sdtPr");
  return properties !== undefined && first(properties, W15, "repeatingSection") !== undefined;
}

function tagOf(control: Element): string {
  const properties = first(control, W, "sdtPr");
  return (properties && first(properties, W, "tag")?.getAttributeNS(W, "val")) ?? "";
}

function first(within: Element, space: string, name: string): Element | undefined {
  return within.getElementsByTagNameNS(space, name)[0];
}
