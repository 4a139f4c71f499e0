// The panels beside the map: units, venues, assumptions, and what the state means.

function selectOf(label, options, value, changed) {
  const made = el('select', {'aria-label': label, onchange: () => changed(made.value)});
  for (const [key, text] of options) made.append(el('option', {value: key, selected: key === value}, text));
  made.value = value;
  return made;
}

function bar(persons) {
  const [low, high] = S.guideline;
  const most = Math.max(high * 1.25, persons);
  const percent = (n) => (100 * n / most).toFixed(1) + '%';
  return el('div', {class: 'bar', 'aria-hidden': 'true'},
    el('i', {style: `left:${percent(low)};width:${percent(high - low)}`}), el('b', {style: `width:${percent(persons)}`}));
}

function unitBox(unit) {
  const persons = personsOf(unit.members);
  const [low, high] = S.guideline;
  const size = persons < low ? say('units.below', {short: whole(low - persons)})
    : persons > high ? say('units.above', {above: whole(persons - high)}) : say('units.within');
  const parts = S.contiguity ? partsOf(unit.members) : [];
  const told = A && A.status === 'plan' ? A.units.find((row) => row.id === unit.id) : null;
  const seat = S.municipalities.find((m) => m.seat === unit.seat);
  return el('div', {class: 'unit', style: `border-left-color:${unit.fill}`, 'data-unit': unit.id},
    el('h3', {}, unit.name),
    el('p', {}, `${say('units.persons', {persons: whole(persons)})}: `, el('span', {class: persons < low ? 'warn' : ''}, size)),
    bar(persons),
    parts.length > 1 ? el('p', {class: 'warn'}, say('units.apart', {
      names: parts.slice(1).flat().map((code) => municipality.get(code).name).join(', ')})) : null,
    told ? el('p', {class: 'small'}, say('agreements', {existing: told.agreements[0], new: told.agreements[1]})) : null,
    el('div', {class: 'row'},
      el('button', {type: 'button', 'aria-pressed': String(brush === unit.id), onclick: () => { brush = unit.id; drawPanels(); }}, say('units.paint')),
      el('label', {}, say('units.seat') + ' ', selectOf(`${say('units.seat')}: ${unit.name}`,
        S.municipalities.filter((m) => unit.members.includes(m.code) || m.seat === unit.seat).map((m) => [m.code, place.get(m.seat).name]),
        seat ? seat.code : '', (code) => act({kind: 'seat', unit_id: unit.id, code}))),
      el('button', {type: 'button', onclick: () => act({kind: 'close_unit', unit_id: unit.id})}, say('units.close'))));
}

function drawUnits() {
  const of = unitOf();
  const made = el('select', {'aria-label': say('units.new'), onchange: () => {
    if (made.value) act({kind: 'add_unit', code: made.value});
  }}, el('option', {value: ''}, say('units.new')),
  ...S.municipalities.map((m) => el('option', {value: m.code}, m.name)));
  const choices = [...V.units.map((unit) => [unit.id, unit.name]), ['', say('units.outside')]];
  byId('units').replaceChildren(
    V.free ? el('p', {class: 'small'}, say('units.free')) : '',
    ...V.units.map(unitBox),
    el('p', {}, made, ' ', el('button', {type: 'button', 'aria-pressed': String(brush === ''), onclick: () => { brush = ''; drawPanels(); }},
      `${say('units.paint')}: ${say('units.outside')}`)),
    el('h2', {}, say('units.members')),
    el('table', {}, ...S.municipalities.filter((m) => V.scope.includes(m.code) || of.has(m.code)).map((m) => el('tr', {},
      el('th', {scope: 'row'}, m.name), el('td', {class: 'n'}, whole(m.persons)),
      el('td', {}, selectOf(say('units.unit', {name: m.name}), choices, of.has(m.code) ? of.get(m.code).id : '', (unit) => {
        const kept = brush;
        brush = unit;
        paint(m.code);
        brush = kept;
        drawPanels();
      }))))));
}

function drawVenues() {
  const add = el('select', {'aria-label': say('venues.add'), onchange: () => {
    if (add.value) act({kind: 'add_venue', place_id: add.value});
  }}, el('option', {value: ''}, say('venues.add')),
  ...[...S.places].sort((a, b) => a.name.localeCompare(b.name, S.lang)).map((p) => el('option', {value: p.id}, p.name)));
  const uses = ['may', 'must', 'off'].map((use) => [use, say('venues.' + use)]);
  byId('venues').replaceChildren(
    el('p', {class: 'small'}, say('venues.strategy', {strategy: V.strategy})), el('p', {}, add),
    el('table', {}, ...allVenues().map((venue) => {
      const courses = A && A.status === 'plan' && A.courses[venue.id];
      const count = courses ? Object.values(courses).reduce((sum, n) => sum + n, 0) : 0;
      return el('tr', {}, el('th', {scope: 'row'}, venue.name),
        el('td', {class: 'small'}, courses ? say('venues.courses', {count: whole(count)}) : ''),
        el('td', {}, selectOf(say('venues.use', {name: venue.name}), uses, V.venues[venue.id] || 'may',
          (use) => act({kind: 'venue', venue_id: venue.id, use}))));
    })));
}

