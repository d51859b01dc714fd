// Draws the part of the run that is in sight on one canvas. What is too dense to be told apart is drawn as an amount.
const canvas = document.getElementById("chart");
const pen = canvas.getContext("2d");
const MARGIN = 112, AXIS = 22, STRIP = 15, MOST_STRIPS = 12, LEAST_LANE = 26, GREATEST_LANE = 64, GROUP_GAP = 10;
const MOST_ARROWS = 5000, MOST_MARKS = 4000, LABELS = 60;
const TERMS = ["#4c78c8", "#e0803a", "#3f9b5f", "#b455b0", "#2f9aa0", "#c25a5a", "#8a7d2e", "#6c6fd0"];
const FAMILIES = [
  ["network", "Partition Cut Hold Loss Duplication Reordering SlowLink NarrowLink"],
  ["node", "Crash CrashWithinStep Boot Pause"],
  ["clock", "Drift WallJump"],
  ["disk", ""],
];
const SIDES = ["network", "lit", "twice", "holds"];  // of a partition
const family = kind => FAMILIES.find(([, kinds]) => kinds === "" || kinds.split(" ").includes(kind))[0];
const shows = { messages: true, notes: true, steps: true };
const colours = {};
let left = first, scale = 1, down = 0;  // the time at the left edge, pixels per nanosecond, pixels scrolled down
let selected = [], hits = new Set();    // a chain of items; keys of what was searched for
let drawn = 0;

const x = time => MARGIN + (time - left) * scale;
const timeAt = pixel => left + (pixel - MARGIN) / scale;
const right = () => timeAt(canvas.clientWidth);
const key = (kind, row) => kind * 1e8 + row;

// ---- where things stand

const strips = [];  // by fault the row in which it is shown
{
  const free = [];
  for (let row = 0; row < faults.size; row++) {
    let strip = free.findIndex(end => end < faults.begin[row]);
    if (strip < 0) strip = free.length < MOST_STRIPS ? free.length : MOST_STRIPS - 1;
    free[strip] = Math.max(free[strip] || 0, faults.end[row] + (last - first) * 0.02);
    strips.push(strip);
  }
}
const stripsHeight = () => strips.length === 0 ? 0 : (Math.max(...strips) + 1) * STRIP + 6;
const top_ = () => AXIS + stripsHeight();
const groups = lanes.map((lane, i) => i === 0 || lanes[i - 1].site !== lane.site ? 1 : 0);
const gapsBefore = groups.map((_, i) => groups.slice(0, i + 1).reduce((sum, one) => sum + one, 0));

function laneHeight() {
  const room = canvas.clientHeight - top_() - (gapsBefore[lanes.length - 1] + 1) * GROUP_GAP;
  return Math.max(LEAST_LANE, Math.min(GREATEST_LANE, room / lanes.length));
}

let height = LEAST_LANE;  // of a lane
const y = lane => top_() + gapsBefore[lane] * GROUP_GAP + (lane + 0.5) * height - down;

// ---- drawing

function draw() {
  const began = performance.now();
  const ratio = window.devicePixelRatio || 1, wide = canvas.clientWidth, high = canvas.clientHeight;
  if (canvas.width !== Math.round(wide * ratio) || canvas.height !== Math.round(high * ratio)) {
    canvas.width = Math.round(wide * ratio);
    canvas.height = Math.round(high * ratio);
  }
  const style = getComputedStyle(document.documentElement);
  for (const word of "ground text line faint group broken lit message held twice ok fail info note down chain holds network node clock disk".split(" ")) {
    colours[word] = style.getPropertyValue("--" + word).trim();
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, wide, high);
  pen.font = "11px system-ui, sans-serif";
  pen.textBaseline = "middle";
  height = laneHeight();
  drawn = 0;
  clipped(0, top_(), wide, high, () => drawLanes(wide));
  clipped(MARGIN, AXIS, wide, high, () => { drawGrid(high); drawBands(high); });
  clipped(MARGIN, top_(), wide, high, () => {
    drawSpans();
    const many = between(messages, left, right()) > MOST_ARROWS;
    if (shows.messages && many) drawAmounts();
    drawOperations();
    if (shows.messages) drawMessages();
    if (shows.steps) drawSteps();
    if (shows.notes) drawNotes();
    drawSelected();
  });
  drawAxis(wide);
  document.body.dataset.lanes = lanes.length;
  document.body.dataset.drawn = drawn;
  document.body.dataset.redrawMs = (performance.now() - began).toFixed(1);
}

