// Answers questions in a copy of the site on a server that only hands out files: words lead to problems, problems to
// instruments. The index comes with finder.{lang}.json, made by kg.finder.portable.
"use strict";

(() => {
  const script = document.currentScript;
  const place = document.getElementById("offline-answer");
  const asked = new URLSearchParams(location.search).get("q");
  if (!asked || !place) return;
  const box = document.getElementById("q");
  if (box) box.value = asked;

  // A word that is not known is tried without its last letters: another form of a known word.
  const termsOf = (words, word) => {
    for (let end = word.length; end >= Math.max(4, word.length - 3) || end === word.length; end -= 1) {
      if (Object.hasOwn(words, word.slice(0, end))) return words[word.slice(0, end)];
    }
    return [];
  };

  const termsIn = (words, text) => {
    const folded = text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
    const found = [...folded.matchAll(/([\p{L}\p{N}]+)(?:['’][\p{L}\p{N}]+)?/gu)];
    return new Set(found.flatMap((match) => termsOf(words, match[1])));
  };

  const ranked = (postings, terms, most) => {
    const scores = new Map();
    for (const term of terms) {
      const [places, values] = Object.hasOwn(postings, term) ? postings[term] : [[], []];
      places.forEach((number, at) => scores.set(number, (scores.get(number) || 0) + values[at]));
    }
    return [...scores].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, most);
  };

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const link = (page, text) => {
    const made = element("a", text);
    made.href = new URL(`../${page}`, script.src).href;
    return made;
  };

  const cards = (instruments) => {
    const list = element("ol", "", "cards");
    for (const [instrument, reason] of instruments) {
      const card = element("li", "", "card");
      const title = element("h3");
      title.append(link(instrument.page, instrument.action));
      card.append(title, element("p", instrument.name, "title"), element("p", reason || instrument.told));
      list.append(card);
    }
    return list;
  };

  const chips = (problems) => {
    const list = element("ul", "", "chips");
    for (const problem of problems) {
      const chip = problem.page ? link(problem.page, problem.name) : element("span", problem.name);
      chip.className = "chip";
      const item = element("li");
      item.append(chip);
      list.append(item);
    }
    return list;
  };

  const show = (data) => {
    const terms = termsIn(data.words, asked);
    const problems = ranked(data.meaning, terms, 4).map(([number]) => data.problems[number]);
    const [best, ...others] = problems;
    place.replaceChildren();
    if (!best) {
      place.append(element("p", place.dataset.none));
    } else if (best.gap) {
      place.append(element("h2", place.dataset.gap), element("p", best.gap, "notice"));
      if (best.nearest.length) place.append(element("h3", place.dataset.nearest));
      place.append(cards(best.nearest.map((number) => [data.instruments[number], ""])));
    } else {
      place.append(element("h2", `${place.dataset.helps}: ${best.name}`));
      place.append(cards(best.help.slice(0, 5).map(([number, reason]) => [data.instruments[number], reason])));
    }
    const words = ranked(data.uses, terms, 3).map(([number]) => [data.instruments[number], ""]);
    if (words.length) place.append(element("h2", place.dataset.words), cards(words));
    if (others.length) place.append(element("h2", place.dataset.others), chips(others));
    place.setAttribute("aria-busy", "false");
  };

  place.hidden = false;
  place.setAttribute("aria-busy", "true");
  fetch(new URL(`../finder.${document.documentElement.lang}.json`, script.src))
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
    .then(show)
    .catch(() => place.replaceChildren(element("p", place.dataset.fault, "notice")));
})();
