// What the page shows: tables of numbers, a column each, ordered by time, and ways to find rows in them. Times are nanoseconds.
const data = JSON.parse(document.getElementById("data").textContent);
const texts = data.texts, lanes = data.lanes;
const MESSAGE = 0, STEP = 1, NOTE = 2, OP = 3, FAULT = 4;
const UNDER_WAY = 0, HELD = 1, MISSED = data.fates.length - 2, TWICE = data.fates.length - 1;

// Rows ordered by when they begin, with the latest end of each and all before it, so that what is in sight is found by halving.
function table(columns, begin, end) {
  const order = columns[begin].map((_, row) => row).sort((a, b) => columns[begin][a] - columns[begin][b] || a - b);
  const sorted = { size: order.length };
  for (const name in columns) sorted[name] = Float64Array.from(order, row => columns[name][row]);
  sorted.begin = sorted[begin];
  sorted.latest = new Float64Array(order.length);
  let latest = -Infinity;
  for (let row = 0; row < order.length; row++) {
    latest = Math.max(latest, sorted.begin[row], sorted[end][row]);
    sorted.latest[row] = latest;
  }
  return sorted;
}

function both(one, other) {
  const all = {};
  for (const name in one) all[name] = one[name].concat(other[name]);
  return all;
}

const tables = [
  table(both(data.messages, data.doubled), "sent", "came"),
  table(data.steps, "time", "time"),
  table(data.notes, "time", "time"),
  table(data.ops, "begin", "end"),
  table({
    begin: data.faults.map(fault => fault.begin),
    end: data.faults.map(fault => fault.end),
    number: data.faults.map((_, row) => row),
  }, "begin", "end"),
];
const [messages, steps, notes, ops, faults] = tables;
const reigns = table(data.reigns, "begin", "end"), downs = table(data.downs, "begin", "end");
const first = Math.min(0, ...tables.filter(rows => rows.size > 0).map(rows => rows.begin[0])), last = data.end;

// The first row whose number is not below the limit, or is above it.
function place(numbers, limit, above) {
  let low = 0, high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit || (above && numbers[middle] === limit)) low = middle + 1; else high = middle;
  }
  return low;
}

// Calls for each row of which something may lie between two times.
function each(rows, from, to, call) {
  const end = place(rows.begin, to, true);
  for (let row = place(rows.latest, from, false); row < end; row++) call(row);
}

const between = (rows, from, to) => Math.max(0, place(rows.begin, to, true) - place(rows.latest, from, false));

const lost = row => messages.fate[row] !== UNDER_WAY && messages.fate[row] !== HELD && messages.fate[row] !== TWICE;
const came = row => messages.came[row] >= messages.sent[row];
const fault = row => data.faults[faults.number[row]];
const name = lane => lane < 0 ? "?" : lanes[lane].name;

function textOf(kind, row) {
  return kind === FAULT ? fault(row).text : texts[tables[kind].text[row]];
}

// By number of an event: the message that came in it, or the step that it was.
const events = new Map();
for (let row = 0; row < messages.size; row++) if (messages.cameIn[row] > 0) events.set(messages.cameIn[row], [MESSAGE, row]);
for (let row = 0; row < steps.size; row++) events.set(steps.number[row], [STEP, row]);

// The item and what caused it, back to the beginning.
function chain(item) {
  const items = [item];
  let cause = causeOf(item);
  while (cause > 0 && items.length < 40) {
    const before = events.get(cause);
    if (before === undefined) break;
    items.push(before);
    cause = causeOf(before);
  }
  return items;
}

function causeOf([kind, row]) {
  return kind === MESSAGE ? messages.sentIn[row] : kind === STEP ? steps.cause[row] : kind === NOTE ? notes.number[row] : 0;
}

const seconds = nanos => (nanos / 1e9).toFixed(6) + " s";

function describe([kind, row]) {
  const what = textOf(kind, row);
  if (kind === MESSAGE) {
    const fate = came(row) && messages.fate[row] === UNDER_WAY ? "came" : data.fates[messages.fate[row]];
    const end = came(row) ? " at " + seconds(messages.came[row]) + ", #" + messages.cameIn[row] : "";
    return seconds(messages.sent[row]) + "  " + name(messages.from[row]) + " → " + name(messages.to[row]) + "  " + fate + end + "\n" + what;
  } else if (kind === OP) {
    return seconds(ops.begin[row]) + " – " + seconds(ops.end[row]) + "  " + name(ops.lane[row]) + "\n" + what;
  } else if (kind === FAULT) {
    return seconds(faults.begin[row]) + (faults.end[row] > faults.begin[row] ? " – " + seconds(faults.end[row]) : "") + "\n" + what;
  }
  const rows = tables[kind];
  return seconds(rows.time[row]) + "  " + name(rows.lane[row]) + "  #" + rows.number[row] + "\n" + what;
}
