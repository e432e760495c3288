// Searches names and descriptions in a copy of the site on a server that only hands out files. The index comes with
// names.{lang}.json, made by kg_web.offline.
"use strict";

(() => {
  const script = document.currentScript;
  const place = document.getElementById("offline-hits");
  const asked = new URLSearchParams(location.search).get("q");
  if (!asked || !place) return;
  document.getElementById("q").value = asked;

  const wordsOf = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];

  // Words of a name tell more than words of a description; the beginning of a word is enough.
  const worth = (thing, wanted) => {
    const named = wordsOf(thing.names.join(" "));
    const told = wordsOf(thing.told);
    let total = 0;
    for (const word of wanted) {
      if (named.includes(word)) total += 4;
      else if (named.some((other) => other.startsWith(word))) total += 2;
      else if (told.some((other) => other.startsWith(word))) total += 1;
      else return 0;
    }
    return total / Math.sqrt(named.length);
  };

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const hit = (thing) => {
    const item = element("li");
    const title = element("h3");
    const link = element("a", thing.names[0]);
    link.href = new URL(`../${thing.page}`, script.src).href;
    title.append(link);
    item.append(title, element("p", thing.kind, "title"), element("p", thing.told));
    return item;
  };

  const show = (things) => {
    const wanted = wordsOf(asked);
    const found = things
      .map((thing) => [worth(thing, wanted), thing])
      .filter(([score]) => score > 0)
      .sort((one, other) => other[0] - one[0])
      .slice(0, 50);
    const list = element("ol", "", "hits");
    list.append(...found.map(([, thing]) => hit(thing)));
    place.replaceChildren(found.length ? list : element("p", place.dataset.none));
    place.setAttribute("aria-busy", "false");
  };

  // What the page shows without words makes room for the answer.
  for (const other of document.querySelectorAll(".narrowed")) other.hidden = true;
  place.hidden = false;
  place.setAttribute("aria-busy", "true");
  fetch(new URL(`../names.${document.documentElement.lang}.json`, script.src))
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
    .then(show)
    .catch(() => place.replaceChildren(element("p", place.dataset.fault, "notice")));
})();
