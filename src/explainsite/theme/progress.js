// What a reader has seen is remembered in this browser alone, by slug: { seen: true } or { at, of, on }.
// Nothing is ever locked; without this file every page is as it is for a new reader.
(() => {
  "use strict";
  const { remembered } = window.explainsite;
  const KEY = `progress:${new URL("..", document.currentScript.src).pathname}`;
  const SAVED = 4000;
  const NEARLY = 0.96;

  const read = () => {
    try { return JSON.parse(remembered.get(KEY)) ?? {}; } catch { return {}; }
  };
  let known = read();
  const keep = (slug, value) => {
    known = read();
    if (value) known[slug] = value; else delete known[slug];
    remembered.set(KEY, Object.keys(known).length ? JSON.stringify(known) : null);
  };
  const isSeen = (slug) => Boolean(known[slug]?.seen);
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  const made = (name, properties) => Object.assign(document.createElement(name), properties);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // --- Marks on cards, rows and steps, and how many of a lane or a path have been seen

  const mark = (element) => {
    const { piece } = element.dataset;
    const state = known[piece];
    element.classList.toggle("seen", isSeen(piece));
    const place = element.querySelector(".length, .facts");
    if (!place) return;
    const words = state?.seen ? "Seen" : state ? `Left at ${clock(state.at)}` : "";
    const said = place.querySelector(".state") ?? place.appendChild(made("span", { className: "state" }));
    said.textContent = words;
    said.hidden = !words;
  };

  const tally = (group) => {
    const slugs = new Set(all("[data-piece]", group).map(({ dataset }) => dataset.piece));
    const seen = [...slugs].filter(isSeen).length;
    const said = group.querySelector(".tally");
    said.hidden = !seen;
    said.textContent = !seen ? "" : seen === slugs.size ? "all seen" : `${seen} of ${slugs.size} seen`;
  };

  // --- Where to go on: the next step of a path, or on the home page what was left last

  const linkTo = (slug) => document.querySelector(`[data-piece="${CSS.escape(slug)}"] :is(h2, h3, h4) a, li[data-piece="${CSS.escape(slug)}"] a`);

  const sayOnward = (place) => {
    const steps = all("[data-piece]", place.parentElement).map(({ dataset }) => dataset.piece);
    const left = Object.entries(known).filter(([slug, { seen }]) => !seen && linkTo(slug)).sort(([, a], [, b]) => b.on - a.on)[0]?.[0];
    const begun = steps.some((slug) => known[slug]);
    const next = place.dataset.onward === "path" ? begun && steps.find((slug) => !isSeen(slug)) : left;
    place.hidden = !next;
    if (!next) return;
    const from = linkTo(next);
    const link = made("a", { href: from.href, textContent: from.textContent });
    place.replaceChildren("Go on with ", link, known[next]?.at ? `, left at ${clock(known[next].at)}` : "");
  };

  // --- What is missing: of all that comes before a piece, what has not been seen

  const sayMissing = (chain) => {
    const needs = all("li", chain);
    for (const need of needs) need.classList.toggle("seen", isSeen(need.dataset.piece));
    const missing = needs.filter((need) => !isSeen(need.dataset.piece));
    if (missing.length === needs.length) return;
    const minutes = Math.max(1, Math.round(missing.reduce((sum, { dataset }) => sum + Number(dataset.minutes), 0)));
    chain.querySelector("summary").textContent = missing.length
      ? `You have not seen ${missing.length} of the ${needs.length} pieces before this: ${minutes} min`
      : "You have seen all that comes before this";
  };

  // --- A piece's own page

  const addSwitch = (article) => {
    const { piece } = article.dataset;
    const button = made("button", { type: "button", className: "seen-switch" });
    const show = () => {
      button.textContent = isSeen(piece) ? "Seen" : "Mark as seen";
      button.setAttribute("aria-pressed", String(isSeen(piece)));
    };
    button.addEventListener("click", () => { keep(piece, isSeen(piece) ? null : { seen: true }); showAll(); });
    article.querySelector(".facts").append(button);
    return show;
  };

  const followFilm = (article) => {
    const { piece } = article.dataset;
    const player = article.querySelector("film-player");
    const left = known[piece];
    if (!player) return;
    if (left?.at && !location.hash) player.offer(left.at, `Go on at ${clock(left.at)}`);
    let last = 0;
    let now = null;
    const save = () => {
      if (!now || isSeen(piece)) return;
      const { time, length } = now;
      const whole = time >= length * NEARLY;
      if (whole || time > 3) keep(piece, whole ? { seen: true } : { at: Math.round(time * 10) / 10, of: length, on: Date.now() });
      if (whole) showAll();
    };
    player.addEventListener("filmtime", ({ detail }) => {
      now = detail;
      if (detail.time < detail.length * NEARLY && Date.now() - last < SAVED) return;
      last = Date.now();
      save();
    });
    addEventListener("pagehide", save);
  };

  // --- Export, import, clear

  const addKeeping = (section) => {
    section.hidden = false;
    const status = section.querySelector("[role=status]");
    const file = section.querySelector("input");
    const actions = {
      export: () => {
        const link = made("a", { href: URL.createObjectURL(new Blob([JSON.stringify(read(), null, 1)], { type: "application/json" })), download: "progress.json" });
        link.click();
        URL.revokeObjectURL(link.href);
        status.textContent = "Saved as progress.json";
      },
      import: () => file.click(),
      clear: () => {
        const count = Object.keys(read()).length;
        const sure = section.querySelector("[data-keep=clear]");
        if (!count) { status.textContent = "There is nothing to clear"; return; }
        if (sure.dataset.asked) {
          remembered.set(KEY, null);
          status.textContent = "Cleared";
          delete sure.dataset.asked;
          sure.textContent = "Clear";
        } else {
          sure.dataset.asked = "yes";
          sure.textContent = `Clear ${count} for good`;
        }
        showAll();
      },
    };
    const isState = (value) => value && typeof value === "object" && (value.seen === true || Number.isFinite(value.at));
    file.addEventListener("change", async () => {
      try {
        const found = Object.entries(JSON.parse(await file.files[0].text())).filter(([, value]) => isState(value));
        const merged = read();
        for (const [slug, value] of found) if (!merged[slug]?.seen) merged[slug] = value;
        remembered.set(KEY, JSON.stringify(merged));
        status.textContent = found.length === 1 ? "1 piece read in" : `${found.length} pieces read in`;
      } catch { status.textContent = "That is no file of progress"; }
      file.value = "";
      showAll();
    });
    section.addEventListener("click", ({ target }) => actions[target.dataset?.keep]?.());
  };

  let showSwitch = () => {};
  const showAll = () => {
    known = read();
    all("[data-piece]:not(article.piece)").forEach(mark);
    all("[data-tally]").forEach(tally);
    all("[data-onward]").forEach(sayOnward);
    all("details.chain").forEach(sayMissing);
    showSwitch();
    document.dispatchEvent(new Event("progresschange"));
  };

  const article = document.querySelector("article.piece[data-piece]");
  if (article) {
    showSwitch = addSwitch(article);
    followFilm(article);
  }
  all(".keeping").forEach(addKeeping);
  showAll();
  addEventListener("storage", ({ key }) => { if (key === KEY) showAll(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) showAll(); });
})();
