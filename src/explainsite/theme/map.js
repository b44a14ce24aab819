// On the map, a piece that is pointed at lights all that it stands on, and what stands on it.
(() => {
  "use strict";
  const map = document.querySelector(".map svg");
  const lines = [...map.querySelectorAll(".lines path")].map((path) => ({ path, from: path.dataset.needed, to: path.dataset.by }));
  const stations = new Map([...map.querySelectorAll(".station")].map((station) => [station.dataset.piece, station]));

  // Every line that leads to a piece, however far; `back` and `on` are the ends of a line.
  const along = (slug, back, on, found = new Set()) => {
    for (const line of lines) if (line[on] === slug && !found.has(line)) { found.add(line); along(line[back], back, on, found); }
    return found;
  };

  const light = (station) => {
    for (const lit of map.querySelectorAll(".lit")) lit.classList.remove("lit");
    map.classList.toggle("lighting", Boolean(station));
    if (!station) return;
    const slug = station.dataset.piece;
    const chain = [...along(slug, "from", "to"), ...lines.filter(({ from }) => from === slug)];
    station.classList.add("lit");
    for (const { path, from, to } of chain) for (const one of [path, stations.get(from), stations.get(to)]) one.classList.add("lit");
  };

  const pointed = ({ target }) => light(target.closest(".station"));
  map.addEventListener("pointerover", pointed);
  map.addEventListener("pointerleave", () => light(null));
  map.addEventListener("focusin", pointed);
  map.addEventListener("focusout", () => light(null));
})();
