/* What the pages do in the browser: say whether this edition is in force, open folds for printing, name what the theme leaves
   unnamed. A classic script without dependencies; everything is mounted again after instant navigation, and works from file://. */
(() => {
  "use strict";

  /* ---- the state of an edition, from the dates in versions.js ---- */

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  function inForce(versions, day) {
    const released = versions.filter((version) => !version.draft && version.effective && version.effective <= day);
    return released.sort((one, other) => (one.effective < other.effective ? -1 : 1)).pop();
  }

  function stateOf(version, current, day) {
    if (version.draft) return "draft";
    if (version.effective > day) return "coming";
    return version === current ? "current" : "old";
  }

  const WORDS = {
    draft: (name) => `这是${name && ` ${name}`}草案，尚未批准，不得作为执行依据。`,
    coming: (name, version) => `${name}自 ${version.effective} 起实施，尚未生效。`,
    old: (name) => `${name}已作废，仅供查阅，不得作为执行依据。`,
    current: (name) => `${name}`,
  };
  const BADGES = { draft: "草案", coming: "待生效", old: "作废", current: "现行 · 受控" };

  function showState(line) {
    const versions = window.handbookVersions || [];
    const own = versions.find((version) => version.version === line.dataset.edition);
    if (!own) return;
    const day = today();
    const current = inForce(versions, day);
    const state = stateOf(own, current, day);
    const name = line.dataset.revision && `${line.dataset.revision} 版`;
    const badge = document.createElement("span");
    badge.className = "hb-badge";
    badge.textContent = BADGES[state];
    line.replaceChildren(badge, ` ${WORDS[state](name, own)}`);
    if (current && current !== own) {
      const link = document.createElement("a");
      const known = (current.pages || []).includes(line.dataset.page);
      link.href = `${line.dataset.base}/../${current.version}/${known ? line.dataset.page : "index.html"}`;
      link.textContent = `看现行的 ${current.title}`;
      line.append(" ", link);
    }
    document.documentElement.dataset.hbState = state;
    document.querySelectorAll("[data-hb=versions]").forEach((place) => listVersions(place, versions, line, current, day));
    document.querySelectorAll("[data-hb=badge]").forEach((place) => { place.textContent = [name, BADGES[state]].filter(Boolean).join(" · "); });
  }

  function listVersions(place, versions, line, current, day) {
    const list = document.createElement("ul");
    for (const version of versions) {
      const entry = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${line.dataset.base}/../${version.version}/index.html`;
      link.textContent = version.title;
      entry.append(link, `　${BADGES[stateOf(version, current, day)]}${version.effective ? `，${version.effective} 起实施` : ""}`);
      list.append(entry);
    }
    place.querySelector("ul")?.remove();
    place.append(list);
    place.hidden = false;
  }

  /* ---- self-tests: an answer is chosen, says whether it is right, and opens the explanation ---- */

  function mountQuestion(question) {
    question.querySelectorAll(".hb-answers li").forEach((answer) => {
      if (answer.querySelector("button")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...answer.childNodes);
      answer.append(button);
      button.addEventListener("click", () => {
        answer.classList.add(answer.dataset.right === "yes" ? "hb-right" : "hb-wrong");
        if (!answer.querySelector(".hb-verdict")) {
          const verdict = document.createElement("span");
          verdict.className = "hb-verdict";
          verdict.setAttribute("role", "status");
          answer.append(verdict);
          verdict.textContent = answer.dataset.right === "yes" ? "✓ 对" : "✕ 不对";
        }
        question.querySelector("details").open = true;
      });
    });
  }

  /* ---- accessibility: what the theme leaves open ---- */

  function nameSearch() {
    document.querySelectorAll(".md-search[role=dialog]").forEach((dialog) => dialog.setAttribute("aria-label", "搜索"));
  }

  /* The theme adds the list of versions late, and names its button by something other than what it shows. */
  function nameVersions() {
    const title = document.querySelector(".md-header__title");
    const name = () => document.querySelectorAll(".md-version__current[aria-label]").forEach((button) => button.removeAttribute("aria-label"));
    if (title) new MutationObserver(name).observe(title, { childList: true, subtree: true });
    name();
  }

  function reachTables() {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((frame) => {
      if (frame.scrollWidth > frame.clientWidth) {
        frame.tabIndex = 0;
        frame.setAttribute("role", "region");
        frame.setAttribute("aria-label", "表格，可左右滚动");
      }
    });
  }

  /* ---- on a phone the steps come first: the flow chart is folded ---- */

  function foldChart() {
    if (matchMedia("(max-width: 44.9375em)").matches) document.querySelectorAll(".hb-figure").forEach((chart) => { chart.open = false; });
  }

  function mount() {
    foldChart();
    document.querySelectorAll(".hb-status").forEach(showState);
    document.querySelectorAll(".hb-question").forEach(mountQuestion);
    nameSearch();
    nameVersions();
    requestAnimationFrame(reachTables);
  }

  addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((fold) => { fold.open = true; fold.dataset.hbOpened = ""; });
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll("details[data-hb-opened]").forEach((fold) => { fold.open = false; delete fold.dataset.hbOpened; });
  });

  if (window.document$) window.document$.subscribe(mount);
  else addEventListener("DOMContentLoaded", mount);
})();
