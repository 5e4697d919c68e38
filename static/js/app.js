/* What every page has: menus that close, toasts that go, dialogs, copying. All of it works without, only slower. */

const TOAST_MS = 7000;

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  const target = event.target;
  closeMenus(target.closest("details.menu"));
  if (target.closest("[data-dismiss]")) target.closest(".toast").remove();
  const opener = target.closest("[data-dialog]");
  if (opener) openDialog(event, opener.dataset.dialog);
  const closer = target.closest("dialog [data-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
  const copier = target.closest("[data-copy]");
  if (copier) copy(copier);
});

function openDialog(event, id) {
  event.preventDefault();
  document.getElementById(id).showModal();
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  await navigator.clipboard.writeText(field.value);
  announce("Copied.");
  button.lastChild.textContent = "Copied";
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
});

/* A menu of a narrow picture at the left edge opens to the other side. */
document.addEventListener(
  "toggle",
  (event) => {
    const popover = event.target.matches("details.menu[open]") && event.target.querySelector(".popover");
    if (popover && popover.getBoundingClientRect().left < 0) popover.classList.add("start");
  },
  true,
);

document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));

/** Speaks a sentence to screen readers, politely. */
export function announce(sentence) {
  const announcer = document.getElementById("announcer");
  if (announcer && announcer.textContent !== sentence) announcer.textContent = sentence;
}

/** Shows a sentence in the corner for a while. */
export function toast(sentence) {
  const box = document.createElement("div");
  box.className = "toast is-error";
  const words = document.createElement("p");
  words.textContent = sentence;
  box.append(words);
  document.getElementById("toasts").append(box);
}

/* A toast stays while it is pointed at or holds the focus. */
function letGo(box) {
  setTimeout(() => (box.matches(":hover, :focus-within") ? letGo(box) : box.remove()), TOAST_MS);
}

const toasts = document.getElementById("toasts");
for (const box of toasts.children) letGo(box);
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) letGo(node);
  }
}).observe(toasts, { childList: true });

/* An answer that never came has no page of its own: say so in words. The live stream has its own fallback. */
document.addEventListener("htmx:error", (event) => {
  const source = event.detail.ctx?.sourceElement;
  if (!source || source.id === "live" || event.detail.ctx?.response) return;
  toast(navigator.onLine ? "The studio did not answer. Try again in a moment." : "You are offline. Nothing was sent.");
});

/* The colour that keeps a picture's place goes when the picture has come: behind one with holes lies the page. */
function uncover(picture) {
  picture.closest(".tile, .canvas")?.querySelector(".tone")?.setAttribute("hidden", "");
}

document.addEventListener("load", (event) => event.target.tagName === "IMG" && uncover(event.target), true);
for (const picture of document.images) if (picture.complete && picture.naturalWidth) uncover(picture);

/* Of sections that go beyond the edge of a phone, the one that is open is in view. */
const open = document.querySelector("nav.chips > [aria-current]");
if (open) open.parentElement.scrollLeft = open.offsetLeft - open.parentElement.offsetLeft - innerWidth / 3;

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
