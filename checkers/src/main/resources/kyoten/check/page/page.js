"use strict";
{
// Draws a history: lanes of clients from top to bottom, operations as bars from invocation to return. All drawing is on one canvas
// and only of what is in sight, so that tens of thousands of operations stay smooth.
const data = JSON.parse(document.getElementById("data").textContent);
const canvas = document.getElementById("chart");
const pen = canvas.getContext("2d");
const tip = document.getElementById("tip");
const LANE = 0, BEGIN = 1, END = 2, BEGAN = 3, ENDED = 4, TYPE = 5, FUNCTION = 6, KEY = 7, LIT = 8, TEXT = 9;
const OK = 0, FAIL = 1;
const MARGIN = 92, TOP = 24, ROW = 24, BAR = 16;
const PALETTE = ["#4c78c8", "#3f9b5f", "#9a63b8", "#2f9aa0", "#b0713c", "#c25a88", "#7d8a2e", "#6b7280"];
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let axis = "order", key = -1, onlyWitness = false;
let shown = [], lanes = [], laneRow = new Map(), points = [];
let first = 0, last = 1;          // the ends of the axis
let left = 0, scale = 1, down = 0; // the view: axis value at the left edge, pixels per unit, pixels scrolled down
const begin = op => axis === "order" ? op[BEGIN] : op[BEGAN];
const end = op => op[END] === null ? Infinity : axis === "order" ? op[END] : op[ENDED];
const x = value => MARGIN + (value - left) * scale;
const colour = op => PALETTE[(op[FUNCTION] - 1 + PALETTE.length) % PALETTE.length];

function select() {
  shown = data.ops.filter(op => (key < 0 || op[KEY] === key) && (!onlyWitness || op[LIT] > 0));
  const used = new Set(shown.map(op => op[LANE]));
  lanes = [...used].sort((a, b) => a - b);
  laneRow = new Map(lanes.map((lane, row) => [lane, row]));
  first = Infinity; last = -Infinity;
  for (const op of shown) {
    first = Math.min(first, begin(op));
    last = Math.max(last, begin(op), end(op) === Infinity ? -Infinity : end(op));
  }
  if (!(first <= last)) { first = 0; last = 1; }
  if (first === last) last = first + 1;
  points = orders();
  document.getElementById("count").textContent =
    shown.length.toLocaleString() + " of " + data.ops.length.toLocaleString() + " operations, " + lanes.length + " clients";
  fit(first, last);
}

// Where each operation of an explaining order takes effect: as early as its own begin and those before it allow. One order an object.
function orders() {
  const all = [];
  for (const order of data.orders) {
    const placed = [];
    let at = -Infinity;
    for (const index of order) {
      const op = data.ops[index];
      if ((key >= 0 && op[KEY] !== key) || onlyWitness) continue;
      at = Math.max(at + (axis === "order" ? 0.04 : 0), begin(op));
      placed.push([at, op]);
    }
    if (placed.length > 0) all.push(placed);
  }
  return all;
}

function fit(from, to) {
  const width = Math.max(50, canvas.clientWidth - MARGIN - 30);
  scale = width / Math.max(to - from, 1e-9);
  left = from - (to - from) * 0.01;
  down = 0;
  draw();
}

function draw() {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth, height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = "11px system-ui, sans-serif";
  pen.textBaseline = "middle";
  drawLanes(width, height);
  pen.save();
  pen.beginPath();
  pen.rect(MARGIN, TOP, width - MARGIN, height - TOP);
  pen.clip();
  for (const op of shown) if (op[LIT] === 0) drawOperation(op, width, height);
  for (const op of shown) if (op[LIT] > 0) drawOperation(op, width, height);
  drawOrders(width, height);
  drawEnd(height);
  pen.restore();
  drawAxis(width);
}

const rowTop = op => TOP + laneRow.get(op[LANE]) * ROW - down + (ROW - BAR) / 2;

function drawLanes(width, height) {
  const line = style("--line"), faint = style("--faint");
  pen.strokeStyle = line;
  for (let row = Math.max(0, Math.floor(down / ROW)); row < lanes.length; row++) {
    const y = TOP + row * ROW - down;
    if (y > height) break;
    pen.beginPath();
    pen.moveTo(0, Math.round(y + ROW) + 0.5);
    pen.lineTo(width, Math.round(y + ROW) + 0.5);
    pen.stroke();
    if (y + ROW / 2 < TOP) continue;
    pen.fillStyle = faint;
    pen.fillText(short("client " + data.lanes[lanes[row]], 14), 8, y + ROW / 2);
  }
}

function drawOperation(op, width, height) {
  const y = rowTop(op);
  if (y + BAR < TOP || y > height) return;
  const from = x(begin(op)), open = end(op) === Infinity, to = open ? width + 10 : x(end(op));
  if (to < MARGIN || from > width) return;
  const long = Math.max(to - from, 1.5), visible = Math.max(from, MARGIN - 4);
  pen.globalAlpha = op[TYPE] === FAIL ? 0.25 : open ? 0.45 : 0.85;
  pen.fillStyle = colour(op);
  pen.fillRect(visible, y, from + long - visible, BAR);
  pen.globalAlpha = 1;
  if (open) drawOpen(op, visible, y, width);
  if (op[LIT] > 0) {
    pen.strokeStyle = style(op[LIT] === 2 ? "--broken" : "--lit");
    pen.lineWidth = op[LIT] === 2 ? 3 : 2;
    pen.strokeRect(visible, y, Math.max(from + long - visible, 3), BAR);
    pen.lineWidth = 1;
  }
  const room = Math.min(to, width) - visible;
  if (room > 30) {
    pen.fillStyle = op[TYPE] === OK ? "#fff" : style("--text");
    const label = op[TEXT].replace(/^#\d+ \S+ /, "").replace(/ -> (ok|info)\b/, (_, type) => type === "ok" ? "" : " ?");
    pen.fillText(short(label, Math.floor((room - 6) / 6)), visible + 4, y + BAR / 2 + 0.5);
  }
}

// An operation that never returned is open to the right: a dashed line goes on for ever.
function drawOpen(op, from, y, width) {
  pen.strokeStyle = colour(op);
  pen.setLineDash([4, 3]);
  pen.strokeRect(from, y + 0.5, width + 20 - from, BAR - 1);
  pen.setLineDash([]);
}

// The dots always, the lines between them only where they are few enough to be followed.
function drawOrders(width, height) {
  pen.strokeStyle = pen.fillStyle = style("--order");
  for (const order of points) {
    const shown = order.filter(([at]) => x(at) > MARGIN && x(at) < width).length;
    pen.globalAlpha = shown * 6 < width ? 0.5 : 0;
    pen.beginPath();
    let open = false;
    for (let i = 0; i < order.length; i++) {
      const [at, op] = order[i];
      const px = x(at) + 1, py = rowTop(op) + BAR / 2;
      const near = px > MARGIN - 400 && px < width + 400;
      if (near && open) pen.lineTo(px, py); else if (near) pen.moveTo(px, py);
      open = near;
    }
    pen.stroke();
    pen.globalAlpha = shown * 2 < width ? 1 : 0.25;
    for (const [at, op] of order) {
      const px = x(at) + 1, py = rowTop(op) + BAR / 2;
      if (px < MARGIN || px > width || py < TOP || py > height) continue;
      pen.beginPath();
      pen.arc(px, py, 2.5, 0, 7);
      pen.fill();
    }
    pen.globalAlpha = 1;
  }
}

// Where no order is left: the return of the operation that could not be explained.
function drawEnd(height) {
  const failing = data.ops.find(op => op[LIT] === 2);
  if (!failing || !laneRow.has(failing[LANE])) return;
  const px = Math.round(x(end(failing) === Infinity ? begin(failing) : end(failing))) + 0.5;
  pen.strokeStyle = pen.fillStyle = style("--broken");
  pen.setLineDash([6, 3]);
  pen.beginPath();
  pen.moveTo(px, TOP);
  pen.lineTo(px, height);
  pen.stroke();
  pen.setLineDash([]);
  pen.fillText("nothing explains this", px + 4, height - 10);
}

function drawAxis(width) {
  pen.fillStyle = style("--ground");
  pen.fillRect(0, 0, width, TOP);
  pen.fillStyle = style("--faint");
  pen.strokeStyle = style("--line");
  pen.strokeRect(-1, -1, width + 2, TOP + 0.5);
  pen.fillText(axis === "order" ? "event" : data.timed ? "time" : "line", 8, TOP / 2);
  const raw = 110 / scale, power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = Math.max([1, 2, 5, 10].map(n => n * power).find(n => n >= raw), axis === "order" ? 1 : 1e-9);
  for (let tick = Math.ceil(left / step) * step; x(tick) < width; tick += step) {
    if (x(tick) < MARGIN) continue;
    pen.fillText(axis === "time" && data.timed ? seconds(tick - first) : (Math.round(tick) || 0).toLocaleString(), x(tick) + 3, TOP / 2);
    pen.fillRect(x(tick), TOP - 6, 1, 6);
  }
}

function seconds(nanos) {
  const size = Math.abs(nanos);
  if (size >= 1e9) return (nanos / 1e9).toFixed(3) + " s";
  if (size >= 1e6) return (nanos / 1e6).toFixed(3) + " ms";
  return size >= 1e3 ? (nanos / 1e3).toFixed(2) + " µs" : Math.round(nanos) + " ns";
}

function short(text, letters) {
  return text.length <= letters ? text : letters < 2 ? "" : text.slice(0, letters - 1) + "…";
}

function zoom(factor, around) {
  const at = left + (around - MARGIN) / scale;
  const least = (canvas.clientWidth - MARGIN) / (last - first) / 4;
  scale = Math.max(least, Math.min(scale * factor, axis === "order" ? 400 : 4e3));
  left = at - (around - MARGIN) / scale;
  draw();
}

function move(dx, dy) {
  const sight = (canvas.clientWidth - MARGIN) / scale;
  left = Math.max(first - sight * 0.9, Math.min(left - dx / scale, last - sight * 0.1));
  down = Math.max(0, Math.min(down - dy, Math.max(0, lanes.length * ROW + TOP + 20 - canvas.clientHeight)));
  draw();
}

function under(px, py) {
  const lane = lanes[Math.floor((py - TOP + down) / ROW)];
  const at = left + (px - MARGIN) / scale, slack = 3 / scale;
  return py < TOP ? undefined : shown.find(op => op[LANE] === lane && begin(op) - slack <= at && at <= end(op) + slack);
}

function showWitness() {
  const lit = shown.filter(op => op[LIT] > 0);
  if (lit.length === 0) return;
  const from = Math.min(...lit.map(begin)), to = Math.max(...lit.map(op => end(op) === Infinity ? begin(op) : end(op)));
  const gap = Math.max((to - from) * 0.1, axis === "order" ? 2 : 1);
  fit(from - gap, to + gap);
  const row = Math.min(...lit.map(op => laneRow.get(op[LANE])));
  move(0, -(row * ROW - canvas.clientHeight / 3));
}

let drag = null;
canvas.addEventListener("pointerdown", event => {
  drag = [event.clientX, event.clientY];
  canvas.classList.add("dragging");
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener("pointerup", () => { drag = null; canvas.classList.remove("dragging"); });
canvas.addEventListener("pointermove", event => {
  if (drag) {
    move(event.clientX - drag[0], event.clientY - drag[1]);
    drag = [event.clientX, event.clientY];
    return;
  }
  const box = canvas.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
  const op = under(px, py);
  tip.hidden = !op;
  if (op) {
    tip.textContent = op[TEXT] + (data.timed && op[END] !== null ? "  (" + seconds(op[ENDED] - op[BEGAN]) + ")" : "");
    tip.style.left = Math.min(px + 12, canvas.clientWidth - tip.offsetWidth - 8) + "px";
    tip.style.top = Math.min(py + 14, canvas.clientHeight - tip.offsetHeight - 4) + "px";
  }
});
canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
canvas.addEventListener("wheel", event => {
  event.preventDefault();
  const box = canvas.getBoundingClientRect();
  if (event.shiftKey) move(-event.deltaY - event.deltaX, 0);
  else if (event.altKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) move(-event.deltaX, -event.deltaY);
  else zoom(Math.exp(-event.deltaY / 400), event.clientX - box.left);
}, { passive: false });
canvas.addEventListener("keydown", event => {
  const middle = (canvas.clientWidth + MARGIN) / 2;
  const keys = { ArrowLeft: () => move(80, 0), ArrowRight: () => move(-80, 0), ArrowUp: () => move(0, 48), ArrowDown: () => move(0, -48),
    "+": () => zoom(1.5, middle), "-": () => zoom(1 / 1.5, middle), Home: () => fit(first, last) };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
const control = name => document.getElementById(name);
control("key").addEventListener("change", event => { key = Number(event.target.value); select(); });
control("axis").addEventListener("change", event => { axis = event.target.value; select(); });
control("only").addEventListener("change", event => { onlyWitness = event.target.checked; select(); });
control("all").addEventListener("click", () => fit(first, last));
control("lit").addEventListener("click", showWitness);
control("in").addEventListener("click", () => zoom(1.5, (canvas.clientWidth + MARGIN) / 2));
control("out").addEventListener("click", () => zoom(1 / 1.5, (canvas.clientWidth + MARGIN) / 2));
new ResizeObserver(draw).observe(canvas);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

function legend() {
  const entries = [];
  const used = new Set(data.ops.map(op => op[FUNCTION]));
  for (const id of used) entries.push([PALETTE[(id - 1 + PALETTE.length) % PALETTE.length], "", data.functions[id] || "operation"]);
  if (data.ops.some(op => op[TYPE] === FAIL)) entries.push(["#8884", "", "failed: did not happen"]);
  if (data.ops.some(op => op[END] === null)) entries.push(["#8886", "1px dashed", "open to the right: may still happen"]);
  if (data.orders.length > 0) entries.push(["var(--order)", "", "dots, and a line where they are few: an order that explains all answers"]);
  if (data.ops.some(op => op[LIT] > 0)) entries.push(["transparent", "2px solid var(--lit)", "witness"]);
  if (data.ops.some(op => op[LIT] === 2)) entries.push(["transparent", "3px solid var(--broken)", "what nothing explains"]);
  for (const [fill, border, text] of entries) {
    const item = document.createElement("li"), box = document.createElement("i");
    box.style.background = fill;
    box.style.border = border;
    item.append(box, text);
    control("legend").append(item);
  }
}

function start() {
  const used = [...new Set(data.ops.map(op => op[KEY]))].sort((a, b) => a - b);
  const choices = [[-1, "all"], ...(used.length > 1 ? used.map(id => [id, data.keys[id]]) : [])];
  for (const [id, name] of choices) control("key").append(new Option(name, id));
  const witness = data.ops.some(op => op[LIT] > 0);
  control("lit").disabled = control("only").disabled = !witness;
  legend();
  select();
  if (witness && data.ops.length > 60) showWitness();
  document.documentElement.dataset.drawn = shown.length;
}
start();
}
