/* The composer: the button that says how many, the keys that submit, the counter, the price as you choose, the final prompt. */

const NEAR_LIMIT = 0.9;
const ESTIMATE_DELAY_MS = 250;
const LOOK_DELAY_MS = 350;
let estimateTimer = 0;
let lookTimer = 0;

const composer = () => document.getElementById("composer");

function sayHowMany() {
  const button = composer().querySelector(".make");
  const count = Number(document.getElementById(button.dataset.count).value);
  button.querySelector("[data-make]").textContent = `Make ${count} picture${count === 1 ? "" : "s"}`;
}

function count(field) {
  const limit = Number(field.dataset.counted);
  const output = composer().querySelector(".counter");
  const left = limit - field.value.length;
  const isNear = field.value.length > limit * NEAR_LIMIT;
  output.textContent = isNear ? `${left.toLocaleString()} left` : "";
  output.classList.toggle("near", isNear);
}

function estimate() {
  clearTimeout(estimateTimer);
  estimateTimer = setTimeout(() => window.htmx.trigger(document.getElementById("cost"), "estimate"), ESTIMATE_DELAY_MS);
}

/* Asks what the engine will read, while somebody looks. */
function look() {
  clearTimeout(lookTimer);
  if (!document.getElementById("final-fold")?.open) return;
  lookTimer = setTimeout(() => window.htmx.trigger(document.getElementById("final"), "look"), LOOK_DELAY_MS);
}

document.addEventListener("toggle", (event) => {
  if (event.target.id !== "final-fold") return;
  if (event.target.open) look();
  else document.getElementById("final").replaceChildren();
}, true);

document.addEventListener("input", (event) => {
  if (event.target.closest("#composer")) look();
  if (event.target.matches("#composer [data-counted]")) count(event.target);
});

document.addEventListener("change", (event) => {
  if (!event.target.closest("#composer")) return;
  sayHowMany();
  look();
  if (event.target.matches("[data-priced]")) estimate();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  if (!event.target.closest("#composer")) return;
  event.preventDefault();
  composer().requestSubmit();
});

function showNow() {
  const now = document.getElementById("now");
  const top = now.getBoundingClientRect().top;
  if (top < 0 || top > innerHeight / 2) now.scrollIntoView({ block: "start" });
}

/* The picker of styles: what is typed finds at once; a style that was chosen comes in, marked, and the picker goes. */
document.addEventListener("htmx:after:swap", (event) => {
  const opener = event.detail.ctx?.sourceElement;
  const picker = document.getElementById("style-dialog");
  if (!picker.open || !opener) return;
  if (opener.dataset.dialog === "style-dialog") picker.querySelector("[type=search]").focus();
  if (!opener.matches("#style-dialog .look")) return;
  picker.close();
  const chosen = document.querySelector("#style-field :checked");
  chosen.focus();
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
});

/* After an answer: to the first field with a message, or to what is being made when that is out of sight. */
document.addEventListener("htmx:after:swap", (event) => {
  const source = event.detail.ctx?.sourceElement;
  if (source?.closest("#prompt-field")) look();
  if (source?.id !== "composer") return;
  sayHowMany();
  const wrong = composer().querySelector("[aria-invalid]");
  if (wrong) wrong.focus();
  else showNow();
});
