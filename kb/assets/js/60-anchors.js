/* Links from before the parts of a page had names of their own, such as `#sources` for `#_sources` and
   `#s1` for `#S1`, still lead there. What authors name comes first: only a name that nothing has is
   looked for again. */
kb.onPage((article, signal) => {
  const follow = () => {
    const name = location.hash.slice(1);
    if (!name || name.startsWith(":~:") || document.getElementById(name)) return;
    const moved = [`${name}_`, `_${name}`, name[0].toUpperCase() + name.slice(1)].find((id) => article.querySelector(`[id="${CSS.escape(id)}"]`));
    if (moved) location.replace(`#${moved}`);
  };
  follow();
  addEventListener("hashchange", follow, { signal });
});
