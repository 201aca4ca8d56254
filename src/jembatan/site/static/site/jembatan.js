// Small conveniences; every page works without them.
// Buttons marked data-print open the print dialog; without scripts they stay hidden.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
// On paper everything that was folded is open.
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details[data-print-open]")) folded.open = true;
});
