// Replaces an embed's card by the player when the reader clicks it: until then nothing is loaded from third parties.
for (const figure of document.querySelectorAll("[data-embed]")) {
  const link = figure.querySelector(".embed-link");
  link?.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = figure.dataset.embed;
    frame.title = link.textContent;
    frame.className = "embed-frame";
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    frame.focus();
  });
}
