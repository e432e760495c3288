// Arrow keys walk through the drawing: up and down within a column, left and right to the nearest box beside it.
// Without this script every box is still a link that the Tab key reaches.
"use strict";

for (const drawing of document.querySelectorAll(".graph")) {
  const boxes = [...drawing.querySelectorAll(".node > a:first-of-type")].map((link) => {
    const box = link.querySelector("rect");
    const number = (name) => Number(box.getAttribute(name));
    return { link, x: number("x"), middle: number("y") + number("height") / 2 };
  });

  const nearest = (from, fits) =>
    boxes
      .filter(fits)
      .sort((one, other) =>
        Math.abs(one.x - from.x) - Math.abs(other.x - from.x) ||
        Math.abs(one.middle - from.middle) - Math.abs(other.middle - from.middle))[0];

  const steps = {
    ArrowUp: (from) => nearest(from, (to) => to.x === from.x && to.middle < from.middle),
    ArrowDown: (from) => nearest(from, (to) => to.x === from.x && to.middle > from.middle),
    ArrowLeft: (from) => nearest(from, (to) => to.x < from.x),
    ArrowRight: (from) => nearest(from, (to) => to.x > from.x),
    Home: (from) => boxes.find((to) => to.x === from.x),
    End: (from) => boxes.findLast((to) => to.x === from.x),
  };

  drawing.addEventListener("keydown", (event) => {
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    const node = event.target.closest(".node");
    const from = node && boxes.find((box) => node.contains(box.link));
    const to = from && steps[event.key](from);
    if (!to) return;
    event.preventDefault();
    to.link.focus({ preventScroll: true });
    to.link.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
