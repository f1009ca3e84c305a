// Takes away what was booked until a moment that has passed since the page was built.
for (const slot of document.querySelectorAll("[data-expires]")) {
  if (Date.parse(slot.dataset.expires) <= Date.now()) slot.hidden = true;
}
