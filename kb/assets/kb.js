/* Citation previews, and the incident page as known on a day. Pages read without this file. */
(() => {
  const article = document.getElementById("content");
  if (!article) return;
  const all = (selector, root = article) => [...root.querySelectorAll(selector)];

  /* Previews: what the list of sources says of a cited source. */
  const tip = document.createElement("div");
  tip.className = "kb-preview";
  tip.id = "kb-preview";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  article.append(tip);
  let timer, owner;

  const hide = () => {
    tip.hidden = true;
    if (owner) owner.removeAttribute("aria-describedby");
  };
  const show = (event) => {
    const link = event.target.closest('.kb-cite a[href^="#s"]');
    const item = link && document.getElementById(link.hash.slice(1));
    if (!item || !item.closest(".kb-sources")) return;
    clearTimeout(timer);
    hide();
    owner = link;
    const lines = [...all(":scope>div:first-child>p", item).slice(0, 2), ...all(":scope>div+div>p", item).slice(0, 1)];
    tip.replaceChildren(...lines.map((line) => {
      const copy = line.cloneNode(true);
      all("[id]", copy).forEach((element) => element.removeAttribute("id"));
      return copy;
    }));
    tip.hidden = false;
    link.setAttribute("aria-describedby", tip.id);
    const at = link.getBoundingClientRect();
    const box = tip.offsetParent.getBoundingClientRect();
    tip.style.left = `${Math.max(0, Math.min(at.left - box.left, box.width - tip.offsetWidth))}px`;
    tip.style.top = `${at.bottom - box.top + 6}px`;
  };
  const leave = () => { clearTimeout(timer); timer = setTimeout(hide, 200); };
  article.addEventListener("mouseover", (event) => tip.contains(event.target) ? clearTimeout(timer) : show(event));
  article.addEventListener("focusin", show);
  article.addEventListener("mouseout", leave);
  article.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  /* Known on a day. The links lead to pages; where a page can show the day itself, it does. */
  const days = all(".kb-days a[data-day]");
  if (!days.length || !article.querySelector("[data-now]")) return;
  const claims = all(".kb-claim:not(.kb-claim--short)");
  const bar = document.createElement("p");
  bar.className = "kb-asof";
  bar.setAttribute("role", "status");
  bar.hidden = true;
  const back = document.createElement("a");
  back.href = location.pathname;
  back.textContent = "Back to today";
  article.querySelector(".kb-head").after(bar);

  const say = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const open = (element) => !element.hidden;
  const view = (day) => {
    all("[data-from]").forEach((element) => {
      const { from, to } = element.dataset;
      element.hidden = day ? from > day || (!!to && to <= day) : !!to;
    });
    all("[data-now]").forEach((element) => { element.hidden = !!day; });
    all(".kb-question,.kb-dispute").forEach((section) => {
      const inside = all(".kb-claim", section);
      section.hidden = !!day && inside.length > 0 && !inside.some(open);
      const title = section.previousElementSibling;
      if (title && title.tagName === "H3") title.hidden = section.hidden;
    });
    const cited = new Set(all(".kb-cite a").filter((a) => !a.closest("[hidden],.kb-sources")).map((a) => a.getAttribute("href")));
    all(".kb-sources>li").forEach((item) => { item.hidden = !!day && !cited.has(`#${item.id}`); });
    const current = days.find((link) => link.dataset.day === day);
    days.forEach((link) => link.removeAttribute("aria-current"));
    if (current) current.setAttribute("aria-current", "true");
    const label = current ? current.querySelector("b").textContent : day;
    const title = say("span", "As known on ");
    title.append(say("b", label));
    bar.replaceChildren(title, say("span", `${claims.filter(open).length} of ${claims.length} claims had been made.`), say("span", "Parts written with hindsight are left out."), back);
    bar.hidden = !day;
  };
  const go = (day) => {
    view(day);
    const url = new URL(location);
    if (day) url.searchParams.set("known", day); else url.searchParams.delete("known");
    history.replaceState(null, "", url);
  };
  days.forEach((link) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.dataset.day);
  }));
  back.addEventListener("click", (event) => { event.preventDefault(); go(""); });
  const asked = new URLSearchParams(location.search).get("known");
  if (asked && /^\d{4}-\d\d-\d\d$/.test(asked)) view(asked);
})();
