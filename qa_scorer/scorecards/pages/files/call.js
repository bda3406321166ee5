"use strict";
// The page of a call: one clock moves the play head, lights up the turn and answers #t= and #f=. Without sound the
// clock still goes where it is sent.
const player = document.querySelector(".player");
const duration = Number(player.dataset.duration);
const sound = document.getElementById("sound");
const play = document.getElementById("play");
const position = document.getElementById("position");
const time = document.getElementById("time");
const playhead = document.getElementById("playhead");
const turns = [...document.querySelectorAll(".turn")];
const findings = [...document.querySelectorAll(".finding")];
let silentNow = 0; // the clock where there is no sound
let asked = null; // where to, while the sound is still being opened

const clock = (seconds) => {
  const whole = Math.floor(seconds), two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};
const audible = () => sound !== null && sound.error === null;
const now = () => asked ?? (audible() ? sound.currentTime : silentNow);

function show() {
  const at = now();
  const place = `${duration ? (100 * at) / duration : 0}%`;
  playhead.setAttribute("x1", place);
  playhead.setAttribute("x2", place);
  position.value = at;
  position.setAttribute("aria-valuetext", clock(at));
  time.textContent = clock(at);
  for (const turn of turns) {
    const on = Number(turn.dataset.start) <= at && at < Number(turn.dataset.end);
    if (on === turn.classList.contains("now")) continue;
    turn.classList.toggle("now", on);
    if (on) turn.setAttribute("aria-current", "true"); else turn.removeAttribute("aria-current");
    document.querySelector(`[data-turn="${turn.id.slice(5)}"]`).classList.toggle("now", on);
  }
}

function seek(seconds) {
  const at = Math.min(Math.max(seconds, 0), duration);
  silentNow = at;
  if (audible()) {
    if (sound.readyState > 0) sound.currentTime = at; else asked = at;
  }
  show();
}

function start() {
  if (audible()) sound.play().catch(() => {}); // refused before the first click: the button is still there
}

function toggle() {
  if (!audible()) return;
  if (sound.paused) start(); else sound.pause();
}

function go(hash, playing) {
  const [, what, number] = /^#(t|f)=(\d+(?:\.\d+)?)$/.exec(hash) ?? [];
  if (what === "t") {
    seek(Number(number));
    document.querySelector(".turn.now")?.scrollIntoView({ block: "nearest" });
  } else if (what === "f") {
    const finding = document.getElementById(`finding-${number}`);
    if (!finding) return;
    point(finding);
    if (finding.dataset.start === undefined) return;
    seek(Number(finding.dataset.start));
  } else return;
  if (playing) start();
}

function point(finding) {
  if (finding.hidden) showAll();
  for (const other of document.querySelectorAll(".finding.now, .mark.now")) other.classList.remove("now");
  finding.classList.add("now");
  document.querySelector(`.mark[href="#f=${finding.dataset.number}"]`)?.classList.add("now");
  finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "center" });
}

function showAll() {
  document.querySelector('[name="show"][value="all"]').checked = true;
  filter("all");
}

function filter(which) {
  const open = [".missed", ".undetermined", ".for-person"].join();
  for (const finding of findings) finding.hidden = which === "open" && !finding.matches(open);
  for (const part of document.querySelectorAll(".part")) {
    part.hidden = !part.querySelector(".finding:not([hidden])");
  }
}

// The next or the previous open finding, seen from the one pointed at, else from the clock.
function step(direction) {
  const open = findings
    .filter((finding) => finding.matches(".missed, .undetermined, .for-person") && finding.dataset.start !== undefined)
    .sort((one, other) => one.dataset.start - other.dataset.start || one.dataset.number - other.dataset.number);
  const here = open.findIndex((finding) => finding.classList.contains("now"));
  const later = (finding) => (direction > 0 ? finding.dataset.start > now() : finding.dataset.start < now());
  const next = here >= 0 ? open[here + direction] : direction > 0 ? open.find(later) : open.findLast(later);
  if (next) visit(`#f=${next.dataset.number}`, false);
}

function visit(hash, playing) {
  history.replaceState(null, "", hash);
  go(hash, playing);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const turn = event.target.closest(".turn");
  if (link) {
    event.preventDefault();
    visit(link.getAttribute("href"), true);
  } else if (turn && !String(getSelection())) visit(`#t=${Number(turn.dataset.start).toFixed(1)}`, true);
});
document.getElementById("timeline").addEventListener("click", (event) => {
  if (event.target.closest("a")) return;
  const box = event.currentTarget.getBoundingClientRect();
  visit(`#t=${((duration * (event.clientX - box.left)) / box.width).toFixed(1)}`, false);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, audio")) return;
  const radio = event.target.matches('[type="radio"]');
  const own = event.target.matches("button, summary, a") || radio; // what the space bar already does something to
  const keys = {
    " ": own ? null : toggle,
    ArrowLeft: radio ? null : () => seek(now() - 5),
    ArrowRight: radio ? null : () => seek(now() + 5),
    n: () => step(1),
    p: () => step(-1),
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
for (const radio of document.querySelectorAll('[name="show"]')) {
  radio.addEventListener("change", () => filter(radio.value));
}
position.addEventListener("input", () => seek(Number(position.value)));
play.addEventListener("click", toggle);
document.getElementById("before").addEventListener("click", () => step(-1));
document.getElementById("after").addEventListener("click", () => step(1));
document.getElementById("speed").addEventListener("change", (event) => {
  if (sound) sound.playbackRate = Number(event.target.value);
});
window.addEventListener("hashchange", () => go(location.hash, false));

if (sound) {
  const failed = () => {
    play.disabled = true;
    asked = null;
    document.getElementById("no-sound").hidden = false;
    show();
  };
  const shown = () => {
    play.textContent = sound.paused ? "▶" : "⏸";
    play.setAttribute("aria-label", sound.paused ? play.dataset.play : play.dataset.pause);
  };
  sound.addEventListener("loadedmetadata", () => {
    if (asked !== null) sound.currentTime = asked;
    asked = null;
  });
  sound.addEventListener("timeupdate", show);
  sound.addEventListener("seeked", show);
  sound.addEventListener("play", shown);
  sound.addEventListener("pause", shown);
  sound.addEventListener("error", failed);
  if (sound.error) failed();
}
filter(document.querySelector('[name="show"]:checked').value);
show();
go(location.hash, false);
