// Better with script, whole without: copying, and the keys of the house.
"use strict";

const said = document.getElementById("said");
for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = "✓ " + button.dataset.copy;
  });
}

const keys = document.getElementById("keys");
const hint = document.querySelector(".keys");
if (hint) hint.hidden = false;

const rows = () => [...document.querySelectorAll("[data-row]")];
let at = -1;
function move(by) {
  const all = rows();
  if (!all.length) return;
  all[at]?.classList.remove("here");
  at = Math.max(0, Math.min(all.length - 1, at + by));
  all[at].classList.add("here");
  all[at].scrollIntoView({ block: "nearest" });
  (all[at].querySelector("a") ?? all[at]).focus({ preventScroll: true });
}

const places = { d: "/day", h: "/", a: "/agendas", m: "/members", q: "/desk", l: "/languages" };
let gone = 0;
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
  if (keys.open) return;
  const going = Date.now() - gone < 1500;
  gone = 0;
  if (going && places[event.key]) {
    location.href = places[event.key];
    return;
  }
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (event.key === "/") document.getElementById("q")?.focus();
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "g") gone = Date.now();
  else if (event.key === "?") keys.showModal();
  else if (event.key === "Escape" && typing) event.target.blur();
  else if (pressed) pressed.click();
  else return;
  event.preventDefault();
});
