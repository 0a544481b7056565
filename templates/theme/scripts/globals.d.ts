/** What pages and data files give to the scripts: everything that is read from `window`. */

/** One edition, as versions.js lists it: newest first, the draft among them. */
interface Version {
  readonly version: string;
  readonly title: string;
  readonly draft: boolean;
  /** The day it comes into force, YYYY-MM-DD; null for the draft. */
  readonly effective: string | null;
  readonly pages?: readonly string[];
  /** True in a copy of another edition: the folder of this one is not there. */
  readonly absent?: boolean;
  /** Where an absent edition is found online, with a slash at the end. */
  readonly url?: string;
}

/** What a browser may keep. */
interface StoragePolicy {
  readonly allowed: boolean;
  /** After how many days without a change customers' data is deleted. */
  readonly days: number;
}

interface Window {
  /** The theme's own: where its settings belong, and how it reads and writes them. */
  __md_scope: URL;
  __md_hash: (text: string) => number;
  __md_get: typeof import("./theme-storage").readSetting;
  __md_set: typeof import("./theme-storage").writeSetting;
  /** What falls on which day, once its script is loaded. */
  handbookAgenda?: import("./today").Agenda;
  handbookStorage?: StoragePolicy;
  /** The form that is to be filled in: its script leaves it here for a moment. */
  handbookForm?: import("./web-form-definition").Material;
  /** What fills forms in, once it is loaded. */
  handbookFilling?: import("./form-filling").FormFilling;
  handbookVersions?: readonly Version[];
  /** By how many milliseconds the server's clock is ahead, once it has told; null if it does not. */
  handbookAhead?: Promise<number | null>;
  /** The time zone whose day decides what is in force; null where it is the reader's own. */
  handbookZone?: string | null;
  /** True in a downloaded copy, whose list of editions is as old as the copy. */
  handbookCopy?: boolean;
  /** When the list of editions was last seen on the server, if it comes from this browser's store now. */
  handbookChecked?: string | null;
  /** What the server's clock showed when it was last asked, if that list comes from this browser's store now. */
  handbookHeard?: string | null;
  /** The theme's stream of loaded pages: it speaks once at the start and again after each instant navigation. */
  document$?: { subscribe(next: () => void): void };
  /** Hears of moves through the history before the theme does: the page's head calls it. */
  handbookMove?: (event: PopStateEvent) => void;
  /**
   * The theme's stream of addresses: what it is given it fetches and shows, unless instant navigation is off or the
   * page came from a folder.
   */
  location$?: { next(url: URL): void };
}
