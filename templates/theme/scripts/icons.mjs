// The logo as square PNG icons, for home screens that take no SVG.
// Run by generator/website/bundling.py: icons.mjs LOGO FOLDER SIZE…
// The logo stands on the paper of the site, small enough to survive being cut to a circle.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const installed = createRequire(`${process.cwd()}/`);
const { initWasm, Resvg } = installed("@resvg/resvg-wasm");
const [logo, folder, ...sizes] = process.argv.slice(2);
await initWasm(readFileSync(installed.resolve("@resvg/resvg-wasm/index_bg.wasm")));
const inner = readFileSync(logo, "utf8").replace("<svg ", '<svg x="20" y="20" width="60" height="60" ');
const paper = '<rect width="100" height="100" fill="#fbfaf7"/>';
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${paper}${inner}</svg>`;
for (const size of sizes) {
  writeFileSync(
    `${folder}/icon-${size}.png`,
    new Resvg(icon, { fitTo: { mode: "width", value: Number(size) } }).render().asPng(),
  );
}
