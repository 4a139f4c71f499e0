// Two alternatives against each other: the difference at every place, and whom it moves.

const LIMITS = [-60, -30, -10, -1, 1, 10, 30, 60];  // minutes; below the first is much shorter
const CHANGES = ['#08407f', '#2b78b8', '#6fb0d8', '#c0dcee', '#e9e6df', '#fdd9a8', '#f9a24c', '#dd6418', '#8f3300'];
const SAME = 4;
const VIEWS = 3;  // the one, the difference, the other

/** Per place the mean minutes one way of those who take part; null where nobody does. */
function waysOf(alternative, programme) {
  return D.places.map((place, p) => {
    if (!alternative.persons[p] || !alternative.inPlay.has(place.m)) return null;
    let weighed = 0, people = 0;
    for (const flow of alternative.flows) {
      if (programme !== ALL && flow.p !== programme) continue;
      for (const [to, share] of waysFrom(flow, p)) {
        if (to === -1) continue;
        const minutes = to >= 0 ? minutesTo(alternative, 'place', D.venues[to].place, p)
          : minutesTo(alternative, 'town', D.services[-2 - to][1], p);
        if (minutes === null) continue;
        const n = alternative.rates[flow.p] * share;
        weighed += n * minutes;
        people += n;
      }
    }
    return people > 0 ? {minutes: weighed / people, people: people * alternative.persons[p] / 1000} : null;
  });
}

/** Change from one to the other, at every place and over the people of every municipality. */
function changesOf(before, after, programme) {
  const first = waysOf(before, programme), second = waysOf(after, programme);
  const place = D.places.map((_, p) => (first[p] && second[p] ? second[p].minutes - first[p].minutes : null));
  const municipality = D.municipalities.map((_, m) => {
    const mean = (ways) => {
      const mine = ways.filter((way, p) => way && D.places[p].m === m);
      const people = mine.reduce((sum, way) => sum + way.people, 0);
      return people > 0 ? mine.reduce((sum, way) => sum + way.people * way.minutes, 0) / people : null;
    };
    const was = mean(first), is = mean(second);
    return was === null || is === null ? null : {was, is, change: is - was};
  });
  return {place, municipality};
}

function changeBand(change) {
  const band = LIMITS.findIndex((limit) => change < limit);
  return band < 0 ? LIMITS.length : band;
}

function drawChanges(shown) {
  D.places.forEach((place, p) => {
    const change = shown.changes.place[p];
    if (change === null) return;
    const fillColor = CHANGES[changeBand(change)];
    const tell_ = () => describeChange(shown, p);
    if (place.cell) {
      telling(L.polygon(polygons(place.cell), {
        renderer: renderers.bands, pane: 'bands', stroke: false, fillOpacity: 0.92, fillColor,
      }), tell_).addTo(layers);
    }
  });
  D.municipalities.forEach((municipality) => line(
    polygons(municipality.shape).flat(), 'edges', {color: C.outline, weight: 0.8}));
}

function describeChange(shown, p) {
  const change = shown.changes.place[p];
  const n = number(Math.abs(change), 0);
  const told = Math.abs(change) < 1 ? say('change.same')
    : change < 0 ? say('change.shorter', {n}) : say('change.longer', {n});
  return {title: D.places[p].name, lines: [told]};
}

function changeWords(band) {
  if (band === SAME) return say('change.same');
  const shorter = band < SAME;
  const ends = shorter ? [-LIMITS[band], band ? -LIMITS[band - 1] : null] : [LIMITS[band - 1], LIMITS[band]];
  if (ends[1] === null || ends[1] === undefined) {
    return shorter ? say('change.shorter_over', {n: ends[0]}) : say('change.longer_over', {n: ends[0]});
  }
  const n = `${ends[0]}\u2013${ends[1]}`;
  return shorter ? say('change.shorter', {n}) : say('change.longer', {n});
}

/** The slider, its legend and whom the change moves; hidden where nothing is compared. */
function showComparing(shown) {
  const {comparing, changes} = shown;
  byId('comparing').hidden = !comparing;
  if (!comparing) return;
  const names = [comparing.before.title, say('change.difference'), comparing.after.title];
  byId('view').value = String(comparing.view);
  byId('view').setAttribute('aria-valuetext', names[comparing.view]);
  byId('view-names').replaceChildren(...names.map((name, n) => el(
    'span', {class: n === comparing.view ? 'now' : null}, name)));
  const used = new Set(changes.place.filter((change) => change !== null).map(changeBand));
  byId('legend-changes').replaceChildren(...CHANGES.map((colour, band) => ({colour, band}))
    .filter(({band}) => used.has(band))
    .map(({colour, band}) => sample(areaSwatch(colour), changeWords(band))));
  const rows = changes.municipality.map((row, m) => ({row, m})).filter(({row}) => row)
    .sort((a, b) => a.row.change - b.row.change);
  const signed = (n) => (Math.round(n) > 0 ? '+' : '') + number(Math.round(n), 0);
  byId('moved').replaceChildren(
    el('caption', {}, say('change.moved')),
    el('thead', {}, el('tr', {}, ...[say('column.municipality'), comparing.before.title, comparing.after.title, say('change.change')]
      .map((text, n) => el('th', {scope: 'col', class: n ? 'figure' : null}, text)))),
    el('tbody', {}, ...rows.map(({row, m}) => el('tr', {}, el('th', {scope: 'row'}, D.municipalities[m].name),
      ...[number(row.was, 0), number(row.is, 0), signed(row.change)].map((text) => el('td', {class: 'figure'}, text))))));
}