function clipped(fromX, fromY, toX, toY, call) {
  pen.save();
  pen.beginPath();
  pen.rect(fromX, fromY, toX - fromX, toY - fromY);
  pen.clip();
  call();
  pen.restore();
}

function line(x1, y1, x2, y2) {
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
}

function stroke(colour, width, call, dash) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash || []);
  pen.beginPath();
  call();
  pen.stroke();
  pen.setLineDash([]);
}

function label(text, at, lineY, most, colour) {
  if (most < 20) return;
  const letters = Math.floor(most / 5.6);
  pen.fillStyle = colour;
  pen.fillText(text.length <= letters ? text : text.slice(0, Math.max(1, letters - 1)) + "…", at, lineY);
}

// Labels beside each other, lane by lane: one that would lie over another is left out.
function labels() {
  const ends = [];
  return (lane, text, at, lineY, most, colour) => {
    if (at < (ends[lane] || 0)) return;
    const long = Math.min(most, text.length * 5.6);
    ends[lane] = at + long + 4;
    label(text, at, lineY, most, colour);
  };
}

function drawLanes(wide) {
  for (let lane = 0; lane < lanes.length; lane++) {
    const middle = y(lane);
    if (groups[lane] === 1) {
      const size = lanes.filter(other => other.site === lanes[lane].site).length;
      pen.fillStyle = colours.group;
      pen.fillRect(0, middle - height / 2 - 2, wide, size * height + 4);
    }
    stroke(colours.line, 1, () => line(MARGIN, Math.round(middle) + 0.5, wide, Math.round(middle) + 0.5));
    pen.font = lanes[lane].client ? "11px system-ui, sans-serif" : "bold 11px system-ui, sans-serif";
    label(lanes[lane].name, 8, middle, MARGIN - 12, lanes[lane].client ? colours.faint : colours.text);
    pen.font = "11px system-ui, sans-serif";
  }
}

function ticks() {
  const wanted = 90 / scale;
  const power = Math.pow(10, Math.floor(Math.log10(wanted)));
  const step = [1, 2, 5, 10].map(times => times * power).find(each => each >= wanted);
  const times = [];
  for (let time = Math.ceil(Math.max(left, first) / step) * step; time <= Math.min(right(), last); time += step) times.push(time);
  return { times, digits: Math.max(0, Math.min(9, 9 - Math.floor(Math.log10(step) + 1e-9))) };
}

function drawGrid(high) {
  stroke(colours.line, 1, () => ticks().times.forEach(time => line(Math.round(x(time)) + 0.5, AXIS, Math.round(x(time)) + 0.5, high)));
  stroke(colours.faint, 1, () => line(x(data.settles), AXIS, x(data.settles), high), [2, 3]);
}

function drawAxis(wide) {
  pen.fillStyle = colours.ground;
  pen.fillRect(0, 0, wide, AXIS);
  const { times, digits } = ticks();
  for (const time of times) if (x(time) >= MARGIN - 1) label((time / 1e9).toFixed(digits) + " s", x(time) + 3, AXIS / 2, 90, colours.faint);
  label(strips.length > 0 ? "faults" : "", 8, AXIS + 10, MARGIN, colours.faint);
}

// Faults: a bar with its name above the lanes, and a tint where it strikes.
function drawBands(high) {
  pen.font = "10px system-ui, sans-serif";
  each(faults, left, right(), row => {
    const from = x(faults.begin[row]), to = x(faults.end[row]), one = fault(row), colour = colours[family(one.kind)];
    const bar = AXIS + 3 + strips[row] * STRIP;
    pen.fillStyle = colour;
    pen.globalAlpha = 0.1;
    if (one.sides.length > 0) {
      one.sides.forEach((side, i) => tint(side, from, to, colours[SIDES[i % SIDES.length]]));
    } else if (family(one.kind) === "network" && one.lanes.length === 0) {
      pen.fillRect(from, top_(), to - from, high);
    } else {
      tint(one.lanes, from, to, colour);
    }
    pen.fillStyle = colour;
    pen.globalAlpha = hits.size === 0 || hits.has(key(FAULT, row)) ? 0.85 : 0.45;
    pen.fillRect(from, bar, Math.max(3, to - from), STRIP - 3);
    pen.globalAlpha = 1;
    const names = one.lanes.length <= 3 ? " " + one.lanes.map(name).join(" ") : "";
    const begin = Math.max(from, MARGIN);
    if (to - begin > 24) label(one.kind + names, begin + 4, bar + STRIP / 2 - 1, to - begin - 6, colours.ground);
    drawn++;
  });
  pen.font = "11px system-ui, sans-serif";
}

