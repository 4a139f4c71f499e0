// Words, numbers and small elements. Everything that comes from the data is set as text, never as markup.

const D = JSON.parse(document.getElementById('map-data').textContent);

/** A text of the map by key, with values set in at {name}; of one thing where there is a text for that. */
function say(key, values) {
  const one = values && values.n === '1' && D.words[key + '.one'];
  return (one || D.words[key]).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** A number as readers of the language write it: 29 678 and 4,5, or 29,678 and 4.5. */
function number(value, decimals) {
  const [whole, part] = Math.abs(value).toFixed(decimals || 0).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, D.lang !== 'en' ? '\u00a0' : ',');
  const text = part ? apart + (D.lang !== 'en' ? ',' : '.') + part : apart;
  return value < 0 && /[1-9]/.test(text) ? '\u2212' + text : text;
}

/** A yearly number: one decimal below ten, none above; never a zero for something. */
function amount(value) {
  if (value > 0 && value < 0.05) return '<\u00a0' + number(0.1, 1);
  return number(value, value >= 10 || value === Math.round(value) ? 0 : 1);
}

/** a, b and c */
function joined(items) {
  if (items.length < 2) return items.join('');
  return items.slice(0, -1).join(', ') + ' ' + say('and') + ' ' + items[items.length - 1];
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

/** An HTML element with attributes and children (texts or elements). */
function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
function svg(tag, attributes, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}
