// What is told of everything on the map: a title and lines, for the box and for screen readers.

function participation(shown, sums) {
  const {local, specialist, unmet, lost} = sums;
  if (local + specialist + unmet + lost <= 0) return [];
  return [say('served', {
    local: amount(local), specialist: amount(specialist), unmet: amount(unmet),
    services: serviceNames(shown.figures),
  }), ...(lost > 0 ? [say('lost', {n: amount(lost)})] : [])];
}

function describeMunicipality(shown, m) {
  const {alternative, figures} = shown;
  const municipality = D.municipalities[m];
  const unit = alternative.unitOf.get(m);
  const persons = D.places.reduce((sum, place, p) => sum + (place.m === m ? alternative.persons[p] : 0), 0);
  const lines = [say('persons', {n: number(persons)})];
  if (unit !== undefined) lines.push(say('member', {unit: alternative.units[unit].name}));
  else lines.push(say(alternative.inPlay.has(m) ? 'outside' : 'not_in_play'));
  lines.push(...participation(shown, figures.municipality[m]));
  if (municipality.drawn) lines.push(say('drawn'));
  return {title: municipality.name, lines};
}

function describeUnit(shown, n) {
  const unit = shown.alternative.units[n];
  return {
    title: unit.name,
    lines: [
      say('seat_of', {unit: D.places[unit.seat] ? D.places[unit.seat].name : ''}),
      say('unit_persons', {n: unit.persons, judgement: unit.judgement}),
      say('members', {names: joined(unit.members.map((m) => D.municipalities[m].name))}),
      say('form', {form: unit.form}), say('posts', {n: unit.posts}),
    ],
  };
}

function nearestLine(shown, p) {
  const nearest = shown.figures.nearest[p];
  if (!nearest) return say('nearest_none');
  if (nearest.place === p) return say('nearest_here');
  return say('nearest', {place: D.places[nearest.place].name, minutes: number(nearest.minutes, 0)});
}

function describePlace(shown, p) {
  const {alternative, figures} = shown;
  const place = D.places[p];
  const lines = [
    D.municipalities[place.m].name + ', ' + say('persons', {n: number(alternative.persons[p])})];
  if (alternative.inPlay.has(place.m)) {
    lines.push(nearestLine(shown, p), ...participation(shown, figures.place[p]));
  }
  if (place.assumed) lines.push(say('place_assumed'));
  return {title: place.name, lines};
}

function describeVenue(shown, v) {
  const {alternative, figures} = shown;
  const venue = D.venues[v];
  const run = alternative.runBy.get(v);
  const lines = [run === undefined
    ? say('venue_idle', {kind: venue.words})
    : say('venue_used', {kind: venue.words, unit: alternative.units[run].name})];
  if (figures.courses.has(v)) {
    lines.push(`${say('courses', {n: amount(figures.courses.get(v))})}, ` +
      say('participants', {n: amount(figures.venue.get(v) || 0)}));
    for (const [p, at, perYear, each] of alternative.courses) {
      if (at === v && (shown.programme === ALL || shown.programme === p)) {
        lines.push(say('courses_of', {programme: D.programmes[p], n: amount(perYear), each}));
      }
    }
  }
  lines.push(say('venue_seats', {n: number(venue.seats)}));
  if (venue.assumed) lines.push(say('place_assumed'));
  return {title: venue.name, lines};
}

function describeWay(way) {
  const lines = [say('participants', {n: amount(way.n)})];
  if (way.known) lines.push(say('minutes', {n: number(way.weighed / way.known, 0)}));
  return {title: say('way', {from: D.places[way.from].name, to: D.places[way.to].name}), lines};
}

function describeService(way) {
  const service = D.services[way.service][0];
  const lines = [say('to_service', {service}), say('participants', {n: amount(way.n)})];
  if (way.known) lines.push(say('minutes_mean', {n: number(way.weighed / way.known, 0)}));
  return {title: say('way', {from: D.municipalities[way.m].name, to: service}), lines};
}

function describeLink(shown, n) {
  const [from, to, road, km, minutes, boat, exposed] = D.links[n];
  const ends = {road, from: endOf(from).name, to: endOf(to).name};
  const lines = [say(boat ? 'km_boat' : 'km', {km, minutes})];
  if (exposed) lines.push(say('exposed'));
  if (shown.alternative.closed.includes(n)) lines.push(say('closed'));
  return {title: say(boat ? 'boat' : road ? 'road' : 'road_plain', ends), lines};
}
