/**
 * The entry of assets/handbook.js. A feature exports `mount…()`, which is called for every page shown, also after
 * instant navigation.
 */
import { mountAccess } from "./access";
import { mountByRole } from "./by-role";
import { mountChecklist } from "./checklist";
import { mountConfirm } from "./confirm";
import { mountFolds, openFoldsInPrint } from "./folds";
import { arrive, article, prepareInstant } from "./instant";
import { leave } from "./lifetime";
import { mountMyRuns } from "./my-runs";
import { mountOffline, prepareOffline } from "./offline";
import { mountOnboarding } from "./onboarding";
import { mountReviews } from "./reviews";
import { mountRole } from "./role";
import { mountSearchBox } from "./search-box";
import { mountSelfTests } from "./self-test";
import { mountStatus } from "./status";
import { mountWebForm } from "./web-form-mount";

const FEATURES = [
  mountFolds,
  mountStatus,
  mountRole,
  mountByRole,
  mountReviews,
  mountSelfTests,
  mountChecklist,
  mountMyRuns,
  mountOnboarding,
  mountConfirm,
  mountAccess,
  mountSearchBox,
  mountOffline,
  mountWebForm,
];

let page: Element | null = null;

/**
 * A feature that fails must not take the others with it. The error still reaches the console and whoever listens for
 * errors.
 */
function mount(): void {
  const now = article();
  if (now !== null && now === page) return;
  page = now;
  leave();
  for (const feature of FEATURES) {
    try {
      feature();
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  }
  arrive();
}

prepareInstant();
openFoldsInPrint();
if (window.document$) window.document$.subscribe(mount);
else addEventListener("DOMContentLoaded", mount);
prepareOffline();
