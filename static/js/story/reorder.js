/* Lists put in order by hand: <form data-reorder> around a list whose items hold an <input name="item">.
   Dragging an item, or its buttons named "up" and "down", moves it at once and sends the form. Without this script
   the buttons send the form themselves. */

import { announce, toast } from "../app.js";

for (const form of document.querySelectorAll("form[data-reorder]")) {
  const list = form.querySelector("ul, ol");
  let dragged = null;

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    requestAnimationFrame(() => dragged?.classList.add("is-dragged"));
  });

  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || over?.parentElement !== list) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    const isBehind = event.clientY > box.top + box.height / 2;
    list.insertBefore(dragged, isBehind ? over.nextSibling : over);
  });

  list.addEventListener("drop", (event) => event.preventDefault());

  list.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("is-dragged");
    keep(form, list, dragged);
    dragged = null;
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name='up'], button[name='down']");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li");
    const other = button.name === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (button.name === "up") other.before(item);
    else other.after(item);
    button.focus();
    keep(form, list, item);
  });

  for (const item of list.children) item.draggable = true;
}

/** Sends the order as it is now, and says the item's new place. */
async function keep(form, list, item) {
  const items = [...list.children];
  items.forEach((each, index) => {
    for (const number of each.querySelectorAll("[data-number]")) number.textContent = index + 1;
  });
  announce(`Now number ${items.indexOf(item) + 1} of ${items.length}.`);
  form.dataset.reorder = "sending";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
    if (!answer.ok) toast("The new order was not kept. Try again in a moment.");
  } catch {
    toast("The studio did not answer. The new order was not kept.");
  }
  form.dataset.reorder = "kept";
}
