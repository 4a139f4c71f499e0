// What is shown, what changes it, and how it goes to paper.

const state = {n: 0, other: -1, view: 1, programme: ALL, on: {}};
for (const {key, on} of LAYERS) state.on[key] = on;

let shown = null;

/** Draw and tell what the state says; `aloud` tells it to screen readers too. */
function update(aloud) {
  const before = D.alternatives[state.n];
  const after = state.other >= 0 && state.other !== state.n ? D.alternatives[state.other] : null;
  const alternative = after && state.view === 2 ? after : before;
  shown = {
    ...state, on: state.on, alternative, figures: figuresOf(alternative, state.programme),
    comparing: after && {before, after, view: state.view},
    changes: after && changesOf(before, after, state.programme),
  };
  drawAll(shown);
  showLegends(shown);
  showFigures(shown);
  showComparing(shown);
  showTables(shown);
  byId('alternative').value = String(state.n);
  byId('lead').replaceChildren(...alternative.lines.map((text) => el('span', {}, text)));
  if (aloud) {
    const only = state.programme === ALL ? '' : ' ' + say('only', {programme: D.programmes[state.programme]});
    byId('live').textContent =
      say('showing', {title: alternative.title, lines: alternative.lines.join('. ')}) + only;
  }
}

function choose(n) {
  state.n = (n + D.alternatives.length) % D.alternatives.length;
  try {
    history.replaceState(null, '', '#' + encodeURIComponent(D.alternatives[state.n].id));
  } catch (_) { /* a file that was opened from some programs has no address of its own */ }
  update(true);
}

/** The alternative that the address names, as in map.html#pilot. */
function chosenByAddress() {
  const id = decodeURIComponent(location.hash.slice(1));
  return D.alternatives.findIndex((alternative) => alternative.id === id);
}

// ------------------------------------------------------------------------------------- views

function regionBounds() {
  const bounds = L.latLngBounds(placeAt);
  for (const municipality of D.municipalities) {
    for (const rings of municipality.shape) bounds.extend(L.latLngBounds(points(rings[0])));
  }
  return bounds;
}

const whole = regionBounds();
const around = whole.pad(0.13);  // a hospital town just outside is taken in
D.services.forEach(([, town]) => { if (around.contains(townAt[town])) whole.extend(townAt[town]); });
const withHospitals = L.latLngBounds([whole.getSouthWest(), whole.getNorthEast()]);
D.services.forEach(([, town]) => withHospitals.extend(townAt[town]));

let view = whole;

function fit(bounds) {
  view = bounds;
  map.fitBounds(bounds, {padding: [16, 16], animate: false});
}

function button(text, title, action) {
  const made = el('button', {type: 'button', title, 'aria-label': title}, text);
  L.DomEvent.disableClickPropagation(made);
  made.addEventListener('click', action);
  return made;
}

function makeControls(words) {
  const Buttons = L.Control.extend({
    onAdd() {
      const bar = el('div', {class: 'buttons', role: 'group'},
        button('+', words['zoom.in'], () => map.zoomIn()),
        button('\u2212', words['zoom.out'], () => map.zoomOut()));
      return bar;
    },
  });
  new Buttons({position: 'topleft'}).addTo(map);
  const Views = L.Control.extend({
    onAdd() {
      const bar = el('div', {class: 'buttons words', role: 'group'});
      bar.append(button(words['view.region'], words['view.region'], () => fit(whole)));
      if (D.services.length) {
        bar.append(button(words['view.all'], words['view.all'], () => fit(withHospitals)));
      }
      bar.append(button(words.print, words.print, () => window.print()));
      return bar;
    },
  });
  new Views({position: 'topright'}).addTo(map);
  const North = L.Control.extend({
    onAdd() {
      const picture = svg('svg', {
        viewBox: '0 0 24 40', width: 24, height: 40, role: 'img', 'aria-label': say('north.words'), class: 'north',
      },
      svg('g', {transform: `rotate(${D.north} 12 24)`},
        svg('path', {d: 'M12 12L18 36L12 30Z', fill: '#fff', stroke: C.ink, 'stroke-linejoin': 'round'}),
        svg('path', {d: 'M12 12L6 36L12 30Z', fill: C.ink, stroke: C.ink, 'stroke-linejoin': 'round'}),
        svg('text', {x: 12, y: 10, 'text-anchor': 'middle', 'font-size': 12, 'font-weight': 700}, say('north'))));
      return picture;
    },
  });
  new North({position: 'bottomright'}).addTo(map);
  L.control.scale({imperial: false, maxWidth: 140, position: 'bottomleft'}).addTo(map);
}

