// What a reader does with the page: zoom, pan, point, select, search.
const tip = document.getElementById("tip"), detail = document.getElementById("detail"), search = document.getElementById("search");
let waiting = false, dragged = null, found = [], hit = -1;

function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; draw(); });
}

// ---- the part in sight

function show(from, to) {
  const room = Math.max(50, canvas.clientWidth - MARGIN - 20);
  scale = room / Math.max(to - from, 100);
  left = from;
  redraw();
}

function showAll() {
  down = 0;
  show(first - (last - first) * 0.005, last);
}

function showWitness() {
  const lit = [];
  for (let row = 0; row < ops.size; row++) if (ops.lit[row] > 0) lit.push(row);
  if (lit.length === 0) return showAll();
  const from = Math.min(...lit.map(row => ops.begin[row])), to = Math.max(...lit.map(row => ops.end[row]));
  show(from - (to - from) * 0.08, to + (to - from) * 0.08);
}

function zoom(factor, pixel) {
  const at = timeAt(pixel), most = (canvas.clientWidth - MARGIN) / 1000, least = (canvas.clientWidth - MARGIN) / ((last - first) * 1.5);
  scale = Math.min(most, Math.max(least, scale * factor));
  left = at - (pixel - MARGIN) / scale;
  redraw();
}

function pan(pixels, pixelsDown) {
  left = Math.max(first - (canvas.clientWidth - MARGIN) / scale * 0.9, Math.min(last, left + pixels / scale));
  const hidden = top_() + gapsBefore[lanes.length - 1] * GROUP_GAP + lanes.length * height + 10 - canvas.clientHeight;
  down = Math.max(0, Math.min(Math.max(0, hidden), down + pixelsDown));
  redraw();
}

function centre(item) {
  const time = tables[item[0]].begin[item[1]], wide = (canvas.clientWidth - MARGIN) / scale;
  if (time < left || time > left + wide) left = time - wide / 2;
  redraw();
}

// ---- pointing

// The nearest thing under a pixel, or null.
function under(pixelX, pixelY) {
  const from = timeAt(pixelX - 8), to = timeAt(pixelX + 8);
  let best = null, nearest = 7;
  const offer = (kind, row, distance) => { if (distance < nearest) { nearest = distance; best = [kind, row]; } };
  if (pixelY < top_()) {
    each(faults, from, to, row => offer(FAULT, row, Math.abs(pixelY - (AXIS + 9 + strips[row] * STRIP))));
    return best;
  }
  each(notes, from, to, row => { if (shows.notes && notes.lane[row] >= 0) offer(NOTE, row, Math.hypot(x(notes.time[row]) - pixelX, y(notes.lane[row]) - 5 - pixelY)); });
  if (shows.messages && between(messages, left, right()) <= MOST_ARROWS) each(messages, from, to, row => offer(MESSAGE, row, distance(ends(row), pixelX, pixelY) + 1));
  each(ops, from, to, row => { if (Math.abs(y(ops.lane[row]) - pixelY) < 9 && x(ops.begin[row]) - 2 <= pixelX && pixelX <= x(ops.end[row]) + 3) offer(OP, row, ops.lit[row] > 0 ? 3 : 4); });
  each(steps, from, to, row => { if (shows.steps && steps.lane[row] >= 0) offer(STEP, row, Math.hypot(x(steps.time[row]) - pixelX, y(steps.lane[row]) + 3 - pixelY)); });
  return best;
}

function distance([x1, y1, x2, y2], atX, atY) {
  const long = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const part = long === 0 ? 0 : Math.max(0, Math.min(1, ((atX - x1) * (x2 - x1) + (atY - y1) * (y2 - y1)) / long));
  return Math.hypot(x1 + part * (x2 - x1) - atX, y1 + part * (y2 - y1) - atY);
}

function point(event) {
  const item = under(event.offsetX, event.offsetY);
  tip.hidden = item === null;
  if (item === null) return;
  tip.textContent = describe(item);
  tip.style.left = Math.min(event.offsetX + 14, Math.max(0, canvas.clientWidth - tip.offsetWidth - 8)) + "px";
  tip.style.top = Math.min(event.offsetY + 14, Math.max(0, canvas.clientHeight - tip.offsetHeight - 8)) + "px";
}

// Shows an item and what caused it, each a line to go to.
function select(item) {
  selected = item === null ? [] : chain(item);
  detail.hidden = item === null;
  detail.replaceChildren(...selected.map((one, i) => {
    const entry = document.createElement("div");
    entry.textContent = (i === 0 ? "" : "because of ") + describe(one).replace("\n", "  ");
    entry.onclick = () => centre(one);
    return entry;
  }));
  redraw();
}

// ---- search

// All whose text holds the words, in the order of time; a number with # is an event's.
function find() {
  const words = search.value.trim().toLowerCase();
  found = [];
  hit = -1;
  if (/^#\d+$/.test(words)) {
    const item = events.get(Number(words.slice(1)));
    if (item !== undefined) found.push(item);
  } else if (words !== "") {
    const matching = texts.map(text => text.toLowerCase().includes(words));
    tables.forEach((rows, kind) => {
      for (let row = 0; row < rows.size; row++) {
        if (kind === FAULT ? fault(row).text.toLowerCase().includes(words) : matching[rows.text[row]]) found.push([kind, row]);
      }
    });
    found.sort((one, other) => tables[one[0]].begin[one[1]] - tables[other[0]].begin[other[1]]);
  }
  hits = new Set(found.map(([kind, row]) => key(kind, row)));
  told();
  redraw();
}