function tint(tinted, from, to, colour) {
  pen.fillStyle = colour;
  for (const lane of tinted) {
    const above = Math.max(top_(), y(lane) - height / 2 + 1);
    if (lane >= 0) pen.fillRect(from, above, to - from, Math.max(0, y(lane) + height / 2 - 1 - above));
  }
}

// Reigns coloured by term, and the times when a node is down.
function drawSpans() {
  each(reigns, left, right(), row => {
    const from = Math.max(x(reigns.begin[row]), MARGIN - 5), to = x(reigns.end[row]), middle = y(reigns.lane[row]);
    pen.fillStyle = TERMS[reigns.term[row] % TERMS.length];
    pen.globalAlpha = 0.5;
    pen.fillRect(from, middle - 7, Math.max(2, to - from), 14);
    pen.globalAlpha = 1;
    if (to - from > 40) label("term " + reigns.term[row], Math.max(from, MARGIN) + 4, middle - height / 2 + 7, to - from, TERMS[reigns.term[row] % TERMS.length]);
    drawn++;
  });
  each(downs, left, right(), row => {
    const from = Math.max(x(downs.begin[row]), MARGIN - 5), to = x(downs.end[row]), middle = y(downs.lane[row]);
    pen.fillStyle = colours.down;
    pen.globalAlpha = 0.45;
    pen.fillRect(from, middle - 4, Math.max(2, to - from), 8);
    pen.globalAlpha = 1;
    if (to - from > 40) label("down", Math.max(from, MARGIN) + 4, middle, to - from, colours.ground);
    drawn++;
  });
}

function drawOperations() {
  const type = ["ok", "ok", "fail", "info"];
  each(ops, left, right(), row => {
    const middle = y(ops.lane[row]), from = Math.max(x(ops.begin[row]), MARGIN - 5), long = Math.max(2, x(ops.end[row]) - from);
    const lit = ops.lit[row], hit = hits.has(key(OP, row));
    pen.fillStyle = colours[lit === 2 ? "broken" : lit === 1 ? "lit" : type[ops.type[row]]];
    pen.globalAlpha = lit > 0 || hit ? 0.95 : 0.55;
    pen.fillRect(from, middle - 8, long, 16);
    pen.globalAlpha = 1;
    if (lit > 0 || hit) stroke(hit ? colours.chain : colours.text, lit === 2 ? 2 : 1, () => pen.rect(from - 1, middle - 9, long + 2, 18));
    const begin = Math.max(from, MARGIN) + 3;
    label(textOf(OP, row), begin, middle, from + long - begin - 2, colours.text);
    drawn++;
  });
}

function drawMessages() {
  const many = between(messages, left, right());
  const plain = [], held = [], twice = [], dropped = [], found = [];
  each(messages, left, right(), row => {
    const list = hits.has(key(MESSAGE, row)) ? found : lost(row) ? dropped : messages.fate[row] === HELD ? held : messages.fate[row] === TWICE ? twice : plain;
    if (list !== plain || many <= MOST_ARROWS) list.push(row);
  });
  pen.globalAlpha = many > 600 ? 0.35 : 0.75;
  stroke(colours.message, 1, () => plain.forEach(arrow));
  pen.globalAlpha = 0.9;
  stroke(colours.twice, 1, () => twice.forEach(arrow), [2, 2]);
  stroke(colours.held, 1.5, () => held.forEach(arrow), [6, 3]);
  stroke(colours.broken, 1, () => dropped.forEach(arrow));
  stroke(colours.chain, 2, () => found.forEach(arrow));
  pen.globalAlpha = 1;
  drawn += plain.length + twice.length + held.length + dropped.length + found.length;
  const write = labels();
  if (many <= LABELS) each(messages, left, right(), row => {
    const [x1, y1, x2, y2] = ends(row);
    const atY = y1 + (y2 - y1) * 0.35;
    write(Math.round(atY / 13), textOf(MESSAGE, row).split(" ")[0], x1 + (x2 - x1) * 0.35 + 4, atY, 110, colours.message);
  });
}

