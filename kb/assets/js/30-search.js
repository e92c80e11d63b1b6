/* The header's search: names, other names, ids and first lines of all records, in a dialog. The index is
   asked for when the dialog first opens. The dialog stays while Material changes pages below it. */
(() => {
  const opener = document.getElementById("kb-opener_");
  const dialog = document.getElementById("kb-search_");
  if (!opener || !dialog) return;
  const form = dialog.querySelector("form"), input = form.elements.query;
  const list = dialog.querySelector("ol"), said = dialog.querySelector("[role=status]");
  const all = dialog.querySelector(".kb-search__all a"), everything = all.href;
  const index = new URL(dialog.dataset.index, location.href), root = new URL("../", index);
  const SHOWN = 12;
  /* An incident or a body of a name comes before the articles and disputes that have the name too. */
  const BEHIND = [["Source", 2.5], ["Dispute", 1.5]];
  let rows, best;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();
  const load = async () => {
    if (rows) return;
    const found = await (await fetch(index)).json();
    rows = found.map(([url, title, label, text]) => ({ url, title, label, text, head: fold(title), names: fold(text).split(" · "), all: ` ${fold(`${title} ${text} ${label}`)}`, behind: BEHIND.find(([kind]) => label.startsWith(kind))?.[1] || 0 }));
    show();
  };
  /* How well a row answers: a whole name, the beginning of one, words of the title, words anywhere. */
  const points = (row, query, words) => {
    if (!words.every((word) => row.all.includes(word))) return 0;
    if (row.head === query || row.names.includes(query)) return 6;
    if (row.head.startsWith(query)) return 5;
    if (row.names.some((name) => name.startsWith(query))) return 4;
    if (words.every((word) => ` ${row.head}`.includes(` ${word}`))) return 3;
    return words.every((word) => row.all.includes(` ${word}`)) ? 2 : 1;
  };
  const marked = (text, words) => {
    const line = document.createDocumentFragment();
    const folded = fold(text);
    /* Folding may change the length of a text: then nothing is marked rather than the wrong letters. */
    if (folded.length !== text.length) { line.append(text); return line; }
    const spans = words.flatMap((word) => {
      const at = folded.indexOf(word);
      return at < 0 ? [] : [[at, at + word.length]];
    }).sort((a, b) => a[0] - b[0]);
    let from = 0;
    spans.forEach(([start, end]) => {
      if (start < from) return;
      line.append(text.slice(from, start), kb.say("mark", text.slice(start, end)));
      from = end;
    });
    line.append(text.slice(from));
    return line;
  };
  const hit = (row, words) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = new URL(row.url, root);
    const title = kb.say("b", "");
    title.append(marked(row.title, words));
    const line = kb.say("span", "");
    line.append(marked(row.text.length > 130 ? `${row.text.slice(0, 129)}…` : row.text, words));
    link.append(title, kb.say("small", row.label), line);
    item.append(link);
    return item;
  };
  const show = () => {
    const query = fold(input.value.trim());
    const words = query.split(/\s+/).filter(Boolean);
    all.href = words.length ? `${everything}?query=${encodeURIComponent(input.value.trim())}` : everything;
    all.textContent = words.length ? `Search the full text for “${input.value.trim()}”` : "Search the full text";
    if (!rows) return;
    const found = words.length
      ? rows.map((row, at) => [points(row, query, words), at, row]).filter(([mark]) => mark).sort((a, b) => (b[0] - b[2].behind) - (a[0] - a[2].behind) || a[1] - b[1])
      : [];
    best = found.length && found[0][0] > 2 ? found[0][2] : null;
    list.replaceChildren(...found.slice(0, SHOWN).map(([, , row]) => hit(row, words)));
    if (!words.length) said.textContent = "";
    else if (!found.length) said.textContent = "No name or title has these words.";
    else said.textContent = found.length > SHOWN ? `The best ${SHOWN} of ${found.length}` : `${found.length} found`;
    dialog.dataset.shown = query;
  };
  const open = (words) => {
    if (!dialog.open) dialog.showModal();
    if (typeof words === "string") input.value = words;
    input.select();
    show();
    load();
  };

  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  opener.addEventListener("pointerenter", load, { once: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input,textarea,select,[contenteditable]")) return;
    event.preventDefault();
    open();
  });
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = best ? new URL(best.url, root) : all.href;
    dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...kb.all("li a", list), all];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  dialog.querySelector(".kb-search__close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
})();