function told() {
  document.getElementById("hits").textContent = search.value.trim() === "" ? "" : hit < 0 ? found.length + " hits" : hit + 1 + " of " + found.length;
}

function jump(by) {
  if (found.length === 0) return;
  if (hit < 0 && by > 0) hit = found.findIndex(([kind, row]) => tables[kind].begin[row] >= left) - 1;
  hit = (hit + by + found.length) % found.length;
  told();
  select(found[hit]);
  centre(found[hit]);
}

// ---- events

canvas.addEventListener("wheel", event => {
  event.preventDefault();
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX || event.deltaY, 0);
  else zoom(Math.exp(-event.deltaY * 0.002), event.offsetX);
}, { passive: false });
canvas.addEventListener("pointerdown", event => {
  canvas.setPointerCapture(event.pointerId);
  dragged = { x: event.offsetX, y: event.offsetY, far: 0 };
  canvas.classList.add("dragging");
});
canvas.addEventListener("pointermove", event => {
  if (dragged === null) return point(event);
  dragged.far += Math.abs(event.offsetX - dragged.x) + Math.abs(event.offsetY - dragged.y);
  pan(dragged.x - event.offsetX, dragged.y - event.offsetY);
  dragged.x = event.offsetX;
  dragged.y = event.offsetY;
});
canvas.addEventListener("pointerup", event => {
  if (dragged !== null && dragged.far < 4) select(under(event.offsetX, event.offsetY));
  dragged = null;
  canvas.classList.remove("dragging");
});
canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
document.addEventListener("keydown", event => {
  if (event.target === search) {
    if (event.key === "Enter") { event.preventDefault(); jump(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { search.value = ""; find(); canvas.focus(); }
    return;
  }
  const middle = (canvas.clientWidth + MARGIN) / 2;
  const keys = {
    ArrowLeft: () => pan(-120, 0), ArrowRight: () => pan(120, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
    "+": () => zoom(1.5, middle), "=": () => zoom(1.5, middle), "-": () => zoom(1 / 1.5, middle), 0: showAll, w: showWitness,
    n: () => jump(1), N: () => jump(-1), "/": () => search.focus(), Escape: () => select(null),
  };
  if (keys[event.key] !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    keys[event.key]();
  }
});
search.addEventListener("input", find);
document.getElementById("controls").addEventListener("submit", event => event.preventDefault());
document.getElementById("next").onclick = () => jump(1);
document.getElementById("previous").onclick = () => jump(-1);
document.getElementById("in").onclick = () => zoom(1.5, (canvas.clientWidth + MARGIN) / 2);
document.getElementById("out").onclick = () => zoom(1 / 1.5, (canvas.clientWidth + MARGIN) / 2);
document.getElementById("all").onclick = showAll;
document.getElementById("lit").onclick = showWitness;
for (const what in shows) document.getElementById(what).onchange = event => { shows[what] = event.target.checked; redraw(); };
window.addEventListener("resize", redraw);
window.addEventListener("hashchange", follow);

// ---- the beginning

function legend() {
  const signs = [["ok", "done"], ["fail", "not done"], ["info", "in doubt"], ["lit", "witness"], ["broken", "has no place"], ["down", "down"],
    ["network", "fault of the network"], ["node", "of a node"], ["clock", "of a clock"], ["disk", "of a disk"]];
  const strokes = [["message", "→", "message"], ["broken", "×", "lost"], ["held", "⇢", "held"], ["twice", "⇢", "came twice"], ["note", "◆", "note"], ["faint", "╷", "timer, disk"], ["chain", "◆", "selected, and its causes"]];
  const add = html => {
    const entry = document.createElement("li");
    entry.append(...html);
    document.getElementById("legend").append(entry);
  };
  signs.forEach(([colour, words]) => { const sign = document.createElement("i"); sign.style.background = "var(--" + colour + ")"; add([sign, words]); });
  const reign = document.createElement("i");
  reign.style.background = "linear-gradient(90deg," + TERMS.slice(0, 4).join(",") + ")";
  add([reign, "leads, by term"]);
  strokes.forEach(([colour, sign, words]) => { const drawnSign = document.createElement("b"); drawnSign.textContent = sign; drawnSign.style.color = "var(--" + colour + ")"; add([drawnSign, words]); });
}

// An address may name what to show: #1.5-2.0 from second to second, or #find=v379.
function follow() {
  const range = /^#(-?[\d.]+)-([\d.]+)$/.exec(location.hash), words = /^#find=(.+)$/.exec(location.hash);
  if (range !== null) show(range[1] * 1e9, range[2] * 1e9);
  if (words !== null) { search.value = decodeURIComponent(words[1]); find(); jump(1); }
}

legend();
document.getElementById("count").textContent = (events.size).toLocaleString("en") + " events, " + messages.size.toLocaleString("en") + " messages, " + ops.size.toLocaleString("en") + " operations";
document.getElementById("lit").hidden = !ops.lit.includes(1) && !ops.lit.includes(2);
document.body.dataset.items = tables.reduce((sum, rows) => sum + rows.size, 0);
showAll();
if (!document.getElementById("lit").hidden) showWitness();
follow();
draw();
