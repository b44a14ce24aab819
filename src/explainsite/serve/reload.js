// Added to pages by `explainsite serve`: reloads after a build, or shows what is wrong over the page.
(() => {
  const events = new EventSource("/-explainsite/events");
  let seen = null;

  events.addEventListener("build", (event) => {
    const problems = JSON.parse(event.data);
    document.getElementById("explainsite-problems")?.remove();
    if (problems.length) show(problems);
    else if (seen !== null && seen !== event.lastEventId) location.reload();
    seen = event.lastEventId;
  });

  function show(problems) {
    const dialog = document.createElement("section");
    dialog.id = "explainsite-problems";
    dialog.setAttribute("role", "alert");
    dialog.style.cssText =
      "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:99;padding:24px 32px;" +
      "background:#0E1117;color:#E9EDF4;border-top:3px solid #FF7C79;font:14px/1.5 'JetBrains Mono',monospace";
    for (const problem of problems) dialog.append(block(problem));
    document.body.append(dialog);
  }

  function block(problem) {
    const pre = document.createElement("pre");
    pre.style.cssText = "margin:0 0 20px;white-space:pre-wrap";
    const lines = [`${problem.severity}[${problem.code}]: ${problem.message}`];
    const span = problem.span;
    if (span) {
      lines.push(`  --> ${span.path}:${span.line}:${span.column}`);
      if (span.excerpt.trim()) {
        lines.push(`  ${span.excerpt}`);
        lines.push(`  ${" ".repeat(span.column - 1)}${"^".repeat(span.length)} ${problem.label}`);
      }
    }
    if (problem.hint) lines.push(`hint: ${problem.hint}`);
    pre.textContent = lines.join("\n");
    return pre;
  }
})();
