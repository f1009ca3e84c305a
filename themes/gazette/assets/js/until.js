// Takes away what was booked until a moment that has passed since the page was built.
for (const slot of document.querySelectorAll("[data-until]")) {
  if (Date.parse(slot.dataset.until) <= Date.now()) slot.hidden = true;
}
