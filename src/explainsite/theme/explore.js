// What if: sliders that move through outcomes worked out beforehand. Without this file all of them stand in a table.
(() => {
  "use strict";
  const SETTLED = 400;

  const explore = (section) => {
    const { xs, inputs, curves } = JSON.parse(section.dataset.outcomes);
    const dials = [...section.querySelectorAll(".dial input")];
    const film = dials.map(({ defaultValue }, of) => inputs[of].places.indexOf(Number(defaultValue)));
    let chosen = [...film];
    const again = section.querySelector(".film-again");
    const status = section.querySelector("[role=status]");
    const parts = (place, selector) => section.querySelectorAll(`[data-curve="${place}"]${selector}`);
    let telling = 0;

    const draw = ({ texts, at, ends }, place, i, j) => {
      for (const word of parts(place, ".figure b")) word.textContent = texts[j][i];
      for (const name of parts(place, ".name")) name.setAttribute("y", ends[j]);
      for (const dot of parts(place, " circle.now")) { dot.setAttribute("cx", `${xs[i]}%`); dot.setAttribute("cy", at[j][i]); }
      for (const group of parts(place, " :is(.lines, .dots)"))
        for (const [row, path] of [...group.children].entries()) path.classList.toggle("now", row === j);
      for (const bar of parts(place, ".amount rect")) bar.setAttribute("width", `${at[j][i]}%`);
      for (const text of parts(place, ".amount text")) {
        const mark = text.parentElement.querySelector(".film-line").getAttribute("x1");
        text.setAttribute("x", `${Math.max(at[j][i], parseFloat(mark))}%`);
        text.textContent = texts[j][i];
      }
    };

    const tell = () => {
      clearTimeout(telling);
      telling = setTimeout(() => {
        const [i, j = 0] = chosen;
        status.textContent = curves.map(({ name, texts }) => `${name} ${texts[j][i]}`).join(", ");
      }, SETTLED);
    };

    const show = () => {
      for (const [of, dial] of dials.entries()) {
        const { places, texts } = inputs[of];
        dial.value = places[chosen[of]];
        dial.setAttribute("aria-valuetext", texts[chosen[of]]);
        dial.parentElement.querySelector("b").textContent = texts[chosen[of]];
      }
      const [i, j = 0] = chosen;
      for (const [place, curve] of curves.entries()) draw(curve, place, i, j);
      again.disabled = chosen.every((place, of) => place === film[of]);
    };

    const choose = (of, place) => {
      chosen[of] = place;
      show();
      tell();
    };

    const nearest = (all, to) => {
      const off = all.map((one) => Math.abs(one - to));
      return off.indexOf(Math.min(...off));
    };

    // A slider goes from value to value: a pull goes to the nearest, a key at least to the next.
    const listen = (dial, of) => {
      const { places } = inputs[of];
      let pulled = false;
      dial.addEventListener("pointerdown", () => { pulled = true; });
      for (const end of ["pointerup", "pointercancel", "blur"]) dial.addEventListener(end, () => { pulled = false; });
      dial.addEventListener("input", () => {
        const to = Number(dial.value);
        const next = nearest(places, to);
        const stays = next === chosen[of] && !pulled;
        choose(of, stays ? Math.max(0, Math.min(places.length - 1, next + Math.sign(to - places[next]))) : next);
      });
      dial.hidden = false;
    };

    // The chart is as good a handle as the slider below it.
    const point = (event) => {
      if (!event.buttons) return;
      const { left, width } = event.currentTarget.getBoundingClientRect();
      choose(0, nearest(xs, ((event.clientX - left) / width) * 100));
    };
    for (const field of section.querySelectorAll(".field:has(.curve)")) {
      field.addEventListener("pointerdown", point);
      field.addEventListener("pointermove", point);
    }

    dials.forEach(listen);
    again.hidden = false;
    again.disabled = true;
    again.addEventListener("click", () => { chosen = [...film]; show(); tell(); dials[0].focus(); });
    section.classList.add("ready");
  };

  document.querySelectorAll(".explore").forEach(explore);
})();
