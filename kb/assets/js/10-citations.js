/* Citation previews: what the list of sources says of a cited source. */
kb.onPage((article, signal) => {
  const tip = kb.say("div", "", "kb-preview");
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
    const lines = [...kb.all(":scope>div:first-child>p", item).slice(0, 2), ...kb.all(":scope>div+div>p", item).slice(0, 1)];
    tip.replaceChildren(...lines.map((line) => {
      const copy = line.cloneNode(true);
      kb.all("[id]", copy).forEach((element) => element.removeAttribute("id"));
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
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); }, { signal });
});
