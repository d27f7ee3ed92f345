// What a page does by itself beyond links and forms. Everything works without it; it adds keys and live updates.
"use strict";
(() => {
  // Live: a quiet line says that the record has changed; the reader decides when to look.
  const line = document.getElementById("live");
  if (line && "EventSource" in window) {
    const stream = new EventSource("/live");
    stream.addEventListener("changed", () => { line.hidden = false; });
    addEventListener("pagehide", () => stream.close());
  }
  document.addEventListener("click", (e) => {
    if (e.target.closest("[data-reload]")) location.reload();
  });
  // An open menu closes when the reader goes elsewhere.
  document.addEventListener("pointerdown", (e) => {
    document.querySelectorAll("details.prefs[open]").forEach((d) => { if (!d.contains(e.target)) d.open = false; });
  });
  // Menus that act at once when something is chosen.
  document.addEventListener("change", (e) => {
    if (e.target.matches("[data-submit]")) e.target.form.requestSubmit();
  });
  // Files or an address dropped anywhere on the page of adding go into its form, which shows what is read of them.
  const adding = document.querySelector("form.add");
  if (adding) {
    const wanted = (e) => e.dataTransfer && [...e.dataTransfer.types].some((t) => t === "Files" || t === "text/uri-list");
    const mark = (on) => document.body.classList.toggle("dropping", on);
    document.addEventListener("dragover", (e) => { if (wanted(e)) { e.preventDefault(); mark(true); } });
    document.addEventListener("dragleave", (e) => { if (!e.relatedTarget) mark(false); });
    document.addEventListener("drop", (e) => {
      mark(false);
      if (!wanted(e)) return;
      e.preventDefault();
      if (e.dataTransfer.files.length) adding.elements.files.files = e.dataTransfer.files;
      else adding.elements.url.value = e.dataTransfer.getData("text/uri-list").split(/\r?\n/).find((u) => u && !u.startsWith("#")) || "";
      adding.requestSubmit(adding.querySelector("button.main"));
    });
  }
  // Keys: an element with data-key is pressed by its key; "g s" goes by data-key="g s".
  let before = "";
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const open = document.querySelector("dialog[open]");
    if (e.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) {
      if (e.key === "Escape") e.target.blur();
      return;
    }
    if (open) return;
    const pressed = before + e.key;
    before = e.key === "g" && before === "" ? "g " : "";
    const hit = [...document.querySelectorAll("[data-key]")].find((x) => x.dataset.key === pressed || x.dataset.key === e.key && pressed === e.key);
    if (!hit) return;
    e.preventDefault();
    if (hit.matches("input, textarea, select")) hit.focus();
    else if (hit.matches("dialog")) hit.showModal();
    else hit.click();
  });
})();
