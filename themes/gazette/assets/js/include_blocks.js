// Puts in the blocks that have files of their own; without it, or if one cannot be had, the link to it stays.
for (const place of document.querySelectorAll("[data-include]")) {
  fetch(place.dataset.include)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((html) => { place.outerHTML = html; })
    .catch(() => {});
}
