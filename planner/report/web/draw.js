// The layers of the map. Every function draws one, for the alternative and the programme that are shown.

const C = D.colours;
const BANDS = D.bandColours;
const IDLE = {face: '#d8d2c8', ink: '#5f5a52'};
const WIDEST = 6.2;  // pixels for all participants of the most populous place
const PANES = {
  ground: 200, areas: 210, bands: 220, edges: 230, roads: 240, flows: 250, dots: 260, marks: 600,
  names: 610,
};

const frame = L.latLngBounds(point([D.frame[0], D.frame[1]]), point([D.frame[2], D.frame[3]]));
const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const map = L.map('map', {
  crs: L.CRS.Simple, attributionControl: false, zoomControl: false, zoomSnap: 0.25, zoomDelta: 0.5,
  wheelPxPerZoomLevel: 110, minZoom: -12, maxZoom: -3, maxBounds: frame.pad(0.15),
  maxBoundsViscosity: 0.8, zoomAnimation: !calm, fadeAnimation: false, inertia: !calm,
});
const renderers = {};
for (const [name, z] of Object.entries(PANES)) {
  map.createPane(name).style.zIndex = z;
  if (z < 600) renderers[name] = L.svg({pane: name, padding: 0.6});
}
const layers = L.layerGroup().addTo(map);

function line(latlngs, pane, look) {
  return L.polyline(latlngs, {
    renderer: renderers[pane], pane, interactive: false, smoothFactor: 1, lineCap: 'butt', ...look,
  }).addTo(layers);
}

/** A line that is easily hit: drawn unseen over the one that is seen. */
function hit(latlngs, pane, describe, group) {
  const layer = L.polyline(latlngs, {
    renderer: renderers[pane], pane, weight: 12, color: '#000', opacity: 0, className: 'hit',
  });
  telling(layer, describe, group);
  return layer.addTo(layers);
}

function drawGround() {
  L.rectangle(frame, {
    renderer: renderers.ground, pane: 'ground', interactive: false, stroke: false, fillOpacity: 1,
    fillColor: D.ground.known ? C.sea : C.no_coast,
  }).addTo(map);
  L.polygon(polygons(D.ground.land), {
    renderer: renderers.ground, pane: 'ground', interactive: false, fillColor: C.land, fillOpacity: 1,
    color: C.land_edge, weight: 0.6,
  }).addTo(map);
}

// ------------------------------------------------------------------------------------- hatches

const HATCHES = {
  '/': {turn: 45, step: 12, draw: 'M0 0V12'}, '////': {turn: 45, step: 6, draw: 'M0 0V6'},
  '\\\\': {turn: -45, step: 9, draw: 'M0 0V9'}, '||': {turn: 0, step: 8, draw: 'M0 0V8'},
  '--': {turn: 0, step: 7, draw: 'M0 0H7'}, 'xx': {turn: 45, step: 10, draw: 'M0 0V10M0 0H10'},
  '++': {turn: 0, step: 10, draw: 'M0 0V10M0 0H10'},
  '..': {turn: 45, step: 7, dot: 1.1}, 'oo': {turn: 45, step: 10, dot: 2.4, hollow: true},
};

/** A pattern that fills with a colour and a hatch over it: told apart in grey print too. */
function pattern(id, colour, hatch, hatchColour) {
  const {turn, step: size, draw, dot, hollow} = HATCHES[hatch] || HATCHES['/'];
  const made = svg('pattern', {
    id, patternUnits: 'userSpaceOnUse', width: size, height: size, patternTransform: `rotate(${turn})`,
  }, svg('rect', {width: size, height: size, fill: colour}));
  if (dot) {
    made.append(svg('circle', {
      cx: size / 2, cy: size / 2, r: dot, 'stroke-width': 0.8,
      fill: hollow ? 'none' : hatchColour, stroke: hollow ? hatchColour : 'none',
    }));
  } else {
    made.append(svg('path', {d: draw, stroke: hatchColour, 'stroke-width': 1.2, fill: 'none'}));
  }
  return made;
}

