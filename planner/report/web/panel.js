// Beside and below the map: key figures, layers with their legend, tables.

const LAYERS = [
  {key: 'units', on: true}, {key: 'bands', on: false}, {key: 'flows', on: true},
  {key: 'venues', on: true}, {key: 'courses', on: true}, {key: 'idle', on: false},
  {key: 'places', on: true}, {key: 'roads', on: true}, {key: 'names', on: true},
];

/** A sample of what is on the map, and the words for it. */
function sample(picture, words) {
  return el('li', {}, picture, el('span', {}, words));
}

function swatch(...children) {
  return svg('svg', {viewBox: '0 0 36 18', width: 36, height: 18, 'aria-hidden': 'true', class: 'swatch'},
    ...children);
}

function lineSwatch(...looks) {
  return swatch(...looks.map((look) => svg('line', {
    x1: 1, y1: 9, x2: 35, y2: 9, stroke: look.color, 'stroke-width': look.weight,
    'stroke-opacity': look.opacity, 'stroke-dasharray': look.dashArray,
  })));
}

function areaSwatch(fill, edge) {
  return swatch(svg('rect', {x: 1, y: 1.5, width: 34, height: 15, fill, stroke: edge || C.outline}));
}

function dotSwatch(radius, face, edge, width) {
  return swatch(svg('circle', {
    cx: 18, cy: 9, r: radius, fill: face, stroke: edge || C.ink, 'stroke-width': width || 1,
  }));
}

function roundDown(n) {
  const power = Math.pow(10, Math.floor(Math.log10(n)));
  return power * (n >= 5 * power ? 5 : n >= 2 * power ? 2 : 1);
}

const LEGENDS = {
  units({alternative, on}) {
    const fill = (pattern) => (on.bands ? C.not_in_play : pattern);  // the bands lie over it
    const shown = alternative.units.slice(0, 12);
    const rows = shown.map((unit, n) => sample(
      areaSwatch(fill(`url(#unit${n})`), C.unit_edge), `${unit.name}: ${say('persons', {n: unit.persons})}`));
    if (alternative.units.length > shown.length) {
      rows.push(sample(swatch(), say('legend.more', {n: alternative.units.length - shown.length})));
    }
    if (alternative.units.length) rows.push(sample(symbol('*', '#fff', 20), say('legend.seat')));
    else rows.push(sample(areaSwatch(C.outside), say('legend.no_unit')));
    if (alternative.outside.length && alternative.units.length) {
      rows.push(sample(areaSwatch(fill('url(#outside)')), say('map.outside')));
    }
    if (alternative.inPlay.size < D.municipalities.length) {
      rows.push(sample(areaSwatch(C.not_in_play), say('map.not_in_play')));
    }
    return rows;
  },
  bands() {
    const ends = D.bands;
    const rows = BANDS.slice(0, ends.length + 1).map((colour, n) => sample(areaSwatch(colour),
      n === 0 ? say('band.upto', {to: ends[0]})
        : n === ends.length ? say('band.over', {from: ends[n - 1]})
          : say('band.between', {from: ends[n - 1], to: ends[n]})));
    return [...rows, sample(areaSwatch('url(#nowhere)'), say('band.none'))];
  },
  flows(shown) {
    const {figures, programme} = shown;
    const look = (n) => ({color: C.local, opacity: 0.55, weight: widthOf(n, programme)});
    const rows = [];
    const most = Math.max(0, ...[...figures.local.values()].filter((w) => w.from !== w.to).map((w) => w.n));
    if (most > 0) {
      const top = roundDown(most);
      rows.push(sample(lineSwatch(look(top)), say('legend.local', {n: amount(top)})));
      rows.push(sample(lineSwatch(look(top / 10)), say('legend.thin', {n: amount(top / 10)})));
    }
    const away = Math.max(0, ...[...figures.services.values()].map((w) => w.n));
    if (away > 0) {
      const n = roundDown(away);
      rows.push(sample(
        lineSwatch({color: C.specialist, opacity: 0.75, dashArray: '9 4', weight: widthOf(n, programme)}),
        say('legend.specialist', {n: amount(n), services: serviceNames(figures)})));
      rows.push(sample(symbol('P', C.specialist, 20), say('legend.hospital')));
    }
    if (figures.unmet.size) {
      rows.push(sample(dotSwatch(6, 'none', C.unmet, 2.5), say('legend.unmet')));
    }
    return rows;
  },
  venues({figures}) {
    const kinds = new Map();
    for (const v of figures.courses.keys()) kinds.set(D.venues[v].kind, D.venues[v]);
    const rows = [...kinds.keys()].sort().map((kind) => sample(
      symbol(D.markers[kind], C.ink, 18), kinds.get(kind).words));
    if ([...figures.courses.keys()].some((v) => D.venues[v].assumed)) {
      rows.push(sample(symbol('s', '#fff', 18), say('legend.venue_assumed')));
    }
    if (!rows.length) rows.push(sample(swatch(), say('no_courses')));
    return rows;
  },
  courses() { return []; },
  idle() { return [sample(symbol('s', IDLE.face, 12, IDLE.ink), say('legend.idle'))]; },
  places({alternative}) {
    const rows = [5000, 500].map((n) => sample(
      dotSwatch(dotRadius(n), C.ink), say('persons', {n: number(n)})));
    if (D.places.some((place, p) => place.assumed && alternative.persons[p])) {
      rows.push(sample(dotSwatch(dotRadius(500), '#fff'), say('map.place_assumed')));
    }
    return rows;
  },
  roads({alternative}) {
    const kinds = D.links.map((_, n) => linkKind(alternative, n));
    const rows = [];
    if (kinds.includes('road')) rows.push(sample(lineSwatch(ROAD.road), say('map.road')));
    if (D.links.some((link, n) => kinds[n] === 'road' && link[6])) {
      rows.push(sample(lineSwatch(ROAD.exposed, ROAD.road), `${say('map.road')}, ${say('map.exposed')}`));
    }
    for (const kind of ['out', 'boat']) {
      if (kinds.includes(kind)) rows.push(sample(lineSwatch(ROAD[kind]), say('map.' + kind)));
    }
    if (kinds.includes('closed')) {
      const picture = lineSwatch(ROAD.closed);
      picture.append(svg('path', {d: 'M14 5L22 13M22 5L14 13', stroke: C.closed, 'stroke-width': 2.5}));
      rows.push(sample(picture, say('map.closed')));
    }
    return rows;
  },
  names() { return []; },
};

