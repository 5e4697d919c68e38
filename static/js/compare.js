/* Comparing: all pictures come closer together, and two can lie over one another with a handle between. A page may hold
   many such comparisons ([data-compare]), also ones that come later; one that is "over" starts with the handle. */

const CLOSER = 0.5;
const places = new WeakMap();

const rootOf = (event) => event.target.closest?.("[data-compare]");
const cutOf = (root) => root.querySelector("[data-cut]");
const zoomOf = (root) => root.querySelector('[name="zoom"]');

function show(root) {
  const stage = root.querySelector(".compare");
  const over = root.querySelector('[name="over"]');
  const isOver = over ? over.checked : root.dataset.compare === "over";
  const { x, y } = places.get(root) ?? { x: 50, y: 50 };
  stage.style.setProperty("--zoom", zoomOf(root)?.value ?? 1);
  stage.style.setProperty("--at", `${x}% ${y}%`);
  stage.classList.toggle("is-over", isOver);
  const cut = cutOf(root);
  if (!cut) return;
  cut.hidden = !isOver;
  stage.style.setProperty("--cut", `${cut.control.value}%`);
}

function zoomBy(root, step) {
  const zoom = root && zoomOf(root);
  if (!zoom) return;
  zoom.value = Number(zoom.value) + step;
  show(root);
}

function point(event) {
  const root = rootOf(event);
  const frame = root && event.target.closest(".compare .tile")?.getBoundingClientRect();
  if (!frame) return;
  const place = { x: (100 * (event.clientX - frame.left)) / frame.width, y: (100 * (event.clientY - frame.top)) / frame.height };
  places.set(root, place);
  const cut = cutOf(root);
  if (cut && !cut.hidden && event.buttons) cut.control.value = place.x;
  show(root);
}

for (const name of ["pointermove", "pointerdown"]) document.addEventListener(name, point);
document.addEventListener("wheel", (event) => {
  if (!event.ctrlKey || !event.target.closest?.(".compare .tile") || !zoomOf(rootOf(event))) return; // pinching on a touchpad is such a wheel
  event.preventDefault();
  zoomBy(rootOf(event), event.deltaY < 0 ? CLOSER : -CLOSER);
}, { passive: false });
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const root = document.querySelector("[data-compare]");
  if (event.key === "+" || event.key === "=") zoomBy(root, CLOSER);
  else if (event.key === "-") zoomBy(root, -CLOSER);
});
document.addEventListener("input", (event) => rootOf(event) && event.target.type !== "radio" && show(rootOf(event)));

function start() {
  for (const root of document.querySelectorAll("[data-compare]:not([data-ready])")) {
    root.dataset.ready = "true";
    for (const tools of root.querySelectorAll(".compare-tools")) tools.hidden = false;
    show(root);
  }
}

document.addEventListener("htmx:after:swap", start);
start();
