// Runs in the head, before anything is painted, so that a chosen scheme never flashes.
// Everything on a page works without this file; it adds the switch, and what the other scripts share.
(() => {
  "use strict";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const remembered = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* private window */ } },
  };

  // --- Scheme: the reader's system decides, until the switch does.

  let chosen = remembered.get("scheme");
  const scheme = () => chosen ?? (system.matches ? "dark" : "light");

  const choose = (source, wanted) => {
    const own = source.dataset.scheme;
    source.media = wanted ? (own === wanted ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
  };
  const choosePictures = (wanted) =>
    document.querySelectorAll("picture source[data-scheme]").forEach((source) => choose(source, wanted));

  const showScheme = () => {
    if (chosen) root.dataset.scheme = chosen; else delete root.dataset.scheme;
    document.querySelectorAll("source[data-scheme]").forEach((source) => choose(source, chosen));
  };

  addEventListener("beforeprint", () => choosePictures("light"));
  addEventListener("afterprint", () => choosePictures(chosen));

  if (chosen) {
    root.dataset.scheme = chosen;
    const parsing = new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (node.dataset?.scheme && node.localName === "source") choose(node, chosen);
    });
    parsing.observe(root, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", () => parsing.disconnect());
  }

  // A play that a pause or another film cuts short is no error.
  const play = (video) => video.play().catch(() => {});

  const reloadFilm = (video) => {
    const { currentTime, paused, playbackRate } = video;
    video.load();
    if (!currentTime && paused) return;
    video.addEventListener("loadedmetadata", () => {
      video.currentTime = currentTime;
      video.playbackRate = playbackRate;
      if (!paused) play(video);
    }, { once: true });
  };

  const changeScheme = (to) => {
    const before = scheme();
    chosen = to;
    remembered.set("scheme", chosen);
    showScheme();
    if (scheme() !== before) document.querySelectorAll("video").forEach(reloadFilm);
  };

  const addSwitch = (button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const to = scheme() === "dark" ? "light" : "dark";
      changeScheme(to === (system.matches ? "dark" : "light") ? null : to);
    });
    system.addEventListener("change", () => { if (!chosen) document.querySelectorAll("video").forEach(reloadFilm); });
  };

  // Pages opened as files have no server to answer a folder with its index.
  const openAsFile = () => document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  });

  window.explainsite = Object.freeze({ remembered, play });

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("button.scheme").forEach(addSwitch);
    if (location.protocol === "file:") openAsFile();
  });
})();