const defs = svg('defs');
document.body.prepend(
  svg('svg', {width: 0, height: 0, 'aria-hidden': 'true', class: 'defs'}, defs));

function makePatterns(alternative) {
  defs.replaceChildren(
    pattern('outside', C.outside, '--', '#a9a9a9'), pattern('nowhere', '#e3e3e3', 'xx', '#a9a9a9'),
    ...alternative.units.map((unit, n) => pattern('unit' + n, ...unit.fill)));
}

// ------------------------------------------------------------------------------------- areas

function areaFill(alternative, m, on) {
  const unit = alternative.unitOf.get(m);
  if (!on || !alternative.inPlay.has(m)) return C.not_in_play;
  if (unit !== undefined) return `url(#unit${unit})`;
  return alternative.outside.includes(m) ? 'url(#outside)' : C.not_in_play;
}

function drawAreas(shown) {
  const {alternative, figures, on} = shown;
  D.municipalities.forEach((municipality, m) => {
    telling(L.polygon(polygons(municipality.shape), {
      renderer: renderers.areas, pane: 'areas', fillColor: areaFill(alternative, m, on.units && !on.bands),
      fillOpacity: 1, color: C.outline, weight: 0.8, className: 'area',
    }), () => describeMunicipality(shown, m), 'municipalities').addTo(layers);
  });
  if (on.bands) {
    D.places.forEach((place, p) => {
      if (!place.cell || !alternative.inPlay.has(place.m)) return;
      const band = bandOf(figures.nearest[p]);
      telling(L.polygon(polygons(place.cell), {
        renderer: renderers.bands, pane: 'bands', stroke: false, fillOpacity: band < 0 ? 0.9 : 0.88,
        fillColor: band < 0 ? 'url(#nowhere)' : BANDS[band],
      }), () => describePlace(shown, p)).addTo(layers);
    });
    D.municipalities.forEach((municipality) => line(
      polygons(municipality.shape).flat(), 'edges', {color: C.outline, weight: 0.8}));
  }
  if (on.units) {
    for (const unit of alternative.units) {
      line(unit.border.map(points), 'edges', {color: C.unit_edge, weight: 1.7});
    }
  }
}

// ------------------------------------------------------------------------------------- roads

const ROAD = {
  road: {color: C.road, weight: 1.3}, exposed: {color: C.exposed, weight: 4.4, opacity: 0.65},
  out: {color: C.road, weight: 1.1, dashArray: '1 4'},
  boat: {color: C.exposed, weight: 1.8, dashArray: '7 4'},
  closed: {color: C.closed, weight: 2, dashArray: '2 3'},
};

function linkKind(alternative, n) {
  const [from, to, , , , boat] = D.links[n];
  if (boat && !alternative.boats) return null;
  if (alternative.closed.includes(n)) return 'closed';
  if (boat) return 'boat';
  return from < 0 || to < 0 ? 'out' : 'road';
}

function endOf(end) {
  return end >= 0 ? {at: placeAt[end], name: D.places[end].name}
    : {at: townAt[-1 - end], name: D.towns[-1 - end][0]};
}

function drawRoads(shown) {
  const kinds = D.links.map((_, n) => linkKind(shown.alternative, n));
  const ends = D.links.map((link) => [endOf(link[0]).at, endOf(link[1]).at]);
  D.links.forEach((link, n) => {
    if (kinds[n] === 'road' && link[6]) line(ends[n], 'roads', ROAD.exposed);
  });
  D.links.forEach((link, n) => {
    if (!kinds[n]) return;
    line(ends[n], 'roads', ROAD[kinds[n]]);
    if (kinds[n] === 'closed') {
      const [a, b] = ends[n];
      mark(L.latLng((a.lat + b.lat) / 2, (a.lng + b.lng) / 2), 0, crossed(), null);
    }
    hit(ends[n], 'roads', () => describeLink(shown, n), 'roads');
  });
}

function crossed() {
  const cross = (colour, width) => svg('path', {
    d: 'M7 7L17 17M17 7L7 17', stroke: colour, 'stroke-width': width, fill: 'none',
  });
  return svg('svg', {viewBox: '0 0 24 24', width: 24, height: 24}, cross('#fff', 6), cross(C.closed, 3));
}