// An arrow's ends. One that does not come ends on half its way, by a cross.
function ends(row) {
  const x1 = x(messages.sent[row]), y1 = y(messages.from[row]), to = messages.to[row];
  if (came(row)) return [x1, y1, x(messages.came[row]), y(to)];
  const y2 = to < 0 ? y1 + 14 : y(to);
  return lost(row) ? [x1, y1, x1 + 8, y1 + (y2 - y1) * 0.45] : [x1, y1, Math.max(x1, x(last)), y2];
}

function arrow(row) {
  const [x1, y1, x2, y2] = ends(row);
  line(x1, y1, x2, y2);
  if (lost(row)) {
    line(x2 - 3, y2 - 3, x2 + 3, y2 + 3);
    line(x2 - 3, y2 + 3, x2 + 3, y2 - 3);
  } else if (x2 - x1 > 5) {
    const angle = Math.atan2(y2 - y1, x2 - x1);
    line(x2 - 6 * Math.cos(angle - 0.4), y2 - 6 * Math.sin(angle - 0.4), x2, y2);
    line(x2 - 6 * Math.cos(angle + 0.4), y2 - 6 * Math.sin(angle + 0.4), x2, y2);
  }
}

// How many messages each node sent, pixel by pixel.
function drawAmounts() {
  const cell = 2, columns = Math.ceil((canvas.clientWidth - MARGIN) / cell) + 1;
  const counts = lanes.map(() => new Uint32Array(columns));
  each(messages, left, right(), row => {
    const column = Math.floor((x(messages.sent[row]) - MARGIN) / cell);
    if (column >= 0 && column < columns) counts[messages.from[row]][column]++;
  });
  pen.fillStyle = colours.message;
  pen.globalAlpha = 0.7;
  counts.forEach((ofLane, lane) => ofLane.forEach((count, column) => {
    if (count === 0) return;
    const size = Math.min(height / 2 - 2, 2 + Math.log2(1 + count) * 3);
    pen.fillRect(MARGIN + column * cell, y(lane) - size, cell, size);
    drawn++;
  }));
  pen.globalAlpha = 1;
}

// Timers, disk operations, boots and crashes: small strokes below the lane's line.
function drawSteps() {
  const many = between(steps, left, right());
  if (many > MOST_MARKS * 4) return;
  stroke(colours.faint, 1, () => each(steps, left, right(), row => {
    if (steps.lane[row] >= 0) line(x(steps.time[row]), y(steps.lane[row]), x(steps.time[row]), y(steps.lane[row]) + 5);
    drawn++;
  }));
  const write = labels();
  each(steps, left, right(), row => {
    if (hits.has(key(STEP, row))) mark(x(steps.time[row]), y(steps.lane[row]) + 4, 4, colours.chain);
    if (many <= LABELS) write(steps.lane[row], textOf(STEP, row), x(steps.time[row]) + 2, y(steps.lane[row]) + 12, 130, colours.faint);
  });
}

// Notes: diamonds above the lane's line; those that say why something was ignored are faint and leave first.
function drawNotes() {
  const many = between(notes, left, right()), all = many <= MOST_MARKS;
  const write = labels();
  each(notes, left, right(), row => {
    const hit = hits.has(key(NOTE, row)), ignored = notes.ignored[row] === 1;
    if (notes.lane[row] < 0 || (!hit && ignored && !all)) return;
    mark(x(notes.time[row]), y(notes.lane[row]) - 5, hit ? 5 : 2.5, hit ? colours.chain : ignored ? colours.line : colours.note);
    if (many <= LABELS) write(notes.lane[row], textOf(NOTE, row), x(notes.time[row]) + 5, y(notes.lane[row]) - 14, 160, colours.note);
    drawn++;
  });
}

function mark(atX, atY, size, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(atX, atY - size);
  pen.lineTo(atX + size, atY);
  pen.lineTo(atX, atY + size);
  pen.lineTo(atX - size, atY);
  pen.fill();
}

function drawSelected() {
  selected.forEach(([kind, row], i) => {
    const width = i === 0 ? 3 : 1.8;
    if (kind === MESSAGE) stroke(colours.chain, width, () => arrow(row));
    else if (kind === OP) stroke(colours.chain, width, () => pen.rect(x(ops.begin[row]) - 2, y(ops.lane[row]) - 10, Math.max(2, (ops.end[row] - ops.begin[row]) * scale) + 4, 20));
    else if (kind !== FAULT && tables[kind].lane[row] >= 0) mark(x(tables[kind].time[row]), y(tables[kind].lane[row]), i === 0 ? 6 : 4, colours.chain);
  });
}
