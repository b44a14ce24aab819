// Runs in the head, before anything is painted, so that a chosen scheme never flashes.
// Everything on a page works without this file; it adds the switch and the keys.
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

  // --- Film: beats as links into it, keys, and a remembered rate.

  const addFilm = (figure) => {
    const video = figure.querySelector("video");
    const ruler = figure.querySelector(".ruler");
    const strip = figure.querySelector(".strip");
    const beats = [...strip.querySelectorAll("a")];
    const starts = beats.map((beat) => Number(beat.dataset.at));
    let current = -1;

    const seek = (time) => {
      const to = Math.max(0, Math.min(time, video.duration || Infinity));
      if (video.readyState) { video.currentTime = to; return; }
      video.addEventListener("loadedmetadata", () => { video.currentTime = to; }, { once: true });
      video.load();
    };

    const beatAt = (time) => starts.findLastIndex((start) => start <= time + 0.05);

    const mark = () => {
      const time = video.currentTime;
      ruler.style.setProperty("--at", time / (video.duration || 1));
      const now = time || !video.paused ? beatAt(time) : -1;
      if (now === current) return;
      beats[current]?.removeAttribute("aria-current");
      current = now;
      const beat = beats[current];
      if (!beat) return;
      beat.setAttribute("aria-current", "true");
      strip.scrollTo({ left: beat.parentElement.offsetLeft - strip.offsetLeft - strip.clientWidth / 3, behavior: "smooth" });
    };

    const show = (id, at) => {
      history.replaceState(null, "", `#${id}`);
      figure.scrollIntoView({ block: "nearest" });
      seek(at);
    };

    document.addEventListener("click", (event) => {
      const beat = event.target.closest?.("a[data-at]");
      if (!beat || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      show(beat.hash.slice(1), Number(beat.dataset.at));
      play(video);
    });

    const followHash = () => {
      const beat = beats.find((link) => link.hash === decodeURIComponent(location.hash));
      if (beat) show(beat.hash.slice(1), Number(beat.dataset.at));
    };
    addEventListener("hashchange", followHash);
    // The browser goes to the transcript's beat by itself, in the first frame after loading; the film comes after that.
    addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(followHash)));

    const back = () => seek(starts.findLast((start) => start < video.currentTime - 1.5) ?? 0);
    const on = () => seek(starts.find((start) => start > video.currentTime + 0.05) ?? video.currentTime);
    const keys = {
      ArrowLeft: () => seek(video.currentTime - 5),
      ArrowRight: () => seek(video.currentTime + 5),
      "[": back,
      "]": on,
    };
    // Space and the rest are the player's own. Its arrows step by a share of the film, so they are taken first.
    figure.addEventListener("keydown", (event) => {
      const key = keys[event.key];
      if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target !== video && event.key.startsWith("Arrow")) return;
      event.preventDefault();
      event.stopPropagation();
      key();
    }, true);

    const rate = Number(remembered.get("rate"));
    if (rate) video.defaultPlaybackRate = video.playbackRate = rate;
    video.addEventListener("ratechange", () => {
      video.defaultPlaybackRate = video.playbackRate;
      remembered.set("rate", video.playbackRate === 1 ? null : String(video.playbackRate));
    });
    for (const moment of ["timeupdate", "seeked", "play"]) video.addEventListener(moment, mark);
    figure.querySelector(".keys").hidden = false;
  };

  // Pages opened as files have no server to answer a folder with its index.
  const openAsFile = () => document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  });

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("button.scheme").forEach(addSwitch);
    document.querySelectorAll("figure.film:has(.strip)").forEach(addFilm);
    if (location.protocol === "file:") openAsFile();
  });
})();
