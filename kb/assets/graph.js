/* The explorer of the whole base. Everything in it is done by names, buttons, lists and the table; the
   drawing (sigma) is one more way in, and where it cannot be made (no WebGL) the rest works as well.
   The address says which record or which way is shown. */
(async () => {
  const $ = (id) => document.getElementById(id);
  const explorer = $("explorer");
  if (!explorer) return;
  const data = await fetch(new URL(explorer.dataset.graph, location.href)).then((answer) => answer.json()).catch(() => null);
  if (!data) {
    explorer.before(Object.assign(document.createElement("p"), { textContent: "The data of the drawing could not be loaded. The table below has every connection." }));
    return;
  }
  const root = new URL("../", location.href.split(/[?#]/)[0]);
  const nodes = data.nodes.map(([id, url, title, kind, x, y], at) => ({ at, id, url: new URL(url, root).href, title, kind, x, y, connections: [] }));
  const connections = data.connections.map(([a, b, words, inverse, standing]) => ({ a: nodes[a], b: nodes[b], words, inverse, standing }));
  connections.forEach((connection) => { connection.a.connections.push(connection); if (connection.b !== connection.a) connection.b.connections.push(connection); });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const byTitle = new Map(nodes.map((node) => [node.title.toLowerCase(), node]));
  const other = (connection, node) => connection.a === node ? connection.b : connection.a;
  const LABELS = { firm: "on record", split: "disputed", told: "alleged", gone: "withdrawn or shown false" };
  let shown = new Set(nodes.map((node) => node.kind)), chosen = null, sought = null, way = [], draw = () => {};

  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const linked = (node) => Object.assign(make("a", node.title), { href: node.url });
  const button = (node) => {
    const element = make("button", "show");
    element.type = "button";
    element.setAttribute("aria-label", `Show ${node.title} in the graph`);
    element.addEventListener("click", () => choose(node));
    return element;
  };
  const line = (connection, from) => {
    const item = make("li");
    const mark = make("span", "", "kb-connection");
    mark.dataset.t = connection.standing;
    const to = other(connection, from);
    item.append(mark, `${connection.a === from ? connection.words : connection.inverse} `, linked(to), " ");
    if (connection.standing !== "firm") item.append(make("b", LABELS[connection.standing]), " ");
    item.append(button(to));
    return item;
  };

  const keep = (query) => history.replaceState(history.state, "", `${location.pathname}${query ? `?${new URLSearchParams(query)}` : ""}`);
  const choose = (node) => {
    chosen = node;
    sought = null;
    way = [];
    keep({ at: node.id });
    $("at").value = node.title;
    const title = make("h2");
    title.append(linked(node));
    const list = make("ul");
    node.connections.filter((connection) => shown.has(other(connection, node).kind)).forEach((connection) => list.append(line(connection, node)));
    $("panel").replaceChildren(title, make("p", `${data.kinds[node.kind][0]}, ${node.connections.length} connection${node.connections.length === 1 ? "" : "s"}`, "m"), list);
    draw(true);
  };
  /* The shortest way over records of the kinds that are shown. */
  const findWay = (from, to) => {
    const before = new Map([[from, null]]);
    const todo = [from];
    while (todo.length && !before.has(to)) {
      const node = todo.shift();
      node.connections.forEach((connection) => {
        const next = other(connection, node);
        if (before.has(next) || (!shown.has(next.kind) && next !== to)) return;
        before.set(next, { node, connection });
        todo.push(next);
      });
    }
    if (!before.has(to)) return null;
    const steps = [];
    for (let at = to; before.get(at); at = before.get(at).node) steps.unshift({ ...before.get(at), to: at });
    return steps;
  };
  const showWay = (from, to) => {
    chosen = null;
    sought = [from, to];
    keep({ from: from.id, to: to.id });
    $("from").value = from.title;
    $("to").value = to.title;
    const steps = from === to ? [] : findWay(from, to);
    const title = make("h2", `From ${from.title} to ${to.title}`);
    if (!steps) {
      way = [];
      $("panel").replaceChildren(title, make("p", "No way leads there over the kinds that are shown."));
      return draw(true);
    }
    way = steps;
    const list = make("ol");
    const start = make("li");
    start.append(linked(from));
    list.append(start);
    steps.forEach((step) => list.append(line(step.connection, step.node)));
    $("panel").replaceChildren(title, make("p", `${steps.length} step${steps.length === 1 ? "" : "s"}. A way is no statement that one has to do with the other.`, "m"), list);
    draw(true);
  };

  const named = (input) => {
    const words = input.value.trim().toLowerCase();
    const node = byTitle.get(words) || byId.get(words) || (words && nodes.find((each) => each.title.toLowerCase().includes(words)));
    input.setCustomValidity(node ? "" : "No record has this name.");
    if (!node) input.reportValidity();
    return node;
  };
  ["at", "from", "to"].forEach((id) => $(id).addEventListener("input", () => $(id).setCustomValidity("")));
  $("look").addEventListener("submit", (event) => {
    event.preventDefault();
    const node = named($("at"));
    if (node) choose(node);
  });
  $("way").addEventListener("submit", (event) => {
    event.preventDefault();
    const from = named($("from")), to = from && named($("to"));
    if (from && to) showWay(from, to);
  });
  $("kinds").addEventListener("change", () => {
    shown = new Set([...document.querySelectorAll("#kinds input:checked")].map((box) => box.value));
    document.querySelectorAll(".kb-connections tbody tr").forEach((row) => {
      row.classList.toggle("kb-off", !row.dataset.kinds.split("|").every((kind) => shown.has(kind)));
    });
    if (chosen) choose(chosen);
    else if (sought) showWay(...sought);
    draw(false);
  });

  explorer.hidden = false;
  const lines = [["firm", "on record"], ["told", "alleged or disputed"], ["gone", "withdrawn"]];
  $("legend").replaceChildren(...data.legend.map(([sign, words]) => make("span", `${sign} ${words}`)), ...lines.map(([standing, words]) => {
    const item = make("span"), mark = make("span", "", "kb-connection");
    mark.dataset.t = standing;
    item.append(mark, words);
    return item;
  }));
  try {
    draw = drawing();
  } catch (error) {
    $("canvas").replaceChildren(make("p", "This browser cannot draw the graph (it has no WebGL). Everything else here works."));
    $("zoom").hidden = true;
  }

  function drawing() {
    const { Sigma, MultiUndirectedGraph } = window.KbGraph;
    const graph = new MultiUndirectedGraph();
    const token = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();
    nodes.forEach((node) => graph.addNode(node.at, { x: node.x, y: node.y, label: `${data.kinds[node.kind][1]} ${node.title}`, size: node.kind === "incident" ? 7 : Math.min(6, 2 + Math.sqrt(node.connections.length)) }));
    connections.forEach((connection) => { if (connection.a !== connection.b) graph.addEdge(connection.a.at, connection.b.at, { connection }); });
    const lit = () => {
      if (way.length) return new Set([way[0].node, ...way.map((step) => step.to)]);
      return chosen ? new Set([chosen, ...chosen.connections.map((connection) => other(connection, chosen))]) : null;
    };
    let colours, focus;
    const readColours = () => {
      colours = { ink: token("--kb-ink"), soft: token("--kb-line2"), line: token("--kb-line"), told: token("--kb-split"), gone: token("--kb-against"), paper: token("--kb-paper") };
    };
    readColours();
    const canvasLabel = (context, item, settings) => {
      if (!item.label) return;
      context.font = `${item.highlighted ? 600 : 400} ${settings.labelSize}px ${settings.labelFont}`;
      context.fillStyle = colours.ink;
      context.fillText(item.label, item.x + item.size + 3, item.y + settings.labelSize / 3);
    };
    const renderer = new Sigma(graph, $("canvas"), {
      labelFont: '"Source Sans 3", sans-serif', labelSize: 12, labelDensity: 0.5, labelRenderedSizeThreshold: 6.5, zIndex: true,
      defaultDrawNodeLabel: canvasLabel,
      defaultDrawNodeHover: (context, item, settings) => {
        context.beginPath();
        context.arc(item.x, item.y, item.size + 3, 0, Math.PI * 2);
        context.lineWidth = 2;
        context.strokeStyle = colours.ink;
        context.stroke();
        canvasLabel(context, { ...item, highlighted: true }, settings);
      },
      nodeReducer: (at, item) => {
        const node = nodes[at];
        const isLit = !focus || focus.has(node);
        return { ...item, hidden: !shown.has(node.kind), color: isLit ? (node.kind === "incident" ? colours.ink : colours.soft) : colours.line, label: isLit ? item.label : "", forceLabel: !!focus && isLit && (focus.size < 30 || node.kind === "incident"), zIndex: isLit ? 1 : 0 };
      },
      edgeReducer: (edge, item) => {
        const { connection } = item;
        const isOn = way.length ? way.some((step) => step.connection === connection) : !chosen || connection.a === chosen || connection.b === chosen;
        const isShown = shown.has(connection.a.kind) && shown.has(connection.b.kind) && (!focus || isOn);
        return { ...item, hidden: !isShown, size: focus && isOn ? (way.length ? 3 : 1.5) : 0.5, color: connection.standing === "gone" ? colours.gone : connection.standing === "firm" ? (focus ? colours.ink : colours.line) : colours.told };
      },
    });
    renderer.on("clickNode", ({ node }) => choose(nodes[node]));
    renderer.on("enterNode", () => { $("canvas").classList.add("kb-explorer--on"); });
    const camera = renderer.getCamera();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    $("zoom").addEventListener("click", (event) => {
      const { zoom } = event.target.dataset;
      const options = { duration: still ? 0 : 200 };
      if (zoom === "in") camera.animatedZoom(options);
      if (zoom === "out") camera.animatedUnzoom(options);
      if (zoom === "all") camera.animatedReset(options);
    });
    new MutationObserver(() => { readColours(); renderer.refresh(); }).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); renderer.refresh(); });
    return (isMove) => {
      focus = lit();
      renderer.refresh();
      if (!isMove) return;
      if (!focus) { camera.animatedReset({ duration: still ? 0 : 200 }); return; }
      const spots = [...focus].map((node) => renderer.getNodeDisplayData(node.at)).filter(Boolean);
      const xs = spots.map((spot) => spot.x), ys = spots.map((spot) => spot.y);
      const spread = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), 0.12);
      camera.animate({ x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2, ratio: Math.min(1.1, spread * 1.5) }, { duration: still ? 0 : 300 });
    };
  }

  const asked = new URLSearchParams(location.search);
  const at = byId.get(asked.get("at")), from = byId.get(asked.get("from")), to = byId.get(asked.get("to"));
  if (from && to) showWay(from, to);
  else if (at) choose(at);
  explorer.dataset.ready = "true";
})();