// ------------------------------------------------------------------------------------- flows

/** The demand of the most populous place: what all widths are measured by, whatever is shown. */
function mostOfAPlace(programme) {
  if (programme === ALL) return D.most;
  return Math.max(...D.alternatives.map(
    (a) => Math.max(...a.persons) * a.rates[programme] / 1000), 1e-9);
}

function widthOf(n, programme) {
  return Math.max(0.8, WIDEST * Math.sqrt(n / mostOfAPlace(programme)));
}

/** A gently bent line, always to the same hand, so that the ways there and back stay apart. */
function arc(a, b) {
  const middle = [
    (a.lat + b.lat) / 2 + 0.1 * (b.lng - a.lng), (a.lng + b.lng) / 2 - 0.1 * (b.lat - a.lat)];
  const found = [];
  for (let i = 0; i <= 16; i++) {
    const t = i / 16, u = 1 - t;
    found.push(L.latLng(
      u * u * a.lat + 2 * u * t * middle[0] + t * t * b.lat,
      u * u * a.lng + 2 * u * t * middle[1] + t * t * b.lng));
  }
  return found;
}

function drawFlows(shown) {
  const {figures, programme} = shown;
  const drawn = [];
  for (const way of figures.local.values()) {
    if (way.from === way.to) continue;
    drawn.push({
      n: way.n, path: arc(placeAt[way.from], placeAt[way.to]), describe: () => describeWay(way),
      look: {color: C.local, opacity: 0.55},
    });
  }
  for (const way of figures.services.values()) {
    const seat = placeAt[D.municipalities[way.m].seat];
    drawn.push({
      n: way.n, path: arc(seat, townAt[D.services[way.service][1]]),
      describe: () => describeService(way), look: {color: C.specialist, opacity: 0.75, dashArray: '9 4'},
    });
  }
  drawn.sort((a, b) => b.n - a.n);
  for (const way of drawn) line(way.path, 'flows', {...way.look, weight: widthOf(way.n, programme)});
  for (const way of drawn) hit(way.path, 'flows', way.describe, 'flows');
  for (const [p, n] of figures.unmet) {
    L.circleMarker(placeAt[p], {
      renderer: renderers.dots, pane: 'dots', interactive: false, fill: false, color: C.unmet,
      radius: dotRadius(shown.alternative.persons[p]) + 3.5,
      weight: 1.4 + 4 * Math.sqrt(n / mostOfAPlace(programme)),
    }).addTo(layers);
  }
  for (const s of figures.ofService.keys()) {
    mark(townAt[D.services[s][1]], 0, symbol('P', C.specialist, 24), () => ({
      title: D.services[s][0],
      lines: [say('legend.hospital'), say('participants', {n: amount(figures.ofService.get(s))})],
    }));
  }
}

// ------------------------------------------------------------------------------------- places

function dotRadius(persons) {
  return Math.max(1.7, 0.11 * Math.sqrt(persons));
}

function drawPlaces(shown) {
  const {alternative} = shown;
  D.places.forEach((place, p) => {
    const persons = alternative.persons[p];
    if (!persons) return;
    const ink = alternative.inPlay.has(place.m) ? C.ink : C.pale_ink;
    telling(L.circleMarker(placeAt[p], {
      renderer: renderers.dots, pane: 'dots', radius: dotRadius(persons), color: ink, weight: 0.9,
      fillColor: place.assumed ? '#fff' : ink, fillOpacity: 1, className: 'dot',
    }), () => describePlace(shown, p), 'places').addTo(layers);
  });
}

// ------------------------------------------------------------------------------------- symbols

