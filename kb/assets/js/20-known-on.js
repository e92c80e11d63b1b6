/* The incident page as known on a day. The links lead to pages; where a page can show the day itself,
   it does. */
kb.onPage((article) => {
  const days = kb.all(".kb-days a[data-day]", article);
  if (!days.length || !article.querySelector("[data-now]")) return;
  const claims = kb.all(".kb-claim:not(.kb-claim--short)", article);
  const bar = kb.say("p", "", "kb-asof");
  bar.setAttribute("role", "status");
  bar.hidden = true;
  const back = kb.say("a", "Back to today");
  back.href = location.pathname;
  article.querySelector(".kb-head").after(bar);

  const open = (element) => !element.hidden;
  const view = (day) => {
    kb.all("[data-from]", article).forEach((element) => {
      const { from, to } = element.dataset;
      element.hidden = day ? from > day || (!!to && to <= day) : !!to;
    });
    kb.all("[data-now]", article).forEach((element) => { element.hidden = !!day; });
    kb.all(".kb-question,.kb-dispute", article).forEach((section) => {
      const inside = kb.all(".kb-claim", section);
      section.hidden = !!day && inside.length > 0 && !inside.some(open);
      const title = section.previousElementSibling;
      if (title && title.tagName === "H3") title.hidden = section.hidden;
    });
    const cited = new Set(kb.all(".kb-cite a", article).filter((a) => !a.closest("[hidden],.kb-sources")).map((a) => a.getAttribute("href")));
    kb.all(".kb-sources>li", article).forEach((item) => { item.hidden = !!day && !cited.has(`#${item.id}`); });
    const current = days.find((link) => link.dataset.day === day);
    days.forEach((link) => link.removeAttribute("aria-current"));
    if (current) current.setAttribute("aria-current", "true");
    const label = current ? current.querySelector("b").textContent : day;
    const title = kb.say("span", "As known on ");
    title.append(kb.say("b", label));
    bar.replaceChildren(title, kb.say("span", `${claims.filter(open).length} of ${claims.length} claims had been made.`), kb.say("span", "Parts written with hindsight are left out."), back);
    bar.hidden = !day;
  };
  const go = (day) => {
    view(day);
    const url = new URL(location);
    if (day) url.searchParams.set("known", day); else url.searchParams.delete("known");
    history.replaceState(history.state, "", url);
  };
  days.forEach((link) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.dataset.day);
  }));
  back.addEventListener("click", (event) => { event.preventDefault(); go(""); });
  const asked = new URLSearchParams(location.search).get("known");
  if (asked && /^\d{4}-\d\d-\d\d$/.test(asked)) view(asked);
});
