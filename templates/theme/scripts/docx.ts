/** Fills in a Word form of the handbook by the tags of its content controls (ISO/IEC 29500-1, 17.5.2). Every other part stays as it is. */
import { entries, stored, unpacked, zipped, type Bytes } from "./zip";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
const MAIN = "word/document.xml";
const CHECKED = "\u2611";
const NOT_IN_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** By tag: a text, a day as YYYY-MM-DD, an option of a list; `true` ticks a box. What is not named, or no option of its list, stays open. */
export type Values = Readonly<Record<string, string | true>>;

export async function filled(form: Bytes, values: Values): Promise<Blob> {
  const parts = entries(form);
  const main = parts.find((part) => part.name === MAIN);
  if (!main) throw new Error(`no ${MAIN}`);
  const xml = new DOMParser().parseFromString(new TextDecoder().decode(await unpacked(main)), "application/xml");
  for (const control of xml.getElementsByTagNameNS(W, "sdt")) {
    const value = values[first(control, W, "tag")?.getAttributeNS(W, "val") ?? ""];
    if (value) set(control, value);
  }
  const content = new TextEncoder().encode(new XMLSerializer().serializeToString(xml));
  return zipped(parts.map((part) => part === main ? stored(MAIN, content) : part));
}

function set(control: Element, value: string | true): void {
  const properties = first(control, W, "sdtPr");
  const text = first(control, W, "t");
  if (!properties || !text) return;
  if (value === true) {
    first(properties, W14, "checked")?.setAttributeNS(W14, "w14:val", "1");
    text.textContent = CHECKED;
    return;
  }
  const options = [...properties.getElementsByTagNameNS(W, "listItem")].map((option) => option.getAttributeNS(W, "value"));
  if (options.length && !options.includes(value)) return;
  first(properties, W, "date")?.setAttributeNS(W, "w:fullDate", `${value}T00:00:00Z`);
  // Without these two Word would still take the text for the hint.
  first(properties, W, "showingPlcHdr")?.remove();
  first(control, W, "rStyle")?.remove();
  text.textContent = value.replace(NOT_IN_XML, "");
  text.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
}

function first(within: Element, space: string, name: string): Element | undefined {
  return within.getElementsByTagNameNS(space, name)[0];
}
