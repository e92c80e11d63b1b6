/* Citations can be copied with one press, in each of their forms. */
kb.onPage((article) => {
  if (!navigator.clipboard) return;
  kb.all(".kb-citebox", article).forEach((box) => {
    const button = kb.say("button", "Copy", "kb-copy");
    button.type = "button";
    const form = box.previousElementSibling;
    button.setAttribute("aria-label", `Copy ${form && form.tagName === "SUMMARY" ? form.textContent : "citation"}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.textContent.trim());
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    box.after(button);
  });
});