// ------------------------------------------------------------------------------------- paper

/** On paper the map has a size of its own; the browser tells before and after. */
function preparePaper() {
  const size = () => map.invalidateSize({animate: false, pan: false});
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = ['d-municipalities', 'd-courses'].map(byId).filter((details) => !details.open);
    opened.forEach((details) => { details.open = true; });
    document.documentElement.classList.add('paper');
    hideInfo();
    size();
    fit(view);
    drawNames(shown);
  });
  window.addEventListener('afterprint', () => {
    document.documentElement.classList.remove('paper');
    opened.forEach((details) => { details.open = false; });
    size();
    fit(view);
  });
}

// ------------------------------------------------------------------------------------- start

function start() {
  const list = byId('alternative');
  D.alternatives.forEach(({title}, n) => list.append(el('option', {value: n}, title)));
  const other = byId('other');
  other.append(el('option', {value: -1}, D.page['beside.none']));
  D.alternatives.forEach(({title}, n) => other.append(el('option', {value: n}, title)));
  other.parentElement.hidden = D.alternatives.length < 2;
  byId('choice').hidden = D.alternatives.length < 2;
  const programmes = byId('programme');
  programmes.append(el('option', {value: ALL}, D.page['programme.all']));
  const used = new Set(D.alternatives.flatMap((a) => a.flows.map((flow) => flow.p)));
  D.programmes.map((name, p) => ({name, p})).filter(({p}) => used.has(p))
    .sort((a, b) => a.name.localeCompare(b.name, D.lang))
    .forEach(({name, p}) => programmes.append(el('option', {value: p}, name)));

  list.addEventListener('change', () => choose(Number(list.value)));
  byId('previous').addEventListener('click', () => choose(state.n - 1));
  byId('next').addEventListener('click', () => choose(state.n + 1));
  byId('choice').addEventListener('submit', (event) => event.preventDefault());
  other.addEventListener('change', () => {
    state.other = Number(other.value);
    state.view = 1;
    update(false);
  });
  byId('view').addEventListener('input', () => {
    state.view = Number(byId('view').value);
    update(true);
  });
  programmes.addEventListener('change', () => {
    state.programme = Number(programmes.value);
    update(true);
  });
  window.addEventListener('hashchange', () => {
    const n = chosenByAddress();
    if (n >= 0 && n !== state.n) choose(n);
  });

  map.getContainer().append(box);
  emptyGroups();
  makeControls(D.page);
  makeLayerList(state, () => update(false));
  byId('credits').textContent = D.credits;
  byId('notes').append(...D.notes.map((text) => el('li', {}, text)));
  GROUPS.forEach((name) => {
    const pane = {municipalities: 'areas', roads: 'roads', flows: 'flows', places: 'dots', venues: 'marks'}[name];
    map.getPane(pane).setAttribute('role', 'group');
    map.getPane(pane).setAttribute('aria-label', say('layer.' + {
      municipalities: 'units', roads: 'roads', flows: 'flows', places: 'places', venues: 'venues'}[name]));
  });
  state.n = Math.max(0, chosenByAddress());
  fit(whole);
  map.setMinZoom(map.getBoundsZoom(frame));
  drawGround();
  update(false);
  map.on('zoomend moveend resize', () => drawNames(shown));
  map.on('click', () => hideInfo());
  map.on('movestart zoomstart', () => hideInfo());
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hideInfo(); });
  let width = map.getSize().x;
  map.on('resize', () => {  // a phone that is turned, a window that is widened
    if (Math.abs(map.getSize().x - width) > 60) fit(view);
    width = map.getSize().x;
  });
  preparePaper();
  document.documentElement.classList.add('ready');
}

start();
