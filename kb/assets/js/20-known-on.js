/* The incident page as known on a day, by the marks that the page carries (kb/pages/incident/page.py):
   `data-from`, the first day on which a thing was surely public; `data-to`, the day from which it no
   longer held; `data-maybe`, the first day on which it may have been public; `data-fell`, the day on
   which a claim, or what hangs on claims, fell; `data-fold`, what goes with all that is in it;
   `data-now`, what is said with hindsight, and `data-then`, what stands in its place on a day.
   `kb known` must say the same: a test
   compares the two claim by claim. The links lead to pages that do, where this does not run. */
kb.onPage((article, signal) => {
  const control = article.querySelector(".kb-days");
  if (!control || !article.querySelector("[data-now]")) return;
  const days = kb.all("a[data-day]", control);
  const claims = kb.all(".kb-claim:not(.kb-claim--short)", article);
  const bar = kb.say("div", "", "kb-asof");
  bar.hidden = true;
  const said = kb.say("p", "");
  said.setAttribute("role", "status");
  const ways = kb.say("p", "", "kb-asof__ways");
  bar.append(said, ways);
  article.querySelector(".kb-head").after(bar);
  const open = (element) => !element.hidden;
  const show = (iso) => {
    const date = new Date(`${iso}T00:00:00Z`);
    return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  };

  const standing = (element, day) => {
    const { from, to, maybe } = element.dataset;
    if (!day) return !to;
    const isKnown = from <= day || (maybe !== undefined && maybe <= day);
    return isKnown && !(to && to <= day);
  };
  const mark = (claim, day) => {
    const { from, fell } = claim.dataset;
    const status = claim.querySelector(".kb-claim__status");
    kb.all(".kb-then", claim).forEach((note) => note.remove());
    claim.classList.toggle("kb-claim--then", !!day && !!fell && fell > day);
    if (!day || claim.hidden) return;
    const last = kb.all(".kb-status", status).pop();
    if (fell && fell > day && last.hidden) status.append(kb.say("small", `since ${last.textContent.toLowerCase()}`, "kb-then"));
    if (from > day) status.append(kb.say("small", "may have been public by then", "kb-then"));
  };
  const fold = (day) => {
    /* A question, a heading or a list with nothing left in it goes too. */
    kb.all(".kb-question,.kb-rest,.kb-dispute .kb-rest", article).forEach((part) => {
      const inside = kb.all(".kb-claim", part);
      part.hidden = !!day && inside.length > 0 && !inside.some(open);
    });
    /* So do roles, services and impacts; a term goes with what it heads. */
    kb.all("[data-fold]", article).forEach((part) => {
      part.hidden = !!day && !kb.all("[data-from]", part).some(open);
      if (part.tagName === "DD") part.previousElementSibling.hidden = part.hidden;
    });
    kb.all(".kb-summary ul", article).forEach((list) => {
      kb.all(".kb-then", list).forEach((line) => line.remove());
      if (day && ![...list.children].some(open)) list.append(kb.say("li", "Nothing by then, as this record has it.", "kb-then m"));
    });
    kb.all("h3", article).concat(kb.all(":scope>h2", article)).forEach((title) => {
      if (!title.nextElementSibling || title.closest(".kb-dispute,.kb-cols")) return;
      const stops = title.tagName === "H2" ? /^H2$/ : /^H[23]$/;
      let next = title.nextElementSibling, isEmpty = true;
      while (next && !stops.test(next.tagName)) { if (open(next)) isEmpty = false; next = next.nextElementSibling; }
      title.hidden = !!day && isEmpty;
    });
    kb.all(".md-nav--secondary a", document).forEach((link) => {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      link.closest("li").hidden = !!target && target.hidden;
    });
  };
  const cite = (day) => {
    const items = new Map(kb.all(".kb-sources>li", article).map((item) => [`#${item.id}`, item]));
    const cited = new Set();
    kb.all(".kb-cite a", article).forEach((link) => {
      const item = items.get(link.hash);
      link.hidden = !!day && !!item && (item.dataset.from || "") > day;
      if (!link.hidden && !link.closest("[hidden],.kb-sources")) cited.add(link.hash);
    });
    items.forEach((item, hash) => { item.hidden = !!day && !cited.has(hash); });
  };
  const say = (day) => {
    bar.hidden = !day;
    if (!day) return;
    const known = claims.filter((claim) => open(claim) && claim.dataset.from <= day).length;
    const maybe = claims.filter(open).length - known;
    said.replaceChildren("As known on ", kb.say("b", show(day)), `: ${known} of ${claims.length} claims had been made`
      + `${maybe ? `, ${maybe} more may have been` : ""}. What is said with hindsight is left out.`);
    const before = days.map((link) => link.dataset.day).filter((each) => each < day).pop();
    const after = days.map((link) => link.dataset.day).find((each) => each > day);
    const way = (text, to) => {
      const link = kb.say("a", text);
      link.href = to ? `?known=${to}` : location.pathname;
      link.dataset.to = to || "";
      return link;
    };
    ways.replaceChildren(...[before && way(`← ${show(before)}`, before), after && way(`${show(after)} →`, after), way("Back to today", "")].filter(Boolean));
  };
  const view = (day) => {
    kb.all("[data-from]", article).forEach((element) => { element.hidden = !standing(element, day); });
    kb.all("[data-now]", article).forEach((element) => { element.hidden = !!day; });
    kb.all("[data-then]", article).forEach((element) => { element.hidden = !day; });
    kb.all(".kb-claim", article).forEach((claim) => mark(claim, day));
    kb.all("[data-fell]:not(.kb-claim)", article).forEach((item) => item.classList.toggle("kb-fell--then", !!day && item.dataset.fell > day));
    cite(day);
    fold(day);
    days.forEach((link) => { if (link.dataset.day === day) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current"); });
    pick.value = day;
    say(day);
    article.dataset.known = day;
  };
  const go = (day) => {
    const held = bar.contains(document.activeElement);
    view(day);
    const url = new URL(location);
    if (day) url.searchParams.set("known", day); else url.searchParams.delete("known");
    history.replaceState(history.state, "", url);
    if (held) (ways.querySelector("a") && !bar.hidden ? ways.querySelector("a") : days[0]).focus();
  };

  /* Any day may be asked for, not only those on which something changed. */
  const label = kb.say("label", "or on ");
  const pick = Object.assign(document.createElement("input"), { type: "date", min: days[0].dataset.day });
  label.append(pick);
  control.querySelector(".kb-days__head").append(label);
  pick.addEventListener("change", () => { if (pick.validity.valid) go(pick.value); });
  control.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-day]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.dataset.day);
  });
  control.addEventListener("keydown", (event) => {
    const at = days.indexOf(document.activeElement);
    const to = at < 0 ? null : days[at + { ArrowRight: 1, ArrowLeft: -1 }[event.key]];
    if (!to) return;
    event.preventDefault();
    to.focus();
    go(to.dataset.day);
  });
  bar.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.dataset.to);
  });
  const asked = () => {
    const day = new URLSearchParams(location.search).get("known") || "";
    const date = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
    return date && !Number.isNaN(+date) && date.toISOString().startsWith(day) ? day : "";
  };
  if (asked()) view(asked());
  addEventListener("popstate", () => view(asked()), { signal });
});
