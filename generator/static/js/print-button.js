// Shows the button that prints the page; without JavaScript the browser's own print command does.

for (const button of document.querySelectorAll(".print-button")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
