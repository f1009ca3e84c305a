// Hides the slots of campaigns that have ended since the page was built.
for (const slot of document.querySelectorAll("[data-expires]")) {
  if (Date.parse(slot.dataset.expires) <= Date.now()) slot.hidden = true;
}
