/* All files of this folder become one script, in order of their names (kb/mkdocs_plugin/sitefiles.py).
   Pages read without it. A part is run on every page, also where Material puts a new page into the
   old document: listeners outside the article take `signal`, which ends with the page. */
const kb = (() => {
  const parts = [];
  let page = new AbortController();
  const run = () => {
    page.abort();
    page = new AbortController();
    const article = document.getElementById("content_");
    if (article) parts.forEach((part) => part(article, page.signal));
  };
  return {
    /** Call `part(article, signal)` on every page. */
    onPage: (part) => parts.push(part),
    /** All elements below `root` that match. */
    all: (selector, root) => [...root.querySelectorAll(selector)],
    /** A new element with a text. */
    say: (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className }),
    /** Called once, by the last file. */
    start: () => (window.document$ ? window.document$.subscribe(run) : run()),
  };
})();
