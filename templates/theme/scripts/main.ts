/** The entry of assets/handbook.js. A feature exports `mount…()`, which is called for every page shown, also after instant navigation. */
import { mountAccess } from "./access";
import { mountChanges } from "./changes";
import { mountChecklist } from "./checklist";
import { mountConfirm } from "./confirm";
import { mountFolds, openFoldsInPrint } from "./folds";
import { mountMyRuns } from "./my-runs";
import { mountOffline, prepareOffline } from "./offline";
import { mountOnboarding } from "./onboarding";
import { mountReviews } from "./reviews";
import { mountRole } from "./role";
import { mountSearchBox } from "./search-box";
import { mountSelfTests } from "./self-test";
import { mountStatus } from "./status";

const FEATURES = [mountFolds, mountStatus, mountRole, mountChanges, mountReviews, mountSelfTests, mountChecklist, mountMyRuns, mountOnboarding, mountConfirm, mountAccess, mountSearchBox, mountOffline];

/** A feature that fails must not take the others with it. The error still reaches the console and whoever listens for errors. */
function mount(): void {
  for (const feature of FEATURES) {
    try {
      feature();
    } catch (error) {
      setTimeout(() => { throw error; });
    }
  }
}

openFoldsInPrint();
if (window.document$) window.document$.subscribe(mount);
else addEventListener("DOMContentLoaded", mount);
prepareOffline();