const SHAPES = {
  's': 'M5 5H19V19H5Z', 'P': 'M9 3H15V9H21V15H15V21H9V15H3V9H9Z', 'p': 'M12 3L21.5 10L18 20.5H6L2.5 10Z',
  'D': 'M12 2L22 12L12 22L2 12Z', '^': 'M12 3L21.5 20.5H2.5Z', 'v': 'M12 21L21.5 3.5H2.5Z',
  'h': 'M12 2.5L20.5 7.2V16.8L12 21.5L3.5 16.8V7.2Z',
  '8': 'M8 3H16L21 8V16L16 21H8L3 16V8Z', 'X': 'M7 3L12 8L17 3L21 7L16 12L21 17L17 21L12 16L7 21L3 17L8 12L3 7Z',
  '<': 'M3 12L20.5 2.5V21.5Z', '>': 'M21 12L3.5 2.5V21.5Z', 'd': 'M12 2L18.5 12L12 22L5.5 12Z',
  '*': 'M12 1.5L14.9 8.6L22.5 9.1L16.7 14L18.5 21.4L12 17.4L5.5 21.4L7.3 14L1.5 9.1L9.1 8.6Z',
};

function symbol(shape, face, size, ink) {
  const path = (attributes) => svg('path', {d: SHAPES[shape] || SHAPES.s, ...attributes});
  return svg('svg', {viewBox: '-1 -1 26 26', width: size, height: size, 'aria-hidden': 'true'},
    path({fill: '#fff', stroke: '#fff', 'stroke-width': size > 12 ? 4 : 2.5, 'stroke-linejoin': 'round'}),
    path({fill: face, stroke: ink || C.ink, 'stroke-width': 1.8, 'stroke-linejoin': 'round'}));
}

/** A symbol at a point, moved some pixels to the side where several stand there. */
function mark(at, aside, picture, describe) {
  const size = Number(picture.getAttribute('width'));
  const marker = L.marker(at, {
    pane: 'marks', keyboard: false, interactive: describe !== null,
    icon: L.divIcon({html: picture, className: 'mark', iconSize: [size, size], iconAnchor: [size / 2 - aside, size / 2]}),
  });
  if (describe) telling(marker, describe, 'venues');
  return marker.addTo(layers);
}

/** What stands at each place: seats of units, venues in use, then those that are not. */
function symbolsAt(shown) {
  const {alternative, figures, on} = shown;
  const rows = new Map();
  const put = (place, row) => rows.set(place, [...(rows.get(place) || []), row]);
  if (on.units) {
    alternative.units.forEach((unit, n) => {
      if (unit.seat < 0) return;
      put(unit.seat, {size: 22, picture: symbol('*', unit.fill[0], 22), tell: () => describeUnit(shown, n)});
    });
  }
  if (on.venues) {
    for (const venue of figures.courses.keys()) {
      const {kind, place, assumed} = D.venues[venue];
      put(place, {
        size: 16, picture: symbol(D.markers[kind], assumed ? '#fff' : C.ink, 16),
        tell: () => describeVenue(shown, venue),
      });
    }
  }
  if (on.idle) {
    D.venues.forEach(({kind, place}, venue) => {
      if (figures.courses.has(venue)) return;
      put(place, {
        size: 12, picture: symbol(D.markers[kind], IDLE.face, 12, IDLE.ink),
        tell: () => describeVenue(shown, venue),
      });
    });
  }
  return rows;
}

function drawSymbols(shown) {
  for (const [place, row] of shown.symbols) {
    const wide = row.reduce((sum, {size}) => sum + size + 1, 0);
    let left = -wide / 2;
    for (const {size, picture, tell} of row) {
      mark(placeAt[place], left + (size + 1) / 2, picture, tell);
      left += size + 1;
    }
  }
}

/** Draw everything of the alternative and programme that are shown. */
function drawAll(shown) {
  layers.clearLayers();
  emptyGroups();
  makePatterns(shown.alternative);
  shown.symbols = symbolsAt(shown);
  const difference = shown.comparing && shown.comparing.view === 1;
  drawAreas(difference ? {...shown, on: {...shown.on, units: false, bands: false}} : shown);
  if (difference) drawChanges(shown);
  if (shown.on.roads) drawRoads(shown);
  if (shown.on.flows && !difference) drawFlows(shown);
  if (shown.on.places) drawPlaces(shown);
  drawSymbols(shown);
  settleGroups();
  drawNames(shown);
}
