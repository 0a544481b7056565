/** The page above all editions: it leads to the one in force among those that are here. */
import { askServerClock, now } from "./clock";
import { chosen, dayAt } from "./in-force";

function load(address: string): Promise<void> {
  return new Promise((done) => {
    const script = document.createElement("script");
    // Under a new address each time: what browsers keep of their own accord must not decide which revision is in force.
    script.src = `${address}?${Math.random()}`;
    script.addEventListener("load", () => done());
    script.addEventListener("error", () => done());
    document.head.append(script);
  });
}

async function lead(): Promise<void> {
  const [ahead] = await Promise.all([askServerClock("versions.js"), load("versions.js")]);
  const here = (window.handbookVersions ?? []).filter((version) => !version.absent);
  const version = chosen(here, dayAt(now(ahead, window.handbookHeard), window.handbookZone ?? null))?.version;
  if (version) location.replace(`${version}/index.html${location.search}${location.hash}`);
}

void lead();
