/* One box for all previews: what the list of sources says of a cited source, and in a few lines what a
   linked record is. It opens at the pointer, at the focus and, for citations, at a tap; it stays while
   the pointer or the focus is in it; Escape closes it. Its place in the document is behind its link, so
   that the Tab key leads into it. */
kb.onPage((article, signal) => {
  const box = kb.say("div", "", "kb-preview");
  box.id = "kb-preview_";
  box.setAttribute("role", "group");
  box.popover = "manual";
  let timer, owner;

  const isOpen = () => box.isConnected && box.matches(":popover-open");
  const close = () => {
    clearTimeout(timer);
    if (isOpen()) box.hidePopover();
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
  };
  const place = () => {
    const at = owner.getBoundingClientRect(), margin = 8;
    const below = at.bottom + 6 + box.offsetHeight < innerHeight - margin || at.top < box.offsetHeight;
    box.style.left = `${Math.max(margin, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - margin))}px`;
    box.style.top = `${below ? at.bottom + 6 : at.top - box.offsetHeight - 6}px`;
  };
  const open = (link, parts) => {
    close();
    owner = link;
    box.replaceChildren(...parts);
    (link.closest(".kb-cite") || link).after(box);
    box.showPopover();
    place();
    link.setAttribute("aria-describedby", box.id);
  };

  /* Citations */
  const copyOf = (element) => {
    const copy = element.cloneNode(true);
    [copy, ...kb.all("*", copy)].forEach((each) => { each.removeAttribute("id"); each.hidden = false; });
    kb.all(".kb-cite", copy).forEach((each) => each.remove());
    return copy;
  };
  const sourceOf = (link) => {
    /* By `hash`: Material may have written whole addresses into the links. */
    const item = link.closest(".kb-cite") && link.hash && document.getElementById(link.hash.slice(1));
    return item && item.closest(".kb-sources") && !link.closest(".kb-sources") ? item : null;
  };
  /* The words that are cited here: the evidence of the claim has them, with a link to the very place. */
  const quotesOf = (link) => {
    const claim = link.closest(".kb-claim");
    if (!claim) return [];
    return kb.all(".kb-evid p", claim).filter((line) => line.querySelector("q") && kb.all("a", line).some((each) => each.hash === link.hash)).map((line) => {
      const words = kb.say("p", "");
      words.append(copyOf(line.querySelector("q")));
      const at = kb.all("a", line).find((each) => each.hash.startsWith("#:~:text="));
      if (at) words.append(" ", Object.assign(kb.say("a", "Open at these words"), { href: at.href, rel: "noopener" }));
      return words;
    });
  };
  const describe = (link, item) => {
    const [what, standing] = item.children;
    const [title, label, address] = what.children;
    const parts = [copyOf(title), ...quotesOf(link), copyOf(label), copyOf(standing.children[0])];
    const ways = copyOf(address);
    if (!kb.all("a", ways).some((each) => each.textContent.startsWith("Archived"))) ways.append(" · no archived copy");
    const page = title.querySelector("a");
    if (page) ways.append(" · ", Object.assign(kb.say("a", "Cite it"), { href: `${page.href}#cite-source` }));
    ways.append(" · ", Object.assign(kb.say("a", `No. ${link.textContent} in the list`), { href: link.hash }));
    parts.push(ways);
    box.setAttribute("aria-label", `Source ${link.textContent}`);
    return parts;
  };

  /* Records */
  const cards = new Map();
  const cardOf = (link) => {
    const url = new URL(link.href);
    if (url.origin !== location.origin || !/\/(incidents|entities|trends)\/[^/]+\/$/.test(url.pathname)) return null;
    if (url.pathname === location.pathname || link.closest("nav,.kb-kicker,.kb-sources,.kb-preview")) return null;
    if (!cards.has(url.pathname)) {
      cards.set(url.pathname, fetch(`${url.pathname}card.json`).then((answer) => answer.ok ? answer.json() : null).catch(() => null));
    }
    return cards.get(url.pathname);
  };
  const introduce = (card) => {
    const title = kb.say("p", "");
    title.append(kb.say("b", card.title), " ", kb.say("span", card.kind, "m"));
    box.setAttribute("aria-label", card.title);
    return [title, ...(card.text ? [kb.say("p", card.text)] : []), ...card.lines.map((line) => kb.say("p", line, "m"))];
  };

  const show = (link) => {
    if (link === owner && isOpen()) return clearTimeout(timer);
    const item = sourceOf(link);
    if (item) return open(link, describe(link, item));
    const card = cardOf(link);
    if (card) card.then((found) => { if (found && wanted === link) open(link, introduce(found)); });
  };
  let wanted, touched = false;
  const want = (link, wait) => {
    wanted = link;
    clearTimeout(timer);
    timer = setTimeout(() => show(link), wait);
  };
  const leave = () => { if (box.contains(document.activeElement)) return; wanted = null; clearTimeout(timer); timer = setTimeout(close, 250); };

  article.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (box.contains(event.target)) return clearTimeout(timer);
    const link = event.target.closest("a[href]");
    if (link) want(link, sourceOf(link) ? 60 : 220);
  });
  article.addEventListener("pointerout", (event) => { if (event.pointerType !== "touch" && event.target.closest("a,.kb-preview")) leave(); });
  article.addEventListener("focusin", (event) => {
    if (box.contains(event.target)) return clearTimeout(timer);
    const link = event.target.closest("a[href]");
    if (link && !touched && link.matches(":focus-visible")) want(link, sourceOf(link) ? 0 : 300);
  });
  article.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) { wanted = null; clearTimeout(timer); timer = setTimeout(close, 250); } });
  /* A finger cannot hover: the first tap on a number opens its preview, which leads on. */
  article.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  article.addEventListener("click", (event) => {
    const link = event.target.closest(".kb-cite a");
    if (!touched || !link || box.contains(link)) return;
    const item = sourceOf(link);
    if (!item) return;
    event.preventDefault();
    if (link === owner && isOpen()) return close();
    clearTimeout(timer);
    const shut = kb.say("button", "Close");
    shut.type = "button";
    shut.addEventListener("click", close);
    open(link, [...describe(link, item), shut]);
  });
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key !== "Escape" || !isOpen()) return;
    const back = box.contains(document.activeElement) ? owner : null;
    /* The focus goes back before the box closes: closing also stops what the focus would open. */
    if (back) back.focus();
    close();
  }, { signal });
  document.addEventListener("pointerdown", (event) => {
    if (isOpen() && !box.contains(event.target) && !event.target.closest(".kb-cite")) close();
  }, { signal });
  document.addEventListener("scroll", () => { if (isOpen() && !box.contains(document.activeElement)) close(); }, { signal, passive: true });
});
