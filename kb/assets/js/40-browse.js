/* Lists and tables that can be narrowed and put in order. Without this they are whole and in order.
   `[data-browse]` asks for the filters: its `data-facets` names them ("kind:Kind,year:Year"), every
   `[data-row]` carries its values ("data-kind", several with "|"). `table[data-sortable]` gets heads
   that sort. Everything stands in the address, so that a view can be shared. */
kb.onPage((article, signal) => {
  const asked = () => new URLSearchParams(location.search);
  const keep = (change) => {
    const url = new URL(location);
    Object.entries(change).forEach(([name, value]) => { if (value) url.searchParams.set(name, value); else url.searchParams.delete(name); });
    history.replaceState(history.state, "", url);
  };

  /* Sorting */
  const valueOf = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.v !== undefined ? cell.dataset.v : cell.textContent.trim();
  };
  const compare = (a, b) => {
    const x = Number(a), y = Number(b);
    return a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y) ? x - y : a.localeCompare(b, "en", { numeric: true });
  };
  const sortables = kb.all("table[data-sortable]", article).map((table, number) => {
    const heads = kb.all("thead th", table), body = table.tBodies[0], first = [...body.rows];
    const name = number ? `sort${number + 1}` : "sort";
    const apply = (at, isDown) => {
      heads.forEach((head, each) => { if (each === at) head.setAttribute("aria-sort", isDown ? "descending" : "ascending"); else head.removeAttribute("aria-sort"); });
      const rows = at < 0 ? first : [...first].sort((a, b) => {
        const x = valueOf(a, at), y = valueOf(b, at);
        /* What is not known comes last, whichever way. */
        if (!x !== !y) return x ? -1 : 1;
        return isDown ? compare(y, x) : compare(x, y);
      });
      body.append(...rows);
    };
    heads.forEach((head, at) => {
      const button = kb.say("button", head.textContent.trim(), "kb-sort");
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        /* Up, down, and as it was. */
        const next = now === "ascending" ? "descending" : now ? "" : "ascending";
        apply(next ? at : -1, next === "descending");
        keep({ [name]: next ? `${next === "descending" ? "-" : ""}${at + 1}` : "" });
      });
    });
    return () => {
      const wanted = asked().get(name) || "";
      const at = Math.abs(Number(wanted)) - 1;
      if (heads[at]) apply(at, wanted.startsWith("-"));
    };
  });
  sortables.forEach((restore) => restore());

  /* Filters */
  const bar = article.querySelector("[data-browse]");
  if (!bar) return;
  const rows = kb.all("[data-row]", article);
  const facets = bar.dataset.facets.split(",").filter(Boolean).map((part) => {
    const [id, label] = part.split(":");
    const counts = new Map();
    rows.forEach((row) => (row.dataset[id] || "").split("|").filter(Boolean).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1)));
    const values = [...counts].sort((a, b) => id === "year" ? b[0].localeCompare(a[0]) : a[0].localeCompare(b[0]));
    const select = document.createElement("select");
    select.name = id;
    select.append(new Option("all", ""), ...values.map(([value, number]) => new Option(`${value} (${number})`, value)));
    const box = kb.say("label", `${label} `);
    box.append(select);
    return { id, select, box, isNeeded: values.length > 1 || (values.length === 1 && values[0][1] < rows.length) };
  }).filter((facet) => facet.isNeeded);
  const text = Object.assign(document.createElement("input"), { type: "text", name: "text", autocomplete: "off" });
  const words = kb.say("label", "With the words ");
  words.append(text);
  const count = kb.say("p", "", "kb-browse__count");
  count.setAttribute("role", "status");
  const clear = kb.say("button", "Clear");
  clear.type = "button";
  const form = document.createElement("form");
  form.className = "kb-browse__form";
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Narrow this list");
  form.append(words, ...facets.map((facet) => facet.box), clear);
  bar.replaceChildren(form, count);

  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const apply = () => {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let open = 0;
    rows.forEach((row) => {
      const fits = facets.every(({ id, select }) => !select.value || (row.dataset[id] || "").split("|").includes(select.value))
        && wanted.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      open += fits;
    });
    const isAll = open === rows.length;
    count.textContent = isAll ? `All ${rows.length} are shown.` : open ? `${open} of ${rows.length} are shown.` : `None of ${rows.length} has all of this.`;
    clear.hidden = isAll;
    /* A group or a heading with nothing left in it goes too. */
    kb.all("[data-rows]", article).forEach((group) => { group.hidden = !kb.all("[data-row]", group).some((row) => !row.hidden); });
    kb.all(":scope>h2", article).forEach((title) => {
      const inside = [];
      for (let next = title.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) inside.push(next);
      const own = inside.flatMap((part) => part.matches("[data-row]") ? [part] : kb.all("[data-row]", part));
      if (!own.length) return;
      [title, ...inside].forEach((part) => { part.hidden = !own.some((row) => !row.hidden); });
    });
  };
  const restore = () => {
    const query = asked();
    text.value = query.get("text") || "";
    facets.forEach(({ id, select }) => { select.value = query.get(id) || ""; if (select.selectedIndex < 0) select.value = ""; });
    apply();
  };
  const follow = () => {
    apply();
    keep({ text: text.value.trim(), ...Object.fromEntries(facets.map(({ id, select }) => [id, select.value])) });
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", follow);
  clear.addEventListener("click", () => { form.reset(); follow(); text.focus(); });
  addEventListener("popstate", restore, { signal });
  restore();
});
