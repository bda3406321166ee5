"use strict";
// The page of the night: tables sort by their titles, and the calls can be searched and filtered.
const STEP = 200; // rows shown at once: a table of ten thousand would take seconds to lay out
const table = document.getElementById("call-table");
const search = document.getElementById("search");
const agent = document.getElementById("agent");
const verdict = document.getElementById("verdict");
const first = document.getElementById("first");
const shown = document.getElementById("shown");
const more = document.getElementById("more");
let room = STEP;

const rows = () => [...table.tBodies[0].rows];
const texts = new Map(rows().map((row) => [row, row.textContent.toLowerCase()]));

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let fits = 0;
  for (const row of rows()) {
    const text = texts.get(row);
    const ok = words.every((word) => text.includes(word))
      && (!agent.value || row.dataset.agent === agent.value)
      && (!verdict.value || row.dataset.verdict === verdict.value)
      && (!first.checked || "first" in row.dataset);
    if (ok) fits += 1;
    row.hidden = !ok || fits > room;
  }
  shown.textContent = shown.dataset.words.replace("{shown}", fits).replace("{all}", texts.size);
  more.hidden = fits <= room;
}

function anew() {
  room = STEP;
  filter();
}

// A figure sorts as one, a length such as 1:02:03 by its seconds, anything else by the reader's alphabet.
function key(cell) {
  const text = cell.textContent.trim();
  if (/^\d+(:\d\d)+$/.test(text)) return text.split(":").reduce((sum, part) => 60 * sum + Number(part), 0);
  const number = parseFloat(text);
  return cell.classList.contains("number-cell") || /^\d+$/.test(text) ? (Number.isNaN(number) ? -Infinity : number) : text;
}

function compare(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), document.documentElement.lang);
}

function sort(body, column, direction) {
  const keyed = [...body.rows].map((row) => [key(row.cells[column]), row]);
  keyed.sort(([one], [other]) => direction * compare(one, other));
  body.append(...keyed.map(([, row]) => row));
}

for (const sortable of document.querySelectorAll("table.sortable")) {
  [...sortable.tHead.rows[0].cells].forEach((title, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...title.childNodes);
    title.append(button);
    button.addEventListener("click", () => {
      const up = title.getAttribute("aria-sort") !== "ascending";
      for (const other of sortable.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      title.setAttribute("aria-sort", up ? "ascending" : "descending");
      sort(sortable.tBodies[0], column, up ? 1 : -1);
      if (sortable === table) anew();
    });
  });
}
search.form.addEventListener("submit", (event) => event.preventDefault());
for (const input of [search, agent, verdict, first]) input.addEventListener("input", anew);
more.addEventListener("click", () => {
  room += STEP;
  filter();
});
filter();
