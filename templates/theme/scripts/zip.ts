/** ZIP files (PKWARE APPNOTE): enough to replace a part of a document that the handbook itself has made. */

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  /** Once unpacked. */
  readonly size: number;
  /** As it stands in the file. */
  readonly packed: Bytes;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;
const VERSION = 20;
const UTF8 = 0x800;
const FIRST_DAY = 33;

export function entries(file: Bytes): Entry[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  let end = file.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error("not a ZIP file");
  const found: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    const local = view.getUint32(at + 42, true);
    // The entry's own header may have more, or less, beside the name than the directory.
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    found.push({
      name: new TextDecoder().decode(file.subarray(at + 46, at + 46 + name)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      size: view.getUint32(at + 24, true),
      packed: file.subarray(start, start + view.getUint32(at + 20, true)),
    });
    at += 46 + name + extra + comment;
  }
  return found;
}

/** Throws where the browser cannot unpack. */
export async function unpacked(entry: Entry): Promise<Bytes> {
  if (entry.method === STORED) return entry.packed;
  if (entry.method !== DEFLATED) throw new Error(`packed by method ${entry.method}`);
  const stream = new Blob([entry.packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export function stored(name: string, content: Bytes): Entry {
  return { name, method: STORED, crc: crc32(content), size: content.length, packed: content };
}

export function zipped(all: readonly Entry[]): Blob {
  const files: Bytes[] = [];
  const directory: Bytes[] = [];
  let offset = 0;
  let listed = 0;
  for (const entry of all) {
    const name = new TextEncoder().encode(entry.name);
    const about = [
      ...two(VERSION),
      ...two(UTF8),
      ...two(entry.method),
      ...two(0),
      ...two(FIRST_DAY),
      ...four(entry.crc),
      ...four(entry.packed.length),
      ...four(entry.size),
      ...two(name.length),
      ...two(0),
    ];
    const local = Uint8Array.from([...four(LOCAL), ...about, ...name]);
    const central = Uint8Array.from([
      ...four(CENTRAL),
      ...two(VERSION),
      ...about,
      ...two(0),
      ...two(0),
      ...two(0),
      ...four(0),
      ...four(offset),
      ...name,
    ]);
    files.push(local, entry.packed);
    directory.push(central);
    offset += local.length + entry.packed.length;
    listed += central.length;
  }
  const end = Uint8Array.from([
    ...four(END),
    ...two(0),
    ...two(0),
    ...two(all.length),
    ...two(all.length),
    ...four(listed),
    ...four(offset),
    ...two(0),
  ]);
  return new Blob([...files, ...directory, end]);
}

function two(value: number): number[] {
  return [value & 255, (value >>> 8) & 255];
}

function four(value: number): number[] {
  return [...two(value), ...two(value >>> 16)];
}

function crc32(content: Bytes): number {
  let crc = -1;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
