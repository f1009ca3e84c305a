// Fetches the blocks that have files of their own. Without this script, or if the fetch fails, the link to the block stays.
for (const place of document.querySelectorAll("[data-include]")) {
  fetch(place.dataset.include)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((html) => { place.outerHTML = html; })
    .catch(() => {});
}
