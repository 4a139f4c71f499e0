// Telling what is under the pointer, under a finger, or in focus: one box, filled from one description.

const box = el('div', {class: 'info', hidden: ''});
let boxOwner = null;

/** Show a description {title, lines} near a point of the map (pixels in its container). */
function showInfo(owner, told, x, y) {
  boxOwner = owner;
  box.replaceChildren(el('strong', {}, told.title), ...told.lines.map((line) => el('span', {}, line)));
  box.hidden = false;
  const room = map.getSize();
  const left = x + 14 + box.offsetWidth > room.x ? x - 14 - box.offsetWidth : x + 14;
  const top = y + 14 + box.offsetHeight > room.y ? y - 14 - box.offsetHeight : y + 14;
  box.style.left = Math.max(4, Math.min(left, room.x - box.offsetWidth - 4)) + 'px';
  box.style.top = Math.max(4, Math.min(top, room.y - box.offsetHeight - 4)) + 'px';
}

function hideInfo(owner) {
  if (owner && owner !== boxOwner) return;
  box.hidden = true;
  boxOwner = null;
}

const GROUPS = ['municipalities', 'roads', 'flows', 'places', 'venues'];
const groups = new Map();

function emptyGroups() {
  for (const name of GROUPS) groups.set(name, []);
  hideInfo();
}

/** Make a layer tell of itself. With a group it can be reached by keyboard too. */
function telling(layer, describe, group) {
  layer.on('mouseover mousemove', (event) => {
    const at = map.mouseEventToContainerPoint(event.originalEvent);
    showInfo(layer, describe(), at.x, at.y);
  });
  layer.on('mouseout', () => hideInfo(layer));
  layer.on('click', (event) => {  // a finger has no hover
    L.DomEvent.stopPropagation(event);  // or the map's own click would close the box at once
    const at = map.mouseEventToContainerPoint(event.originalEvent);
    showInfo(layer, describe(), at.x, at.y);
  });
  if (group) groups.get(group).push({layer, describe});
  return layer;
}

/** Give every group one stop for the tabulator; arrow keys go from one of its members to the next. */
function settleGroups() {
  for (const [name, all] of groups) {
    const members = all.filter((member) => member.layer.getElement && member.layer.getElement());
    members.forEach((member, n) => {
      const node = member.layer.getElement();
      const told = member.describe();
      const label = [told.title, ...told.lines].join('. ');
      const place = `${say('group.' + name, {n: `${n + 1}/${members.length}`})}` +
        (n === 0 && members.length > 1 ? ', ' + say('group.hint') : '');
      node.setAttribute('tabindex', n === 0 ? '0' : '-1');
      node.setAttribute('role', 'img');
      node.setAttribute('aria-label', `${label}. ${place}`);
      node.addEventListener('focus', () => showFocused(member));
      node.addEventListener('blur', () => hideInfo(member.layer));
      node.addEventListener('keydown', (event) => step(event, members, n));
    });
  }
}

function showFocused(member) {
  const node = member.layer.getElement();
  if (!node.matches(':focus-visible')) return;
  const centre = member.layer.getCenter && member.layer.getLatLngs
    ? member.layer.getCenter() : member.layer.getLatLng();
  if (!map.getBounds().contains(centre)) map.panTo(centre, {animate: false});
  const at = map.latLngToContainerPoint(centre);
  showInfo(member.layer, member.describe(), at.x, at.y);
}

function step(event, members, n) {
  const last = members.length - 1;
  const to = {
    ArrowRight: n === last ? 0 : n + 1, ArrowDown: n === last ? 0 : n + 1,
    ArrowLeft: n === 0 ? last : n - 1, ArrowUp: n === 0 ? last : n - 1, Home: 0, End: last,
  }[event.key];
  if (event.key === 'Escape') {
    hideInfo();
    map.getContainer().focus();
  } else if (to === undefined) {
    return;  // tabulator, plus, minus: the browser's and the map's
  } else {
    const here = members[n].layer.getElement();
    const there = members[to].layer.getElement();
    here.setAttribute('tabindex', '-1');
    there.setAttribute('tabindex', '0');
    there.focus();
  }
  event.preventDefault();
  event.stopPropagation();
}
