// What the page knows: S never changes, V is the state in hand, A the answer to it (null while solving).

const D = JSON.parse(document.getElementById('data').textContent);
const S = D.static;
let V = D.view;
let A = null;
let brush = null;
const byId = (id) => document.getElementById(id);
const municipality = new Map(S.municipalities.map((m) => [m.code, m]));
const place = new Map(S.places.map((p) => [p.id, p]));
const town = new Map(S.towns.map((t) => [t.id, t]));

function say(key, values) {
  return S.words[key].replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
}

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  return dressed(made, attributes, children);
}

function svg(tag, attributes, ...children) {
  return dressed(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function dressed(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const whole = (n) => Math.round(n).toLocaleString(S.lang === 'en' ? 'en-GB' : 'nb-NO');

function notice(text) {
  byId('notice').textContent = text;
  byId('notice').hidden = !text;
}

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body),
  };
  const response = await fetch('api/' + path, options);
  return {code: response.status, data: await response.json()};
}

// ------------------------------------------------------------------- changes, one after another

let line = Promise.resolve();

/** Send a change on the newest version; one that came too late is made again on what is newest then. */
function change(path, what) {
  line = line.then(async () => {
    try {
      let told = await ask(path, {version: V.version, ...what});
      if (told.code === 409) {
        V = told.data.view;
        notice(say('stale'));
        told = await ask(path, {version: V.version, ...what});
      } else if (told.code === 200) {
        notice('');
      }
      if (told.code === 200) took(told.data);
      else if (told.code === 409) took(told.data.view);
      else {
        notice(say('problem', {reasons: (told.data.problems || []).join(' ')}));
        took((await ask('state')).data);
      }
    } catch (_) {
      notice(say('gone'));
    }
  });
  return line;
}

const act = (action) => change('act', {action});
const step = (what) => change('step', {step: what});

function took(view) {
  const same = view.version === V.version;
  V = view;
  if (!same) A = null;
  if (!V.units.some((unit) => unit.id === brush) && brush !== '') brush = V.units.length ? V.units[0].id : '';
  drawState();
}

// ------------------------------------------------------------------------- units, at once

const unitOf = () => new Map(V.units.flatMap((unit) => unit.members.map((code) => [code, unit])));
const personsOf = (codes) => codes.reduce((sum, code) => sum + municipality.get(code).persons, 0);

/** The parts that a unit's municipalities fall into, the largest first. */
function partsOf(codes) {
  const left = new Set(codes);
  const parts = [];
  while (left.size) {
    const part = [];
    const open = [left.values().next().value];
    left.delete(open[0]);
    while (open.length) {
      const code = open.pop();
      part.push(code);
      for (const near of municipality.get(code).near) if (left.delete(near)) open.push(near);
    }
    parts.push(part);
  }
  return parts.sort((a, b) => personsOf(b) - personsOf(a));
}

/** Give a municipality to the chosen unit: shown at once, then told to the planner. */
function paint(code) {
  const to = brush === '' ? null : brush;
  const before = unitOf().get(code);
  if ((before ? before.id : null) === to) return;
  for (const unit of V.units) unit.members = unit.members.filter((member) => member !== code);
  const unit = V.units.find((one) => one.id === to);
  if (unit) unit.members.push(code);
  A = null;
  drawState();
  act({kind: 'member', code, unit_id: to});
}
