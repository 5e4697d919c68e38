/* The mask editor: tools, keys, touch and pen. What is painted goes into the form's file field, so that the form sends it
   like any other file. */

import { announce } from "../app.js";
import { Mask } from "./mask.js";
import { View } from "./view.js";

const editor = document.getElementById("mask-editor");
const picture = document.getElementById("edit-picture");
const frame = editor.querySelector(".easel-frame");
const plane = editor.querySelector(".plane");
const canvas = editor.querySelector("canvas");
const ring = editor.querySelector(".ring");
const size = editor.querySelector("[name=brush-size]");
const key = `atelier-mask-${editor.dataset.image}`;
const LIGHTEST = 0.35;
const ZOOM_STEP = 1.25;

plane.prepend(picture);
editor.hidden = false;
const mask = new Mask(canvas, Number(editor.dataset.width), Number(editor.dataset.height));
const view = new View(frame, plane);
const pointers = new Map();
let tool = "brush";
let stroke = null;
let spread = 0;
let turn = 0;
let isSpaceDown = false;
let cursor = { x: canvas.width / 2, y: canvas.height / 2 };

const radius = () => Math.max(1, (Number(size.value) / 2) * mask.share);
const pressed = (event) => (event.pointerType === "pen" ? LIGHTEST + (1 - LIGHTEST) * event.pressure : 1);

/** Puts the mask into the form's file field, and keeps it for the next operation on this picture. */
async function hand() {
  const field = document.getElementById("mask");
  if (!field) return;
  const files = new DataTransfer();
  const isEmpty = mask.isEmpty;
  const mine = (turn += 1);
  if (!isEmpty) files.items.add(await mask.file());
  if (mine !== turn) return; // a later stroke is on its way
  field.files = files.files;
  editor.dataset.steps = mask.done.length;
  try {
    if (isEmpty) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, canvas.toDataURL("image/png"));
  } catch {
    // No room to remember it: it is in the form all the same.
  }
}

function end() {
  mask.keep();
  hand();
}

const ACTS = {
  invert: () => mask.invert(),
  clear: () => mask.clear(),
  feather: () => mask.feather(),
  undo: () => mask.undo(),
  redo: () => mask.redo(),
  fit: () => view.fit(),
  closer: () => view.zoomBy(ZOOM_STEP),
  further: () => view.zoomBy(1 / ZOOM_STEP),
};

function act(name) {
  ACTS[name]();
  if (!["fit", "closer", "further"].includes(name)) hand();
}

function choose(name) {
  tool = name;
  for (const button of editor.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", button.dataset.tool === name);
}

editor.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tool], [data-do]");
  if (button?.dataset.tool) choose(button.dataset.tool);
  else if (button) {
    act(button.dataset.do);
    announce(`${button.getAttribute("aria-label")}.`);
  }
});

function showRing(event) {
  const box = frame.getBoundingClientRect();
  const across = Number(size.value) * (canvas.getBoundingClientRect().width / (canvas.width / mask.share));
  ring.hidden = tool !== "brush" && tool !== "eraser";
  ring.style.width = ring.style.height = `${across}px`;
  ring.style.transform = `translate(${event.clientX - box.left - across / 2}px, ${event.clientY - box.top - across / 2}px)`;
}

function begin(event) {
  const at = view.placeOf(event, canvas);
  stroke = { points: [at], last: at };
  if (tool === "brush" || tool === "eraser") mask.line(at, at, radius() * pressed(event), tool === "eraser");
}

function paint(event) {
  for (const each of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]) {
    const at = view.placeOf(each, canvas);
    if (tool === "lasso") stroke.points.push(at);
    else if (tool !== "rectangle") mask.line(stroke.last, at, radius() * pressed(each), tool === "eraser");
    stroke.last = at;
  }
}

function finish() {
  const [first] = stroke.points;
  const { last } = stroke;
  if (tool === "lasso" && stroke.points.length > 2) mask.area(stroke.points);
  if (tool === "rectangle") mask.area([first, { x: last.x, y: first.y }, last, { x: first.x, y: last.y }]);
  stroke = null;
  end();
}

