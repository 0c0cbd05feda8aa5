"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const findings = all(".finding");
  let current = -1;

  function filter() {
    const severities = new Set(all("#filters [name=severity]:checked").map((box) => box.value));
    const check = form.elements.check.value;
    const hidden = new Set();
    for (const finding of findings) {
      finding.hidden = !severities.has(finding.dataset.severity) || (check !== "" && check !== finding.dataset.check);
      document.getElementById("list-" + finding.id).hidden = finding.hidden;
      if (finding.hidden) hidden.add(finding.id);
    }
    for (const mark of all("mark[data-findings]")) {
      mark.classList.toggle("off", mark.dataset.findings.split(" ").every((id) => hidden.has(id)));
    }
    for (const row of all(".row")) {
      row.hidden = form.elements.only.checked && !row.querySelector(".finding:not([hidden]), mark:not(.off)");
    }
    const shown = document.getElementById("shown");
    shown.textContent =
      shown.dataset.words.replace("{shown}", findings.length - hidden.size).replace("{all}", findings.length);
  }

  function step(by) {
    let next = current + by;
    while (findings[next] && findings[next].hidden) next += by;
    if (!findings[next]) return;
    current = next;
    location.replace("#" + findings[next].id); // leaves no trace in the history
    findings[next].focus({ preventScroll: true });
    findings[next].scrollIntoView({ block: "center" });
  }

  function follow() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (findings.includes(target)) current = findings.indexOf(target);
    const row = target.closest(".row[hidden]");
    if (row) {
      row.hidden = false;
      target.scrollIntoView();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
    if (!form.elements.keys.checked) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(current < 0 ? 0 : -1);
  });
  window.addEventListener("hashchange", follow);
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  follow();
  filter();
})();
