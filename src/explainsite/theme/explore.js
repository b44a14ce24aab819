// What if: sliders that move through outcomes worked out beforehand. Without this file all of them stand in a table.
(() => {
  "use strict";
  const SETTLED = 400;

  const explore = (section) => {
    const { xs, inputs, curves } = JSON.parse(section.querySelector("script").textContent);
    const dials = [...section.querySelectorAll(".dial input")];
    const film = dials.map(({ value }) => Number(value));
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
      for (const text of parts(place, ".amount text")) { text.setAttribute("x", `${at[j][i]}%`); text.textContent = texts[j][i]; }
    };

    const tell = (i, j) => {
      clearTimeout(telling);
      telling = setTimeout(() => {
        status.textContent = curves.map(({ name, texts }) => `${name} ${texts[j][i]}`).join(", ");
      }, SETTLED);
    };

    const show = () => {
      const places = dials.map(({ value }) => Number(value));
      const [i, j = 0] = places;
      const words = places.map((place, of) => inputs[of][place]);
      for (const [of, dial] of dials.entries()) {
        dial.setAttribute("aria-valuetext", words[of]);
        dial.parentElement.querySelector("b").textContent = words[of];
      }
      for (const [place, curve] of curves.entries()) draw(curve, place, i, j);
      again.disabled = places.every((place, of) => place === film[of]);
      tell(i, j);
    };

    // The chart is as good a handle as the slider below it.
    const point = (event) => {
      if (!event.buttons) return;
      const { left, width } = event.currentTarget.getBoundingClientRect();
      const x = ((event.clientX - left) / width) * 100;
      const off = xs.map((at) => Math.abs(at - x));
      dials[0].value = off.indexOf(Math.min(...off));
      show();
    };
    for (const field of section.querySelectorAll(".field:has(.curve)")) {
      field.addEventListener("pointerdown", point);
      field.addEventListener("pointermove", point);
    }

    for (const dial of dials) { dial.hidden = false; dial.addEventListener("input", show); }
    again.hidden = false;
    again.addEventListener("click", () => { for (const [of, dial] of dials.entries()) dial.value = film[of]; show(); dials[0].focus(); });
    section.classList.add("ready");
    show();
  };

  document.querySelectorAll(".explore").forEach(explore);
})();