/* Two fingers move the picture and bring it closer; what the first one painted meanwhile is taken back. */
function pinch() {
  const [one, two] = [...pointers.values()];
  const apart = Math.hypot(one.x - two.x, one.y - two.y);
  const middle = { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 };
  if (spread) {
    view.zoomBy(apart / spread.apart, middle);
    view.moveBy(middle.x - spread.x, middle.y - spread.y);
  }
  spread = { apart, ...middle };
}

frame.addEventListener("pointerdown", (event) => {
  if (event.button > 1) return;
  frame.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 2 && stroke) {
    stroke = null;
    mask.keep();
    mask.undo();
  }
  if (pointers.size === 1 && !isSpaceDown && event.button === 0) begin(event);
  event.preventDefault();
  canvas.focus({ preventScroll: true });
});
frame.addEventListener("pointermove", (event) => {
  showRing(event);
  const was = pointers.get(event.pointerId);
  if (!was) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 2) pinch();
  else if (stroke) paint(event);
  else if (isSpaceDown || event.buttons === 4) view.moveBy(event.clientX - was.x, event.clientY - was.y);
});
for (const name of ["pointerup", "pointercancel"]) {
  frame.addEventListener(name, (event) => {
    pointers.delete(event.pointerId);
    if (pointers.size < 2) spread = 0;
    if (stroke) finish();
  });
}
frame.addEventListener("pointerleave", () => (ring.hidden = true));
frame.addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) view.zoomBy(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, { x: event.clientX, y: event.clientY });
    else {
      size.value = Number(size.value) * (event.deltaY < 0 ? 1.1 : 1 / 1.1);
      showRing(event);
    }
  },
  { passive: false },
);

/* The keyboard paints too: arrows move a point, Enter paints there. */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function byKeyboard(event) {
  const step = STEPS[event.key];
  if (step) {
    const far = radius() * (event.shiftKey ? 2 : 0.5);
    cursor = {
      x: Math.min(canvas.width, Math.max(0, cursor.x + step[0] * far)),
      y: Math.min(canvas.height, Math.max(0, cursor.y + step[1] * far)),
    };
    const box = canvas.getBoundingClientRect();
    showRing({ clientX: box.left + (cursor.x * box.width) / canvas.width, clientY: box.top + (cursor.y * box.height) / canvas.height });
  } else if (event.key === "Enter") {
    mask.line(cursor, cursor, radius(), tool === "eraser");
    end();
  } else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input:not([type=range]), textarea, select, dialog")) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === "z") act(event.shiftKey ? "redo" : "undo");
  else if (isCommand && event.key.toLowerCase() === "y") act("redo");
  else if (isCommand || event.altKey) return;
  else if (event.key === "[" || event.key === "]") size.value = Number(size.value) + (event.key === "]" ? 10 : -10);
  else if (event.key === " " && !event.target.closest("button, a, summary")) isSpaceDown = true;
  else if (event.target !== canvas || !byKeyboard(event)) return;
  event.preventDefault();
});
document.addEventListener("keyup", (event) => event.key === " " && (isSpaceDown = false));

/* A mask that was kept is laid down to be painted on; the form then sends what is painted. */
document.addEventListener("change", async (event) => {
  if (event.target.name !== "saved_mask" || !event.target.value) return;
  const answer = await fetch(`/edit/masks/${event.target.value}.png`);
  if (!answer.ok) return;
  mask.loadGrey(await createImageBitmap(await answer.blob()));
  hand();
});

/* A form that came back is a new one: it gets the mask again. */
document.addEventListener("htmx:after:swap", () => document.getElementById("mask")?.files.length === 0 && hand());

/* What was painted for another operation on this picture. */
const before = sessionStorage.getItem(key);
if (before) {
  const bytes = Uint8Array.from(atob(before.split(",")[1]), (each) => each.charCodeAt(0));
  mask.load(await createImageBitmap(new Blob([bytes], { type: "image/png" })));
  hand();
}
choose(tool);
editor.dataset.ready = "true";
