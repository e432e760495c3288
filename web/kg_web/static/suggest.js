// Suggestions while typing (ARIA Authoring Practices: combobox with a list). Without this script the form just searches.
// A suggestion leads to its page, or with data-fill puts its name in the field. A name may mean more things: the one that
// was chosen, or that the page was made for, is what is sent (data-thing, data-called).

const DELAY = 120;

function attach(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.role = "listbox";
  list.hidden = true;
  const labelled = input.getAttribute("aria-labelledby");
  if (labelled) list.setAttribute("aria-labelledby", labelled);
  else list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  input.parentElement.append(list);
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let timer = 0;
  let asked = 0;

  function mark(number) {
    chosen = number;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === number)));
    if (number < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", list.children[number].id);
      list.children[number].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function take(item) {
    if ("fill" in input.dataset) {
      input.value = item.dataset.name;
      input.dataset.called = item.dataset.name;
      input.dataset.thing = item.dataset.page.split("/doc/")[1];
      close();
    } else {
      location.assign(item.dataset.page);
    }
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map((suggestion, place) => {
        const item = document.createElement("li");
        item.role = "option";
        item.id = `${list.id}-${place}`;
        item.dataset.page = suggestion.page;
        item.dataset.name = suggestion.name;
        item.append(suggestion.label);
        const title = document.createElement("span");
        title.className = "title";
        title.textContent = suggestion.label === suggestion.name ? suggestion.kind : `${suggestion.kind} · ${suggestion.name}`;
        item.append(title);
        return item;
      }),
    );
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    mark(-1);
  }

  async function ask() {
    const words = input.value.trim();
    const mine = ++asked;
    if (words.length < 2) {
      close();
      return;
    }
    const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(words)}`);
    // An older question may be answered after a newer one.
    if (answer.ok && mine === asked) show(await answer.json());
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (list.hidden) {
      return;
    } else if (event.key === "Escape") {
      // The first press leaves the list; without one the browser empties the field.
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      mark(chosen >= last ? 0 : chosen + 1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      mark(chosen <= 0 ? last : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    }
  });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (item) {
      event.preventDefault();
      take(item);
    }
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", () => {
    if (input.dataset.thing && input.value === input.dataset.called) input.value = input.dataset.thing;
  });
}

document.querySelectorAll("input[data-suggest]").forEach(attach);
