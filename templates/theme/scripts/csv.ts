/**
 * Tables as CSV (RFC 4180) that a spreadsheet opens as text: UTF-8 with its mark, every cell quoted, none of them a
 * formula.
 */

const FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r]/;

function cell(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return `"${harmless.replace(/"/g, '""')}"`;
}

export function csv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
