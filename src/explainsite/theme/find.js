// Finding: what is typed is looked for in films and texts, and what is chosen narrows the list; both stay in the address.
(() => {
  "use strict";
  const form = document.querySelector(".finder");
  const found = document.querySelector(".found");
  const status = form.querySelector("[role=status]");
  const groups = [...document.querySelectorAll(".find-group")].map((section) => ({
    section, list: section.querySelector("ol"), rows: [...section.querySelectorAll("li[data-piece]")],
  }));
  const rows = groups.flatMap((group) => group.rows);
  const byPath = new Map(rows.map((row) => [new URL(row.querySelector("a").href).pathname, row]));
  const MOST_RESULTS = 30;
  const MOST_PLACES = 3;
  let engine = null;
  let asked = 0;

  const open = async () => {
    const address = new URL(form.dataset.search, location.href).href;
    const search = await import(address);
    await search.options({ baseUrl: new URL(form.dataset.root, location.href).pathname, excerptLength: 22 });
    return search;
  };

  const suits = (row) => [...form.elements].every(({ name, value }) => {
    if (!value || name === "q" || !name) return true;
    if (name === "length") return value === "long" ? Number(row.dataset.minutes) > 4 : Number(row.dataset.minutes) <= Number(value);
    if (name === "seen") return (value === "yes") === row.classList.contains("seen");
    return row.dataset[name] === value;
  });

  const tell = (count) => {
    const words = form.elements.q.value.trim();
    status.textContent = count ? `${count} of ${rows.length}` : words ? `Nothing has “${words}”` : "Nothing is like that";
  };

  const restore = () => {
    for (const { list, rows: own } of groups) list.append(...own);
    for (const row of rows) row.querySelector(".places")?.remove();
    found.hidden = true;
  };

  const narrow = () => {
    let count = 0;
    for (const row of rows) { row.hidden = !suits(row); count += !row.hidden; }
    for (const { section, rows: own } of groups) section.hidden = own.every((row) => row.hidden || row.parentElement === found);
    return count;
  };

  const weight = ({ weighted_locations: words }) => words.reduce((sum, { balanced_score: score }) => sum + score, 0);

  // A result's places: the beats and sections in which most of the words stand, the fullest first.
  const places = ({ excerpt, sub_results: parts }) => {
    const list = document.createElement("ul");
    list.className = "places";
    const inside = parts.filter(({ url }) => url.includes("#")).sort((a, b) => weight(b) - weight(a)).slice(0, MOST_PLACES);
    for (const part of inside.length ? inside : [{ url: "", title: "", excerpt }]) {
      const item = document.createElement("li");
      if (part.url) item.append(Object.assign(document.createElement("a"), { href: part.url, textContent: part.title }), " ");
      item.append(Object.assign(document.createElement("span"), { innerHTML: part.excerpt }));
      list.append(item);
    }
    return list;
  };

  const look = async (words, mine) => {
    engine ??= open();
    const search = await engine;
    const { results } = await search.search(words);
    const data = await Promise.all(results.slice(0, MOST_RESULTS).map((result) => result.data()));
    if (mine !== asked) return;
    restore();
    for (const row of rows) row.hidden = true;
    for (const one of data) {
      const row = byPath.get(new URL(one.url, location.href).pathname);
      if (!row) continue;
      row.append(places(one));
      row.hidden = !suits(row);
      found.append(row);
    }
    for (const { section } of groups) section.hidden = true;
    found.hidden = false;
    tell([...found.children].filter((row) => !row.hidden).length);
  };

  const show = async () => {
    const mine = ++asked;
    const words = form.elements.q.value.trim();
    if (!words) { restore(); tell(narrow()); return; }
    try { await look(words, mine); } catch { status.textContent = "The search could not be loaded"; }
  };

  const keep = () => {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", chosen.size ? `?${chosen}` : location.pathname);
  };

  const take = () => {
    const chosen = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name) field.value = chosen.get(field.name) ?? "";
    for (const field of form.querySelectorAll("select")) if (field.selectedIndex < 0) field.value = "";
  };

  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { keep(); show(); }, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); keep(); show(); });
  form.addEventListener("reset", () => setTimeout(() => { keep(); show(); }));
  document.addEventListener("progresschange", show);
  form.hidden = false;
  take();
  show();
  if (!location.hash && matchMedia("(pointer: fine)").matches) form.elements.q.focus({ preventScroll: true });
})();
