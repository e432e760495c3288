// Suggestions while typing (ARIA Authoring Practices: combobox with a list). Without this script the form just searches.

const DELAY = 120;

function attach(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-labelledby", input.getAttribute("aria-labelledby") ?? "");
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

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map((suggestion, place) => {
        const item = document.createElement("li");
        item.role = "option";
        item.id = `${list.id}-${place}`;
        item.dataset.page = suggestion.page;
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
      location.assign(list.children[chosen].dataset.page);
    }
  });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (item) {
      event.preventDefault();
      location.assign(item.dataset.page);
    }
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("input[data-suggest]").forEach(attach);
