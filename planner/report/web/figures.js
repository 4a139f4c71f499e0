// From the packed data to figures: who takes part where, for one alternative and one programme or all.

const NOBODY = 9999;
const HOME = 9998;
const ALL = -1;

/** A point of the data in metres north and east of the map's corner, as Leaflet wants it. */
function point(steps) {
  return L.latLng(steps[1] * D.step, steps[0] * D.step);
}

/** A packed line or ring: the first point, then changes. */
function points(packed) {
  const found = [];
  let x = 0, y = 0;
  for (let i = 0; i < packed.length; i += 2) {
    x += packed[i];
    y += packed[i + 1];
    found.push(point([x, y]));
  }
  return found;
}

function polygons(packed) {
  return packed.map((rings) => rings.map(points));
}

const placeAt = D.places.map((place) => point(place.at));
const townAt = D.towns.map((town) => point([town[1], town[2]]));
const venueMunicipality = D.venues.map((venue) => D.places[venue.place].m);

for (const alternative of D.alternatives) {
  alternative.persons = alternative.persons || D.places.map((place) => place.persons);
  alternative.unitOf = new Map();
  alternative.units.forEach((unit, n) => unit.members.forEach((m) => alternative.unitOf.set(m, n)));
  const inPlay = new Set([...alternative.unitOf.keys(), ...alternative.outside]);
  alternative.inPlay = inPlay.size ? inPlay : new Set(D.municipalities.keys());
  alternative.runBy = new Map(alternative.venues);
  alternative.known = new Map();
}

/** Destination and share of everybody in a place for one programme: [[to, share], …]. */
function waysFrom(flow, place) {
  const split = flow.split && flow.split[place];
  if (split) return split;
  const to = Array.isArray(flow.to) ? flow.to[place] : flow.to;
  return to === NOBODY ? [] : [[to, 1]];
}

function minutesTo(alternative, kind, index, place) {
  const column = alternative.minutes[kind][index];
  return column && column[place] >= 0 ? column[place] / 10 : null;
}

/** Everything that is drawn and told of an alternative, for one programme or for ALL. */
function figuresOf(alternative, programme) {
  if (!alternative.known.has(programme)) {
    alternative.known.set(programme, reckoned(alternative, programme));
  }
  return alternative.known.get(programme);
}

function reckoned(alternative, programme) {
  const found = {
    local: new Map(), services: new Map(), ofService: new Map(), unmet: new Map(), courses: new Map(),
    place: D.places.map(() => ({local: 0, specialist: 0, unmet: 0, lost: 0})),
    municipality: D.municipalities.map(() => ({local: 0, specialist: 0, unmet: 0, lost: 0})),
    venue: new Map(), nearest: [],
  };
  const add = (map, key, start, n, minutes) => {
    const row = map.get(key) || {...start, n: 0, weighed: 0, known: 0};
    row.n += n;
    if (minutes !== null) { row.weighed += n * minutes; row.known += n; }
    map.set(key, row);
  };
  for (const flow of alternative.flows) {
    if (programme !== ALL && flow.p !== programme) continue;
    D.places.forEach((place, p) => {
      const people = alternative.persons[p] * alternative.rates[flow.p] / 1000;
      if (!people) return;
      for (const [to, share] of waysFrom(flow, p)) {
        const n = people * share;
        const kind = to === HOME ? 'lost' : to >= 0 ? 'local' : to === -1 ? 'unmet' : 'specialist';
        found.place[p][kind] += n;
        found.municipality[place.m][kind] += n;
        if (kind === 'local') {
          const end = D.venues[to].place;
          add(found.local, p + '>' + end, {from: p, to: end}, n, minutesTo(alternative, 'place', end, p));
          found.venue.set(to, (found.venue.get(to) || 0) + n);
        } else if (kind === 'specialist') {
          const s = -2 - to;
          const minutes = minutesTo(alternative, 'town', D.services[s][1], p);
          add(found.services, place.m + '>' + s, {m: place.m, service: s}, n, minutes);
          found.ofService.set(s, (found.ofService.get(s) || 0) + n);
        } else if (kind === 'unmet') {
          found.unmet.set(p, (found.unmet.get(p) || 0) + n);
        }
      }
    });
  }
  for (const [p, venue, perYear] of alternative.courses) {
    if (programme === ALL || p === programme) {
      found.courses.set(venue, (found.courses.get(venue) || 0) + perYear);
    }
  }
  found.nearest = nearestCourses(alternative, programme);
  return found;
}

/** Per place the venue place of the nearest course that its people may attend, with minutes; or null. */
function nearestCourses(alternative, programme) {
  const open = new Map();  // venue, and whether only people of its own municipality attend
  for (const [p, venue] of alternative.courses) {
    if (programme !== ALL && p !== programme) continue;
    const own = alternative.own.includes(p);
    open.set(venue, open.has(venue) ? open.get(venue) && own : own);
  }
  return D.places.map((place, p) => {
    if (!alternative.persons[p] || !alternative.inPlay.has(place.m)) return null;
    const unit = alternative.unitOf.get(place.m);
    let best = null;
    for (const [venue, own] of open) {
      const mine = alternative.attend === 'anywhere' || alternative.runBy.get(venue) === unit ||
        (alternative.attend === 'guests' && unit === undefined);
      if (!mine || (own && venueMunicipality[venue] !== place.m)) continue;
      const minutes = minutesTo(alternative, 'place', D.venues[venue].place, p);
      if (minutes !== null && (best === null || minutes < best.minutes)) {
        best = {place: D.venues[venue].place, minutes};
      }
    }
    return best;
  });
}

/** Which of the bands a time falls into; -1 where there is nowhere to go. */
function bandOf(nearest) {
  if (!nearest) return -1;
  const band = D.bands.findIndex((to) => nearest.minutes <= to + 1e-9);
  return band < 0 ? D.bands.length : band;
}

/** Names of the specialist services that people of an alternative go to; of all where none does. */
function serviceNames(figures) {
  const used = [...figures.ofService.keys()].sort((a, b) => a - b).map((s) => D.services[s][0]);
  return used.length ? joined(used) : D.specialist;
}
