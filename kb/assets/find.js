/* The full-text search: Pagefind's index (site/pagefind), our own page around it. What is asked stands
   in the address, so that a search can be shared and the back button works. Texts of records are put
   in as text, never as HTML. */
(() => {
  const $ = (id) => document.getElementById(id);
  const finder = $("finder");
  if (!finder) return;
  const STEP = 20;
  const NAMES = [...document.querySelectorAll("[data-facet]")].map((box) => box.dataset.facet);
  const root = new URL("../", location.href.split(/[?#]/)[0]);
  const form = $("find"), input = $("find-q"), sort = $("sort"), list = $("results"), said = $("found");
  let index, offered = {}, results = [], shown = 0, turn = 0;

  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const number = (value) => value.toLocaleString("en");
  const count = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

  /* The state: a query, facets, an order. */
  const read = () => {
    const asked = new URLSearchParams(location.search);
    return { q: asked.get("query") || "", sort: asked.get("sort") || "", facets: Object.fromEntries(NAMES.map((name) => [name, asked.getAll(name)])) };
  };
  const ticked = () => Object.fromEntries(NAMES.map((name) =>
    [name, [...document.querySelectorAll(`[data-facet="${name}"] input:checked`)].map((box) => box.value)]));
  const address = ({ q, sort: order, facets }) => {
    const asked = new URLSearchParams();
    if (q) asked.set("query", q);
    NAMES.forEach((name) => facets[name].forEach((value) => asked.append(name, value)));
    if (order) asked.set("sort", order);
    return `${location.pathname}${asked.size ? `?${asked}` : ""}`;
  };
  const filtersOf = (facets, without) => Object.fromEntries(NAMES
    .filter((name) => name !== without && facets[name].length)
    .map((name) => [name, { any: facets[name] }]));

  /* Facets: every value that there is, with how many results it would give. */
  const showFacets = (facets, counts) => {
    $("facets").hidden = false;
    NAMES.forEach((name) => {
      const box = document.querySelector(`[data-facet="${name}"]`);
      const here = counts[name] || {};
      const values = Object.keys(offered[name] || {}).filter((value) => here[value] || facets[name].includes(value));
      values.sort((a, b) => name === "year" ? b.localeCompare(a) : (here[b] || 0) - (here[a] || 0) || a.localeCompare(b));
      box.hidden = !values.length;
      if (facets[name].length || (name === "kind" && !box.dataset.seen)) box.open = true;
      box.dataset.seen = "true";
      const held = document.activeElement && box.contains(document.activeElement) ? document.activeElement.value : null;
      box.querySelector("ul").replaceChildren(...values.map((value) => {
        const label = make("label");
        const tick = Object.assign(make("input"), { type: "checkbox", name, value, checked: facets[name].includes(value) });
        label.append(tick, make("span", value), make("span", number(here[value] || 0), "m"));
        const item = make("li");
        item.append(label);
        return item;
      }));
      if (held !== null) [...box.querySelectorAll("input")].find((tick) => tick.value === held)?.focus();
    });
    $("clear").hidden = !NAMES.some((name) => facets[name].length);
  };

  /* A passage around the found words, which are marked. */
  const passage = (words, hits, from, to, isCut) => {
    const text = make("span");
    const marked = new Set(hits);
    if (isCut) text.append("… ");
    for (let at = from; at < to; at += 1) {
      text.append(marked.has(at) ? make("mark", words[at]) : words[at], " ");
    }
    if (to < words.length) text.append("…");
    return text;
  };
  const around = (words, hits, start, end) => {
    const isNear = hits[0] - start < 24;
    const from = isNear ? start : hits[0] - 8;
    const text = passage(words, hits, from, Math.min(end, from + 40), !isNear);
    /* A claim begins with its status: no passage of it stands without. */
    if (!isNear) text.prepend(words.slice(start, start + 2).join(" "), " ");
    return text;
  };
  /* Where in the page a word stands: the claim or the section that begins last before it. */
  const places = (data) => data.anchors.filter((anchor) => /^(article|section|h2|h3)$/.test(anchor.element) && anchor.id !== "content_");
  const parts = (data, words) => {
    const starts = places(data);
    const groups = new Map();
    data.locations.forEach((at) => {
      let found = -1;
      starts.forEach((anchor, place) => { if (anchor.location <= at) found = place; });
      if (found < 0) return;
      if (!groups.has(found)) groups.set(found, []);
      groups.get(found).push(at);
    });
    /* Statements first: a claim says more than the section around it. */
    const isClaim = ([place]) => starts[place].element === "article";
    return [...groups].sort((a, b) => isClaim(b) - isClaim(a) || b[1].length - a[1].length || a[0] - b[0]).slice(0, 3).map(([place, hits]) => ({
      id: starts[place].id,
      text: around(words, hits, starts[place].location, (starts[place + 1] || { location: words.length }).location),
    }));
  };

  const show = async (found) => {
    const data = await found.data();
    const words = data.content.split(/[\r\n\s]+/g);
    const url = new URL(data.url.replace(/^\//, ""), root);
    const item = make("li");
    const head = make("p", "", "kb-results__title");
    const link = make("a", data.meta.title);
    link.href = url;
    head.append(link, " ", make("span", [data.meta.kind, data.meta.when].filter(Boolean).join(", "), "m"));
    item.append(head);
    /* How a question stands is said before any answer that somebody gave to it. */
    if (data.meta.verdict) item.append(make("p", data.meta.verdict, "kb-verdict"));
    if (!data.locations.length) {
      item.append(Object.assign(make("p"), { textContent: words.slice(0, 34).join(" ") + (words.length > 34 ? " …" : "") }));
      return item;
    }
    const inside = parts(data, words);
    /* What stands above its first part is question and verdict: both are said already. */
    if (!data.meta.verdict && (!inside.length || data.locations[0] < (places(data)[0] || { location: 0 }).location)) {
      const line = make("p");
      line.append(around(words, data.locations, 0, words.length));
      item.append(line);
    }
    const below = make("ul", "", "kb-plain");
    inside.forEach((part) => {
      const row = make("li");
      const to = make("a");
      to.href = `${url}#${part.id}`;
      to.append(part.text);
      row.append(to);
      below.append(row);
    });
    if (inside.length) item.append(below);
    return item;
  };
  const more = async () => {
    const mine = turn;
    const next = results.slice(shown, shown + STEP);
    const items = await Promise.all(next.map(show));
    if (mine !== turn) return;
    list.append(...items);
    shown += next.length;
    $("more").hidden = shown >= results.length;
    finder.dataset.done = String(turn);
    if (shown > STEP && items[0]) items[0].querySelector("a").focus();
  };

  const run = async () => {
    const mine = (turn += 1);
    const state = read();
    const isAsked = !!state.q.trim() || NAMES.some((name) => state.facets[name].length);
    const options = { filters: filtersOf(state.facets) };
    if (state.sort) options.sort = { date: state.sort === "new" ? "desc" : "asc" };
    const found = isAsked ? await index.search(state.q.trim() || null, options) : { results: [], filters: offered };
    const counts = { ...found.filters };
    for (const name of NAMES.filter((each) => state.facets[each].length)) {
      const wider = await index.search(state.q.trim() || null, { filters: filtersOf(state.facets, name) });
      counts[name] = wider.filters[name];
    }
    if (mine !== turn) return;
    results = found.results;
    shown = 0;
    list.replaceChildren();
    $("start").hidden = isAsked;
    $("order").hidden = !isAsked;
    showFacets(state.facets, counts);
    document.title = `${state.q ? `${state.q}: ` : ""}${document.title.replace(/^.*?(Find – )/, "$1")}`;
    if (!isAsked) said.textContent = "";
    else if (results.length) said.textContent = `${count(results.length, "page")}${state.q ? ` with “${state.q.trim()}”` : ""}`;
    else said.textContent = `Nothing is found${state.q ? ` with “${state.q.trim()}”` : ""}. Try fewer or shorter words, or clear the filters.`;
    await more();
  };
  /* What is shown is what the address says, also in the field: but not while somebody types there. */
  const follow = () => {
    const state = read();
    input.value = state.q;
    sort.value = state.sort;
    run();
  };
  const go = (state, isStep) => {
    const url = address(state);
    if (url === `${location.pathname}${location.search}`) return;
    history[isStep ? "pushState" : "replaceState"](null, "", url);
    if (index) run();
  };

  let waiting;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go({ q: input.value, sort: sort.value, facets: ticked() }, true);
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go({ q: input.value, sort: sort.value, facets: ticked() }, false), 150);
  });
  $("facets").addEventListener("change", () => go({ q: input.value, sort: sort.value, facets: ticked() }, true));
  sort.addEventListener("change", () => go({ q: input.value, sort: sort.value, facets: ticked() }, true));
  $("clear").addEventListener("click", () => {
    go({ q: input.value, sort: sort.value, facets: Object.fromEntries(NAMES.map((name) => [name, []])) }, true);
    input.focus();
  });
  $("more").addEventListener("click", more);
  addEventListener("popstate", follow);

  import(new URL(finder.dataset.index, location.href)).then(async (found) => {
    await found.options({ baseUrl: "/", ranking: { pageLength: 0.1, termSaturation: 1.4 } });
    await found.init();
    offered = await found.filters();
    index = found;
    document.querySelector(".kb-facets__all").open = matchMedia("(min-width: 60em)").matches;
    /* Whoever typed before the index was here is not made to type again. */
    if (input.value && input.value !== read().q) go({ q: input.value, sort: sort.value, facets: read().facets }, false);
    else follow();
  }).catch(() => {
    said.textContent = "The full-text index is not here. It is made by a full build (make site), not while the site is served for editing; the search in the header works.";
  });
})();
