/* Comparing: all pictures come closer together, and two can lie over one another with a handle between. */

const tools = document.getElementById("compare-tools");
const stage = document.querySelector(".compare");
const cut = document.getElementById("compare-cut");
const place = { x: 50, y: 50 };
const CLOSER = 0.5;

function show() {
  const { zoom, over } = tools.elements;
  stage.style.setProperty("--zoom", zoom.value);
  stage.style.setProperty("--at", `${place.x}% ${place.y}%`);
  stage.classList.toggle("is-over", Boolean(over?.checked));
  if (!cut) return;
  cut.hidden = !over.checked;
  stage.style.setProperty("--cut", `${cut.control.value}%`);
}

function zoomBy(step) {
  tools.elements.zoom.value = Number(tools.elements.zoom.value) + step;
  show();
}

stage.addEventListener("pointermove", (event) => {
  const frame = event.target.closest(".tile")?.getBoundingClientRect();
  if (!frame) return;
  place.x = (100 * (event.clientX - frame.left)) / frame.width;
  place.y = (100 * (event.clientY - frame.top)) / frame.height;
  if (cut && !cut.hidden && event.buttons) cut.control.value = place.x;
  show();
});
stage.addEventListener("wheel", (event) => {
  if (!event.ctrlKey || !event.target.closest(".tile")) return; // pinching on a touchpad is such a wheel
  event.preventDefault();
  zoomBy(event.deltaY < 0 ? CLOSER : -CLOSER);
}, { passive: false });
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") zoomBy(CLOSER);
  else if (event.key === "-") zoomBy(-CLOSER);
});
tools.addEventListener("input", show);
cut?.addEventListener("input", show);
tools.hidden = false;
show();
