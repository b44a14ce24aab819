// The film on its page. Without this file the browser's own player stands there, with captions and chapters.
// Nothing of the film is fetched before the reader asks for it.
(() => {
  "use strict";
  const { remembered, play } = window.explainsite;
  const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];
  const STEP = 5;
  const IDLE = 2500;

  const icon = (drawing) => `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${drawing}</svg>`;
  const icons = {
    play: icon('<path d="M7 4.5v15l13-7.5z" fill="currentColor"/>'),
    pause: icon('<path d="M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" fill="currentColor"/>'),
    back: icon('<path d="M6 5v14M19 5.5v13L9 12z"/>'),
    on: icon('<path d="M18 5v14M5 5.5v13L15 12z"/>'),
    loop: icon('<path d="M4 12a5 5 0 0 1 5-5h9m-3-3 3 3-3 3M20 12a5 5 0 0 1-5 5H6m3 3-3-3 3-3"/>'),
    captions: icon('<path d="M3 5.5h18v13H3zM6.5 12.5h6M15 12.5h2.5M6.5 15.5h2.5M11.5 15.5h6"/>'),
    stills: icon('<path d="M3 6.5h12v9H3zM18 6.5v9M21 6.5v9M3 19h12"/>'),
    inset: icon('<path d="M3 5h18v14H3zM12 12h6.5v4.5H12z"/>'),
    full: icon('<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>'),
    link: icon('<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>'),
    help: icon('<path d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1-1.5 2.3M12 17.5v1"/>'),
  };

  // What a reader can do: the button's name, its key, and what else to press.
  const ACTIONS = [
    ["play", "Play", "Space", "play or pause"],
    ["back", "Previous beat", "[", "previous beat"],
    ["on", "Next beat", "]", "next beat"],
    ["loop", "Repeat this beat", "L", "repeat this beat"],
    ["captions", "Captions", "C", "captions on or off"],
    ["stills", "Stills instead of motion", "S", "stills or motion"],
    ["inset", "Picture in picture", "P", "picture in picture"],
    ["link", "Copy a link to this moment", "K", "copy a link to this moment"],
    ["help", "Keys", "?", "these keys"],
    ["full", "Full screen", "F", "full screen"],
  ];
  const button = (name) => {
    const [, title, key] = ACTIONS.find(([action]) => action === name);
    return `<button type="button" data-do="${name}" aria-label="${title}" title="${title} (${key})">${icons[name]}</button>`;
  };
  const OTHER_KEYS = [["← →", "5 seconds back or on; in stills a beat"], ["1 – 9", "to that beat"], ["< >", "slower, faster"]];
  const keyRows = [...ACTIONS.map(([, , key, meaning]) => [key, meaning]), ...OTHER_KEYS]
    .map(([key, meaning]) => `<div><dt><kbd>${key.replace("<", "&lt;")}</kbd></dt><dd>${meaning}</dd></div>`).join("");

  const CONTROLS = `
    <div class="below"><p class="said" aria-hidden="true"></p><p class="beginning"><button type="button" class="begin" data-do="play">${icons.play}Play the film</button></p></div>
    <div class="bar"><input type="range" min="0" step="0.1" value="0" aria-label="Time in the film"><div class="peek" hidden></div></div>
    <div class="controls" role="group" aria-label="Player">
      <div>${button("play")}${button("back")}${button("on")}<p class="clock"><span></span> <b></b></p></div>
      <div>${button("loop")}${button("captions")}
        <label><span class="hush">Speed</span><select title="Speed (&lt; &gt;)">${RATES.map((rate) => `<option value="${rate}">${rate}×</option>`).join("")}</select></label>
        ${button("stills")}${button("inset")}${button("link")}${button("help")}${button("full")}</div>
    </div>
    <p class="news hush" role="status"></p>
    <dialog aria-label="Keys of the player"><h2>Keys</h2><dl>${keyRows}</dl><p>They work while anything in the player has the focus.</p><form method="dialog"><button>Close</button></form></dialog>`;

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  class FilmPlayer extends HTMLElement {
    connectedCallback() {
      if (this.video) return;
      this.video = this.querySelector("video");
      this.screen = this.querySelector(".screen");
      this.strip = this.querySelector(".strip");
      this.length = Number(this.getAttribute("duration"));
      this.beats = this.findBeats();
      this.words = [...document.querySelectorAll(".transcript .say [data-at]")].map((span) => ({ span, at: Number(span.dataset.at) }));
      this.current = -1;
      this.addControls();
      this.addListeners();
      this.setRate(Number(remembered.get("rate")) || 1);
      this.setCaptions(remembered.get("captions") !== "off");
      this.setStills((remembered.get("stills") ?? (still.matches ? "on" : "off")) === "on");
      this.update();
    }

    findBeats() {
      const links = [...this.strip.querySelectorAll("a")];
      return links.map((link, index) => ({
        link,
        at: Number(link.dataset.at),
        end: index + 1 < links.length ? Number(links[index + 1].dataset.at) : this.length,
        title: link.lastElementChild.textContent,
        entry: document.getElementById(link.hash.slice(1)),
      }));
    }

    addControls() {
      const ruler = this.querySelector(".ruler");
      const holder = document.createElement("template");
      holder.innerHTML = CONTROLS;
      this.strip.before(holder.content);
      this.bar = this.querySelector(".bar");
      this.bar.prepend(ruler);
      this.range = this.bar.querySelector("input");
      this.range.max = this.length;
      this.peek = this.bar.querySelector(".peek");
      this.said = this.querySelector(".said");
      this.news = this.querySelector(".news");
      this.rate = this.querySelector("select");
      this.help = this.querySelector("dialog");
      this.picture = document.createElement("div");
      this.picture.className = "standing";
      this.picture.hidden = true;
      this.cover = document.createElement("button");
      Object.assign(this.cover, { type: "button", className: "cover", tabIndex: -1 });
      this.cover.setAttribute("aria-hidden", "true");
      this.screen.append(this.picture, this.cover);
      this.video.controls = false;
      this.control("inset").hidden = !document.pictureInPictureEnabled;
      this.control("full").hidden = !this.requestFullscreen && !this.video.webkitEnterFullscreen;
      this.classList.add("ready");
    }

    control(name) { return this.querySelector(`.controls [data-do="${name}"]`); }

    addListeners() {
      const { video, range } = this;
      this.addEventListener("click", (event) => {
        const name = event.target.closest?.("[data-do]")?.dataset.do;
        if (!name) return;
        this.act(name);
        if (event.target.closest(".begin")) this.control("play").focus({ preventScroll: true });
      });
      this.addEventListener("keydown", (event) => this.press(event));
      this.cover.addEventListener("click", () => { this.act(this.stills ? "on" : "play"); this.control("play").focus({ preventScroll: true }); });
      range.addEventListener("input", () => this.seek(this.stills ? this.beats[this.beatAt(range.valueAsNumber)].at : range.valueAsNumber));
      this.bar.addEventListener("pointermove", (event) => this.showPeek(event));
      this.bar.addEventListener("pointerleave", () => { this.peek.hidden = true; });
      this.rate.addEventListener("change", () => this.setRate(Number(this.rate.value)));
      for (const moment of ["timeupdate", "seeked", "pause", "ended", "loadedmetadata"]) video.addEventListener(moment, () => this.update());
      video.addEventListener("play", () => this.follow());
      video.addEventListener("ratechange", () => { if (video.playbackRate !== video.defaultPlaybackRate) this.setRate(video.playbackRate); });
      document.addEventListener("click", (event) => this.followLink(event));
      addEventListener("hashchange", () => this.followHash());
      // The browser goes to the transcript's beat by itself, in the first frame after loading; the film comes after that.
      const afterLoading = () => requestAnimationFrame(() => requestAnimationFrame(() => this.followHash()));
      if (document.readyState === "complete") afterLoading(); else addEventListener("load", afterLoading);
      for (const sign of ["pointermove", "keydown", "play"]) this.addEventListener(sign, () => this.wake(), true);
      document.addEventListener("fullscreenchange", () => this.wake());
    }

    // --- Time

    get time() { return this.pending ?? this.video.currentTime; }

    get running() { return !this.video.paused && !this.video.ended; }

    seek(time) {
      const to = Math.max(0, Math.min(time, this.length));
      this.repeated = this.beatAt(to);
      if (this.stills || !this.video.readyState) this.pending = to; else this.video.currentTime = to;
      if (!this.stills) this.load();
      this.update();
    }

    // Fetches as much as shows a picture; the place that was asked for is taken when the film's times are known.
    load() {
      const { video } = this;
      if (video.readyState || this.loading) return;
      this.loading = true;
      video.preload = "auto";
      video.addEventListener("loadedmetadata", () => {
        this.loading = false;
        if (this.pending !== undefined) video.currentTime = this.pending;
        this.pending = undefined;
      }, { once: true });
      video.load();
    }

    // Stands at a moment without fetching anything, and says so on the button that begins.
    offer(time, words) {
      this.pending = time;
      const again = Object.assign(document.createElement("button"), { type: "button", className: "again", textContent: "From the beginning" });
      again.addEventListener("click", () => { this.pending = 0; this.act("play"); this.control("play").focus({ preventScroll: true }); });
      const begin = this.querySelector(".begin");
      begin.lastChild.textContent = words;
      begin.after(again);
      this.update();
    }

    beatAt(time) { return Math.max(0, this.beats.findLastIndex(({ at }) => at <= time + 0.05)); }

    // While it runs, the film is followed picture by picture; what is shown changes only where a beat or a caption does.
    follow() {
      this.classList.add("begun");
      this.repeated = this.beatAt(this.time);
      const each = () => {
        if (!this.running) { this.update(); return; }
        const beat = this.beats[this.repeated];
        if (this.loops && this.time >= beat.end - 0.05) this.video.currentTime = beat.at;
        else this.update();
        requestAnimationFrame(each);
      };
      each();
    }

    update() {
      const { time, range } = this;
      if (this.pending === undefined && time > 0) this.classList.add("begun");
      this.style.setProperty("--at", time / this.length);
      range.value = time;
      this.querySelector(".clock span").textContent = `${clock(time)} / ${clock(this.length)}`;
      this.sayPlaying();
      const now = this.classList.contains("begun") || this.pending !== undefined || this.stills ? this.beatAt(time) : -1;
      if (now !== this.current) this.enter(now);
      range.setAttribute("aria-valuetext", `${clock(time)} of ${clock(this.length)}: ${this.beats[Math.max(0, now)].title}`);
      this.sayWords(time, now);
      this.dispatchEvent(new CustomEvent("filmtime", { bubbles: true, detail: { time, length: this.length } }));
    }

    sayPlaying() {
      const { running } = this;
      if (running === this.wasRunning) return;
      this.wasRunning = running;
      this.classList.toggle("running", running);
      const control = this.control("play");
      control.innerHTML = running ? icons.pause : icons.play;
      control.setAttribute("aria-label", running ? "Pause" : "Play");
      control.title = `${running ? "Pause" : "Play"} (Space)`;
    }

    enter(now) {
      const before = this.beats[this.current];
      for (const marked of [before?.link, before?.entry]) marked?.removeAttribute("aria-current");
      this.current = now;
      const beat = this.beats[now];
      this.querySelector(".clock b").textContent = beat ? beat.title : "";
      if (!beat) return;
      for (const marked of [beat.link, beat.entry]) marked?.setAttribute("aria-current", "true");
      const { strip } = this;
      strip.scrollTo({ left: beat.link.parentElement.offsetLeft - strip.offsetLeft - strip.clientWidth / 3, behavior: still.matches ? "auto" : "smooth" });
      if (this.stills) this.stand(beat);
    }

    // What is said stands below the picture, which it would cover otherwise, and is lit in the transcript.
    sayWords(time, now) {
      const word = now < 0 || !this.classList.contains("begun") ? undefined : this.words.findLast(({ at }) => at <= time + 0.05);
      const text = this.stills ? this.beats[now]?.entry?.querySelector(".say")?.textContent ?? "" : word?.span.textContent ?? "";
      if (this.said.textContent !== text) this.said.textContent = text;
      if (word === this.word) return;
      this.word?.span.classList.remove("now");
      this.word = word;
      word?.span.classList.add("now");
    }

    // --- What a reader can do

    act(name) { this[`do_${name}`](); }

    do_play() {
      if (this.stills) this.setStills(false, true);
      if (this.running) { this.video.pause(); return; }
      if (this.video.ended) this.video.currentTime = 0;
      this.load();
      play(this.video);
    }

    do_back() {
      const grace = this.stills ? 0 : 1.5;
      this.seek(this.beats.findLast(({ at }) => at < this.time - grace)?.at ?? 0);
    }

    do_on() { this.seek(this.beats.find(({ at }) => at > this.time + 0.05)?.at ?? this.time); }

    do_loop() {
      this.loops = !this.loops;
      this.repeated = this.beatAt(this.time);
      this.tell("loop", this.loops, `This beat ${this.loops ? "repeats" : "does not repeat"}`);
    }

    do_captions() { this.setCaptions(!this.captions, true); }

    do_stills() { this.setStills(!this.stills, true); }

    do_inset() {
      const leaving = document.pictureInPictureElement;
      (leaving ? document.exitPictureInPicture() : this.video.requestPictureInPicture()).catch(() => this.announce("The film has not begun yet"));
      if (!leaving) this.load();
    }

    do_full() {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (this.requestFullscreen) this.requestFullscreen().catch(() => this.announce("This browser allows no full screen here"));
      else this.video.webkitEnterFullscreen();
    }

    do_link() {
      const beat = this.beats[this.beatAt(this.time)];
      const exact = Math.abs(this.time - beat.at) < 0.5;
      const address = new URL(location.href);
      address.hash = exact ? beat.link.hash : `t=${Math.round(this.time * 10) / 10}`;
      const write = navigator.clipboard?.writeText(address.href) ?? Promise.reject();
      write.then(
        () => this.announce("Link copied"),
        () => { history.replaceState(null, "", address.hash); this.announce("The address bar has the link"); },
      );
    }

    do_help() { if (this.help.open) this.help.close(); else this.help.showModal(); }

    press(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || this.help.open && event.key !== "?") return;
      const step = (by) => () => this.stills ? this.act(by < 0 ? "back" : "on") : this.seek(this.time + by * STEP);
      const action = {
        " ": () => this.act("play"), k: () => this.act("link"),
        ArrowLeft: step(-1), ArrowRight: step(1), "[": () => this.act("back"), "]": () => this.act("on"),
        l: () => this.act("loop"), c: () => this.act("captions"), s: () => this.act("stills"), p: () => this.act("inset"),
        f: () => this.act("full"), "?": () => this.act("help"), "<": () => this.faster(-1), ">": () => this.faster(1),
      }[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? this.digit(event.key);
      const own = event.target.closest("button, a, select, input");
      const needed = event.key === " " ? own && !own.matches("input, [data-do=play]") : event.key.startsWith("Arrow") && own?.localName === "select";
      if (!action || needed || own?.localName === "select" && event.key.length === 1) return;
      event.preventDefault();
      action();
    }

    digit(key) {
      const beat = /^[1-9]$/.test(key) && this.beats[Number(key) - 1];
      return beat && (() => this.seek(beat.at));
    }

    faster(by) {
      const at = RATES.indexOf(this.video.playbackRate);
      this.setRate(RATES[Math.max(0, Math.min(RATES.length - 1, at + by))] ?? 1);
      this.announce(`Speed ${this.video.playbackRate}`);
    }

    // --- What is remembered

    setRate(rate) {
      this.video.defaultPlaybackRate = this.video.playbackRate = rate;
      this.rate.value = rate;
      remembered.set("rate", rate === 1 ? null : String(rate));
    }

    setCaptions(on, chosen = false) {
      this.captions = on;
      for (const track of this.video.textTracks) track.mode = "hidden";
      this.said.hidden = !on;
      if (chosen) remembered.set("captions", on ? null : "off");
      this.tell("captions", on, chosen && `Captions ${on ? "on" : "off"}`);
    }

    setStills(on, chosen = false) {
      const { time } = this;
      this.stills = on;
      if (on) this.video.pause();
      this.classList.toggle("stills", on);
      this.picture.hidden = !on;
      if (chosen) remembered.set("stills", on === still.matches ? null : on ? "on" : "off");
      this.tell("stills", on, chosen && (on ? "Stills" : "Motion"));
      this.current = -1;
      this.pending = on || !this.video.readyState && time ? time : undefined;
      if (!on && this.video.readyState && Math.abs(this.video.currentTime - time) > 0.1) this.video.currentTime = time;
      this.update();
    }

    stand(beat) {
      const shown = beat.entry?.querySelector("picture")?.cloneNode(true);
      if (!shown) return;
      shown.querySelector("img").loading = "eager";
      this.picture.replaceChildren(shown);
    }

    tell(name, on, news) {
      this.control(name).setAttribute("aria-pressed", String(Boolean(on)));
      if (news) this.announce(news);
    }

    announce(news) {
      this.news.textContent = news;
      this.news.classList.remove("hush");
      clearTimeout(this.quiet);
      this.quiet = setTimeout(() => this.news.classList.add("hush"), IDLE);
    }

    // --- Ways in

    followLink(event) {
      const to = event.target.closest?.("[data-at]");
      if (!to || event.metaKey || event.ctrlKey || event.shiftKey || getSelection()?.toString()) return;
      event.preventDefault();
      if (to.hash) history.replaceState(null, "", to.hash);
      this.scrollIntoView({ block: "nearest" });
      this.seek(Number(to.dataset.at));
      if (!this.stills) play(this.video);
    }

    followHash() {
      const hash = decodeURIComponent(location.hash);
      const moment = /^#t=(\d+(?:\.\d+)?)$/.exec(hash);
      const beat = this.beats.find(({ link }) => link.hash === hash);
      if (!moment && !beat) return;
      this.scrollIntoView({ block: "nearest" });
      this.seek(moment ? Number(moment[1]) : beat.at);
    }

    // --- What hovers

    showPeek(event) {
      if (event.pointerType === "touch") return;
      const { left, width } = this.bar.getBoundingClientRect();
      const share = Math.max(0, Math.min(1, (event.clientX - left) / width));
      const time = share * this.length;
      const beat = this.beats[this.beatAt(time)];
      if (this.peeked !== beat) {
        this.peeked = beat;
        const thumb = beat.link.querySelector("picture").cloneNode(true);
        thumb.querySelector("img").loading = "eager";
        this.peek.replaceChildren(thumb, Object.assign(document.createElement("span"), { className: "time" }), ` ${beat.title}`);
      }
      this.peek.querySelector(".time").textContent = clock(time);
      this.peek.style.setProperty("--x", share);
      this.peek.hidden = false;
    }

    // In full screen, what lies over the picture goes away while nobody asks for it.
    wake() {
      this.classList.remove("idle");
      clearTimeout(this.idle);
      if (document.fullscreenElement === this) this.idle = setTimeout(() => this.classList.toggle("idle", this.running), IDLE);
    }
  }

  customElements.define("film-player", FilmPlayer);
})();
