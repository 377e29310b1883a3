(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const heading = document.getElementById("panel-h");
  const body = document.getElementById("panel-body");
  const close = document.getElementById("close");
  let opener = null;

  const element = (tag, text, css) => {
    const node = document.createElement(tag);
    if (text !== undefined && text !== null) node.textContent = text;
    if (css) node.className = css;
    return node;
  };

  const sourceLine = ([line, start, end, locator]) => {
    const box = element("div");
    const text = line === null ? undefined : data.lines[line];
    box.append(element("p", line === null ? locator : `Line ${line}`, "id"));
    if (text === undefined) return box;
    const pre = element("pre");
    pre.append(text.slice(0, start), element("mark", text.slice(start, end)), text.slice(end));
    box.append(pre);
    return box;
  };

  const memberItem = ([position, side, role, weight]) => {
    const item = element("li");
    const fact = data.facts[position];
    const sign = side === "lhs" ? "" : role === "divisor" ? "÷ " : weight === "1" ? "+ " : weight === "-1" ? "− " : `${weight} × `;
    item.append(`${side === "lhs" ? "total: " : sign}`);
    if (!fact) { item.append("(not printed)"); return item; }
    const link = element("button", `${fact.printed.trim()} ${fact.label}`);
    link.type = "button";
    link.addEventListener("click", () => show(position));
    item.append(link);
    return item;
  };

  const checkBox = (check) => {
    const box = element("div", null, `check ${check.status}`);
    const verdict = { pass: "holds", fail: "fails", known_discrepancy: "fails: a known error of the issuer" }[check.status];
    const title = element("p");
    title.append(element("strong", check.name), ` ${verdict}`);
    box.append(title, element("p", check.formula), element("p", check.explanation));
    const list = element("ul");
    check.members.forEach((member) => list.append(memberItem(member)));
    box.append(list, element("code", `${check.identity_id} · residual ${check.residual} · tolerance ${check.tolerance}`));
    return box;
  };

  const proofs = ({ status, by }) =>
    by ? `${status}, ${by} independent ${by === 1 ? "identity holds" : "identities hold"}` : status;

  const show = (position) => {
    const fact = data.facts[position];
    heading.textContent = `${fact.printed.trim()} — ${fact.label || "unnamed total"}`;
    body.replaceChildren(sourceLine(fact.place));
    const meaning = element("dl");
    fact.meaning.forEach(([name, value]) => { if (value) meaning.append(element("dt", name), element("dd", value)); });
    meaning.append(element("dt", "Status"), element("dd", proofs(fact)));
    body.append(meaning, element("h3", fact.checks.length ? "Identities" : "No identity reaches this number yet"));
    fact.checks.forEach((index) => body.append(checkBox(data.checks[index])));
    body.append(element("p", `tieout trace ${fact.id}`, "id"));
    document.querySelectorAll("[data-f][aria-expanded]").forEach((button) => button.removeAttribute("aria-expanded"));
    const button = document.querySelector(`[data-f="${position}"]`);
    button.setAttribute("aria-expanded", "true");
    panel.hidden = false;
    panel.scrollTop = 0;
    const mark = body.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "nearest", inline: "center" });
    button.scrollIntoView({ block: "center", inline: "center" });
  };

  const hide = () => {
    panel.hidden = true;
    document.querySelectorAll("[data-f][aria-expanded]").forEach((button) => button.removeAttribute("aria-expanded"));
    if (opener) opener.focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-f]");
    if (!button) return;
    opener = button;
    show(Number(button.dataset.f));
    close.focus();
  });
  close.addEventListener("click", hide);
  const openNamed = () => {
    const named = location.hash.match(/^#fact-(\w+)$/);
    const position = named ? data.facts.findIndex((fact) => fact.id.startsWith(named[1])) : -1;
    if (position >= 0) show(position);
  };
  window.addEventListener("hashchange", openNamed);
  openNamed();
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) hide(); });
})();