/** The layers to switch, each with its part of the legend under it. */
function makeLayerList(state, changed) {
  for (const {key} of LAYERS) {
    const input = el('input', {type: 'checkbox', id: 'layer-' + key});
    input.checked = state.on[key];
    input.addEventListener('change', () => {
      state.on[key] = input.checked;
      changed();
    });
    byId('layer-list').append(el('div', {class: 'layer', 'data-layer': key},
      el('label', {for: 'layer-' + key}, input, ' ' + say('layer.' + key)),
      el('ul', {id: 'legend-' + key})));
  }
}

function showLegends(shown) {
  for (const {key} of LAYERS) {
    const list = byId('legend-' + key);
    list.replaceChildren(...(shown.on[key] ? LEGENDS[key](shown) : []));
    list.hidden = !list.children.length;
    list.parentElement.classList.toggle('off', !shown.on[key]);
  }
}

// ------------------------------------------------------------------------------------- key figures

function showFigures(shown) {
  const columns = [shown.n, ...(shown.other >= 0 && shown.other !== shown.n ? [shown.other] : [])];
  const head = el('tr', {}, el('th', {scope: 'col'}, el('span', {class: 'unseen'}, say('column.indicator'))),
    ...columns.map((n) => el('th', {scope: 'col', class: 'figure'}, D.alternatives[n].title)));
  const bodies = D.sections.map(({title, rows}) => el('tbody', {},
    el('tr', {}, el('th', {scope: 'rowgroup', colspan: 1 + columns.length, class: 'part'}, title)),
    ...rows.map(({label, cells}) => el('tr', {}, el('th', {scope: 'row'}, label),
      ...columns.map((n) => figureCell(cells[n]))))));
  byId('figures-table').replaceChildren(el('thead', {}, head), ...bodies);
}

function figureCell([text, best]) {
  if (!best) return el('td', {class: 'figure'}, text);
  return el('td', {class: 'figure best'}, el('span', {class: 'frame'}, text),
    el('span', {class: 'unseen'}, ` (${say('best')})`));
}

// ------------------------------------------------------------------------------------- tables

/** A table whose first columns, `words` of them, hold words and the rest figures. */
function table(id, columns, words, rows) {
  const kind = (n) => ({class: n < words ? null : 'figure'});
  byId(id).replaceChildren(
    el('thead', {}, el('tr', {}, ...columns.map((name, n) => el('th', {scope: 'col', ...kind(n)}, name)))),
    el('tbody', {}, ...rows.map(([first, ...rest]) => el('tr', {}, el('th', {scope: 'row'}, first),
      ...rest.map((text, n) => el('td', kind(n + 1), text))))));
}

function showTables(shown) {
  const {alternative, figures, programme} = shown;
  byId('verdict').replaceChildren(...alternative.verdict.map((text) => el('li', {}, text)));
  const unitName = (m) => {
    const unit = alternative.unitOf.get(m);
    return unit === undefined ? '–' : alternative.units[unit].name;
  };
  table('municipalities', [say('column.municipality'), say('column.unit'), ...D.columns], 2,
    alternative.table.map(([m, ...cells]) => [D.municipalities[m].name, unitName(m), ...cells]));
  const courses = alternative.courses.filter(([p]) => programme === ALL || p === programme);
  table('courses',
    [say('column.programme'), say('column.venue'), say('column.unit'), say('column.courses'), say('column.each'), say('column.fill')], 3,
    courses.map(([p, v, perYear, each, fill]) => [
      D.programmes[p], D.venues[v].name, alternative.units[alternative.runBy.get(v)].name,
      number(perYear, 1), each, fill]));
  if (!courses.length) byId('courses').replaceChildren(el('caption', {}, say('no_courses')));
  const services = D.specialist;
  const home = figures.place.some((sums) => sums.lost > 0);
  table('places',
    [say('column.place'), say('column.municipality'), say('column.nearest'), say('column.persons'),
      say('column.minutes'), say('column.local'), say('column.specialist', {services}), say('column.unmet'),
      ...(home ? [say('column.lost')] : [])], 3,
    D.places.map((place, p) => ({place, p}))
      .filter(({place, p}) => alternative.persons[p] && alternative.inPlay.has(place.m))
      .map(({place, p}) => {
        const nearest = figures.nearest[p];
        const {local, specialist, unmet, lost} = figures.place[p];
        return [place.name, D.municipalities[place.m].name,
          nearest ? D.places[nearest.place].name : '–', number(alternative.persons[p]), nearest ? number(nearest.minutes, 0) : '–',
          amount(local), amount(specialist), amount(unmet), ...(home ? [amount(lost)] : [])];
      }));
}
