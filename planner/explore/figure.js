// The map: municipalities in the colours of their units, seats, venues in use, and where people go.

const picture = byId('map');
const R = S.frame[2] / 900;  // one step of the drawing in steps of the ground
const layer = {};

function drawGround() {
  picture.setAttribute('viewBox', S.frame.join(' '));
  picture.classList.toggle('nosea', !S.sea);
  picture.append(svg('path', {d: S.land, class: 'land', 'aria-hidden': 'true'}));
  for (const name of ['areas', 'flows', 'marks', 'names']) {
    layer[name] = svg('g', name === 'areas' ? {} : {'aria-hidden': 'true'});
    picture.append(layer[name]);
  }
  for (const m of S.municipalities) {
    m.node = svg('path', {
      d: m.path, class: 'area', tabindex: '0', role: 'button', 'fill-rule': 'evenodd', 'data-code': m.code,
      onclick: () => paint(m.code),
      onkeydown: (event) => {
        if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); paint(m.code); }
      },
    });
    m.tip = svg('title', {});
    m.node.append(m.tip);
    layer.areas.append(m.node);
    layer.names.append(svg('text', {
      class: 'name', x: m.at[0], y: m.at[1] - 12 * R, 'font-size': 15 * R, 'stroke-width': 3 * R,
    }, m.name));
  }
}

function star(at, size) {
  const points = [];
  for (let i = 0; i < 10; i++) {
    const r = i % 2 ? size * 0.42 : size;
    points.push([at[0] + r * Math.sin(i * Math.PI / 5), at[1] - r * Math.cos(i * Math.PI / 5)].map((n) => n.toFixed(1)).join(' '));
  }
  return 'M' + points.join('L') + 'Z';
}

function drawAreas() {
  const of = unitOf();
  for (const m of S.municipalities) {
    const unit = of.get(m.code);
    const inScope = V.scope.includes(m.code);
    m.node.setAttribute('fill', unit ? unit.fill : inScope ? '#dedede' : '#fbfaf8');
    const label = `${say('place', {name: m.name, persons: whole(m.persons)})}. ${unit ? unit.name : say('units.outside')}`;
    m.node.setAttribute('aria-label', label);
    m.tip.textContent = label;
  }
}

function endOf(to) {
  if (to.startsWith('v:')) return place.get(to.slice(2));
  return town.get(S.services[to.slice(2)]);
}

/** Who goes where: from each place to courses, and from each municipality's centre to the hospital. */
function gathered() {
  const found = new Map();
  for (const [from, to, n] of A.flows) {
    const start = to.startsWith('s:') ? municipality.get(place.get(from).code).seat : from;
    const key = start + ' ' + to;
    found.set(key, [start, to, n + (found.has(key) ? found.get(key)[2] : 0)]);
  }
  return [...found.values()];
}

function drawFlows() {
  layer.flows.replaceChildren();
  if (!A || A.status !== 'plan') return;
  const ways = gathered();
  const most = Math.max(...ways.map((way) => way[2]), 1e-9);
  for (const [from, to, n] of ways) {
    const a = place.get(from), b = endOf(to);
    if (!a || !b || (a.at[0] === b.at[0] && a.at[1] === b.at[1])) continue;
    const middle = [(a.at[0] + b.at[0]) / 2 - 0.1 * (b.at[1] - a.at[1]), (a.at[1] + b.at[1]) / 2 + 0.1 * (b.at[0] - a.at[0])];
    layer.flows.append(svg('path', {
      class: to.startsWith('s:') ? 'flow s' : 'flow',
      'stroke-dasharray': to.startsWith('s:') ? `${9 * R} ${5 * R}` : null,
      'stroke-width': ((0.8 + 6 * Math.sqrt(n / most)) * R).toFixed(1),
      d: `M${a.at.join(' ')}Q${middle.map((x) => x.toFixed(0)).join(' ')} ${b.at.join(' ')}`,
    }));
  }
}

function drawMarks() {
  layer.marks.replaceChildren();
  for (const p of S.places) {
    if (p.persons) {
      layer.marks.append(svg('circle', {class: 'dot', cx: p.at[0], cy: p.at[1], r: ((0.8 + 0.06 * Math.sqrt(p.persons)) * R).toFixed(1)}));
    }
  }
  if (A && A.status === 'plan') {
    for (const venue of allVenues()) {
      if (!A.courses[venue.id]) continue;
      const at = place.get(venue.place).at, r = 7 * R;
      layer.marks.append(svg('rect', {class: 'venue', x: at[0] - r, y: at[1] - r, width: 2 * r, height: 2 * r, 'stroke-width': 2 * R}));
    }
  }
  for (const unit of V.units) {
    const at = place.get(unit.seat);
    if (at) layer.marks.append(svg('path', {class: 'seat', d: star([at.at[0] + 13 * R, at.at[1]], 11 * R), 'stroke-width': 2 * R, style: `fill:${unit.edge}`}));
  }
}

const allVenues = () => [...S.venues, ...V.added.filter((row) => !S.venues.some((venue) => venue.id === row.id))];
