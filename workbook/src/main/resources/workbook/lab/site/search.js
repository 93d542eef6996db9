// The search of the site. SECTIONS comes as a script, so that it works from a file, too.
(() => {
  const SHOWN = 12;
  const EXCERPT = 140;
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const root = document.body.dataset.root;
  let engine;

  function search(words) {
    if (!engine) { // Made when it is first needed: reading should not wait for it.
      engine = new MiniSearch({
        fields: ["title", "text", "page"],
        searchOptions: { boost: { title: 4 }, prefix: true, fuzzy: 0.15, combineWith: "AND" },
      });
      engine.addAll(SECTIONS.map((section, id) => ({ id, ...section })));
    }
    return engine.search(words).slice(0, SHOWN);
  }

  function excerpt(text, words) {
    const at = words.map((word) => text.toLowerCase().indexOf(word)).filter((i) => i >= 0);
    const from = Math.max(0, Math.min(...at, text.length) - EXCERPT / 3);
    const start = at.length === 0 ? 0 : from;
    return (start > 0 ? "…" : "") + text.slice(start, start + EXCERPT) + "…";
  }

  function item(section, words) {
    const link = document.createElement("a");
    link.href = root + section.url;
    link.textContent = section.title;
    const about = document.createElement("small");
    about.textContent = section.page + ": " + excerpt(section.text, words);
    link.append(about);
    const row = document.createElement("li");
    row.append(link);
    return row;
  }

  function show() {
    const words = input.value.trim();
    const found = words === "" ? [] : search(words);
    list.replaceChildren(...found.map((one) => item(SECTIONS[one.id], one.terms)));
    if (words !== "" && found.length === 0) {
      const none = document.createElement("li");
      none.textContent = "Nothing found.";
      list.append(none);
    }
    list.hidden = words === "";
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("a")?.click();
    if (event.key === "ArrowDown") list.querySelector("a")?.focus();
    if (event.key === "Escape") list.hidden = true;
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) list.hidden = true;
  });
})();