function valueOf(row) {
  const now = V.values[row.path];
  const set = (value) => act({kind: 'set', path: row.path, value});
  if (row.kind === 'choice') return selectOf(row.label, row.choices, now, set);
  if (row.kind === 'switch') {
    const box = el('input', {type: 'checkbox', checked: now === true, 'aria-label': row.label, onchange: () => set(box.checked)});
    return box;
  }
  const options = row.empty ? [['', row.path.startsWith('rules') || row.path.startsWith('venues') ? say('values.open') : say('values.catalogue')]] : [];
  for (let n = row.least; n <= row.most + 1e-9; n += row.step) {
    const value = Number(n.toFixed(6));
    options.push([String(value), value.toLocaleString(S.lang === 'en' ? 'en-GB' : 'nb-NO')]);
  }
  if (now !== null && !options.some(([key]) => Number(key) === now && key !== '')) options.push([String(now), String(now)]);
  return selectOf(row.label, options, now === null ? '' : String(now), (text) => set(text === '' ? null : Number(text)));
}

function drawValues() {
  byId('values').replaceChildren(
    ...S.offered.map((row) => el('label', {class: 'value'}, el('span', {}, row.label + '*'), valueOf(row))),
    el('p', {class: 'small'}, say('assumed')));
}

/** Why there is no plan, and the smallest changes that would give one, as buttons. */
function waysOut() {
  const ways = A.ways_out || [];
  return [
    ...A.reasons.map((reason) => el('p', {}, reason)),
    A.pending ? el('p', {class: 'small'}, say('answer.ways_sought')) : '',
    ways.length ? el('h2', {}, say('answer.ways')) : '',
    ...ways.map((way, number) => el('p', {}, way.text, ' ',
      el('button', {type: 'button', class: 'way', onclick: () => act({kind: 'apply', number})}, say('answer.apply')))),
  ];
}

function drawFigures() {
  const box = byId('figures');
  box.classList.toggle('old', !A || A.status === 'solving');
  if (!A || A.status === 'solving') {
    if (!box.childElementCount) box.append(el('div', {class: 'wide'}, say('answer.solving')));
    return;
  }
  if (A.status !== 'plan') {
    const lead = say({infeasible: 'answer.none', input: 'answer.input', no_plan: 'answer.no_plan'}[A.status] || 'answer.fault');
    box.replaceChildren(el('div', {class: 'wide'}, el('p', {class: 'warn'}, lead), ...waysOut()));
    return;
  }
  const rows = ['served', 'specialist', 'unmet', 'hours', 'cost'].filter((key) => A.figures[key] !== null);
  box.replaceChildren(
    ...rows.map((key) => el('div', {}, el('b', {}, A.figures[key] + '*'), el('span', {}, say('figures.' + key)))),
    el('div', {}, el('b', {}, String(A.held.length)), el('span', {}, say('figures.held'))),
    el('div', {class: 'wide'}, el('span', {}, `${say('answer.proof')}: ${A.proof}`)));
}

function drawAnswer() {
  const box = byId('answer');
  if (!A || A.status === 'solving') {
    box.replaceChildren(el('p', {}, say('answer.solving')), el('p', {class: 'small'}, (A && A.message) || ''),
      el('button', {type: 'button', onclick: () => step('stop')}, say('stop')));
    return;
  }
  if (A.status !== 'plan') {
    box.replaceChildren(...waysOut());
    return;
  }
  const missing = Object.keys(S.programmes).filter((k) => !A.held.includes(k)).map((k) => S.programmes[k]);
  box.replaceChildren(
    ...A.verdict.map((sentence) => el('p', {}, sentence)), ...A.messages.map((text) => el('p', {class: 'small'}, text)),
    el('h2', {}, say('programmes')), el('p', {}, A.held.map((k) => S.programmes[k]).join(', ')),
    missing.length ? el('p', {class: 'small'}, say('programmes.not', {names: missing.join(', ')})) : '',
    el('h2', {}, say('beside')), ...besideRows());
}

function besideRows() {
  if (!A.beside) return [el('p', {class: 'small'}, say('beside.hint'))];
  if (A.beside.problem) return [el('p', {class: 'warn'}, A.beside.problem)];
  const head = el('tr', {}, ...['row', 'pinned', 'now'].map((key, n) => el('th', {scope: 'col', class: n ? 'n' : ''}, say('beside.' + key))));
  const rows = A.beside.rows.map((row) => el('tr', {}, el('th', {scope: 'row'}, row.label),
    ...row.cells.map(([text, best]) => el('td', {class: 'n'}, text + (best ? ' ●' : '')))));
  return [...A.beside.changes.map((text) => el('p', {}, text)),
    rows.length ? el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)) : el('p', {}, say('beside.same'))];
}

function drawPanels() {
  const focus = document.activeElement && document.activeElement.getAttribute('aria-label');
  byId('title').textContent = V.title;
  document.title = V.title;
  byId('undo').disabled = !V.undo;
  byId('redo').disabled = !V.redo;
  const pinned = V.pinned !== null;
  byId('pin').setAttribute('aria-pressed', String(pinned));
  byId('pin').textContent = say(pinned ? 'unpin' : 'pin');
  drawFigures();
  drawUnits();
  drawVenues();
  drawValues();
  drawAnswer();
  if (focus) {  // what was in hand is made anew: the keyboard stays where it was
    const again = document.querySelector(`[aria-label="${CSS.escape(focus)}"]`);
    if (again && document.activeElement === document.body) again.focus();
  }
}

function drawState() {
  drawAreas();
  drawFlows();
  drawMarks();
  drawPanels();
}
