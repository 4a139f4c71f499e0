// Names on the map: the important first, none over another, none over a symbol.

const PIXELS_PER_NAME = 9500;  // a small screen bears fewer names
const writing = svg('svg', {class: 'names leaflet-zoom-hide', 'aria-hidden': 'true'});
map.getPane('names').append(writing);
const ruler = document.createElement('canvas').getContext('2d');

function sized(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}

const FONT = '"Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const LOOKS = {
  heavy: {size: 13, weight: 700}, small: {size: 11.5, weight: 400},
  area: {size: 11.5, weight: 400, slant: 'italic', apart: 1.2},
  service: {size: 13, weight: 700, colour: '#7a2f07'},
};

function textLine(text, look, colour) {
  const l = LOOKS[look];
  const wide = sized(text, `${l.slant || 'normal'} ${l.weight} ${l.size}px ${FONT}`) +
    (l.apart || 0) * text.length;
  return {text, look: l, wide, high: l.size * 1.22, colour: colour || l.colour || C.ink};
}

/** The labels that are wanted, the most important first. */
function wantedNames(shown) {
  const {alternative, figures, symbols, on} = shown;
  const labels = [];
  if (on.flows) {
    for (const [s, n] of figures.ofService) {
      labels.push({
        at: townAt[D.services[s][1]], clear: 14, must: true, rank: -3,
        lines: [textLine(`${D.services[s][0]}: ${say('participants', {n: amount(n)})}`, 'service')],
      });
    }
  }
  const centres = new Set([...alternative.inPlay].map((m) => D.municipalities[m].seat));
  D.places.forEach((place, p) => {
    const here = symbols.get(p);
    const busy = here && here.some(({size}) => size > 12);
    if (!alternative.persons[p] && !busy) return;
    const heavy = busy || centres.has(p);
    const inPlay = alternative.inPlay.has(place.m);
    const lines = [textLine(place.name, heavy ? 'heavy' : 'small', inPlay ? C.ink : '#6f6a62')];
    if (on.courses && on.venues) {
      const kinds = new Map();
      for (const [v, n] of figures.courses) {
        const {short, place: at} = D.venues[v];
        if (at === p) kinds.set(short, (kinds.get(short) || 0) + n);
      }
      for (const [kind, n] of kinds) {
        lines.push(textLine(`${kind}: ${say('courses', {n: amount(n)})}`, 'small'));
      }
    }
    labels.push({
      at: placeAt[p], lines, must: heavy,
      clear: Math.max(here ? 11 : 0, dotRadius(alternative.persons[p])) + 2,
      wide: here ? here.reduce((sum, {size}) => sum + size + 1, 0) / 2 : 0,
      rank: (heavy ? -2 : inPlay ? 0 : 2) - alternative.persons[p] / 1e6 - lines.length / 10,
    });
  });
  D.municipalities.forEach((municipality, m) => {
    if (!municipality.at) return;
    labels.push({
      at: point(municipality.at), clear: 0, centred: true, must: alternative.inPlay.has(m),
      rank: alternative.inPlay.has(m) ? -2.5 : 3,
      lines: [textLine(municipality.name.toUpperCase(), 'area',
        alternative.inPlay.has(m) ? C.municipality_ink : '#8a857d')],
    });
  });
  return labels.sort((a, b) => a.rank - b.rank);
}

/** Boxes where a label may stand: beside its point, then above and below, then at the corners. */
function spotsOf(label, x, y, wide, high) {
  if (label.centred) {
    const spots = [];  // the middle first, then around it, wider and wider
    for (const step of [0, 16, 32, 48]) {
      for (const [dx, dy] of step ? [[0, -1], [0, 1], [-2, 0], [2, 0], [-1, -1], [1, -1], [-1, 1], [1, 1]] : [[0, 0]]) {
        spots.push([x - wide / 2 + dx * step, y - high / 2 + dy * step]);
      }
    }
    return spots;
  }
  const c = label.clear, side = Math.max(c, (label.wide || 0) + 3), d = 0.7 * c;
  const first = label.lines[0].high / 2;
  return [
    [x + side, y - first], [x - side - wide, y - first], [x - wide / 2, y - c - high], [x - wide / 2, y + c],
    [x + d, y - d - high], [x + d, y + d], [x - d - wide, y - d - high], [x - d - wide, y + d],
  ];
}

function overlap(a, b) {
  const w = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return w > 0 && h > 0 ? w * h : 0;
}

function drawNames(shown) {
  writing.replaceChildren();
  if (!shown.on.names) return;
  const size = map.getSize();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const view = [corner.x + 2, corner.y + 2, size.x - 4, size.y - 4];
  const inView = (b) => b[0] >= view[0] && b[1] >= view[1] && b[0] + b[2] <= view[0] + view[2] && b[1] + b[3] <= view[1] + view[3];
  const taken = [];  // boxes of names: never written over
  const dots = [];   // boxes of dots and symbols: better left alone
  for (const control of map.getContainer().querySelectorAll('.leaflet-control')) {
    const here = map.getContainer().getBoundingClientRect(), c = control.getBoundingClientRect();
    if (c.width) taken.push([corner.x + c.x - here.x, corner.y + c.y - here.y, c.width, c.height]);
  }
  for (const [p, row] of shown.symbols) {
    const at = map.latLngToLayerPoint(placeAt[p]);
    const wide = row.reduce((sum, {size: s}) => sum + s + 1, 0);
    dots.push([at.x - wide / 2, at.y - 10, wide, 20]);
  }
  D.places.forEach((place, p) => {
    if (!shown.on.places || !shown.alternative.persons[p]) return;
    const at = map.latLngToLayerPoint(placeAt[p]);
    const r = dotRadius(shown.alternative.persons[p]);
    dots.push([at.x - r, at.y - r, 2 * r, 2 * r]);
  });
  const most = size.x * size.y / PIXELS_PER_NAME;
  let written = 0;
  for (const label of wantedNames(shown)) {
    const at = map.latLngToLayerPoint(label.at);
    const wide = Math.max(...label.lines.map((l) => l.wide));
    const high = label.lines.reduce((sum, l) => sum + l.high, 0);
    if (!inView([at.x, at.y, 0, 0]) || (written >= most && !label.must)) continue;
    let best = null;
    spotsOf(label, at.x, at.y, wide, high).forEach(([x, y], order) => {
      const box_ = [x, y, wide, high];
      if (!inView(box_)) return;
      const over = taken.reduce((sum, b) => sum + overlap(box_, b), 0);
      const near = dots.reduce((sum, b) => sum + overlap(box_, b), 0);
      if (over > 0 || (near > 0.12 * wide * high && !label.must)) return;
      const cost = near + order;
      if (best === null || cost < best.cost) best = {cost, x, y};
    });
    if (best === null) continue;
    taken.push([best.x - 2, best.y - 1, wide + 4, high + 2]);
    written += 1;
    writing.append(writtenLabel(label, best, wide, at.x));
  }
}

function writtenLabel(label, spot, wide, x) {
  const right = !label.centred && spot.x + wide / 2 < x - 1;
  let y = spot.y;
  const lines = label.lines.map(({text, look, high, colour}) => {
    y += high;
    return svg('text', {
      x: right ? spot.x + wide : spot.x, y: y - 0.27 * high, fill: colour, 'font-size': look.size,
      'font-weight': look.weight, 'font-style': look.slant, 'letter-spacing': look.apart,
      'text-anchor': right ? 'end' : 'start',
    }, text);
  });
  return svg('g', {}, ...lines);
}
