// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, times and durations as the server writes them (package format): keep the two alike.

const THIN = '\u2009';
const MINUS = '\u2212';

function grouped(digits) {
  const [whole, rest] = digits.replace('-', '').split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  return (digits.startsWith('-') ? MINUS : '') + text + (rest ? '.' + rest : '');
}

/** At most three significant digits; counts from 100 on keep every digit. */
export function number(value, kind) {
  if (value == null || !Number.isFinite(value)) return 'no data';
  if (kind === 'count' && Math.abs(value) >= 100) return grouped(String(Math.round(value)));
  const rounded = Number(value.toPrecision(3));
  if (rounded === 0) return '0';
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  const text = rounded.toFixed(Math.min(decimals, 20));
  return grouped(text.includes('.') ? text.replace(/\.?0+$/, '') : text);
}

/** A number rounded where the third digit of a greater one beside it stands: "0.7 to 1.08", not "0.701 to 1.08". */
export function numberLike(value, other, kind) {
  const size = Math.max(Math.abs(value), Math.abs(other));
  if (!(size > 0) || !Number.isFinite(size) || kind === 'count') return number(value, kind);
  const unit = 10 ** (Math.floor(Math.log10(size)) - 2);
  return number(Math.round(value / unit) * unit, kind);
}

/** An axis' numbers: short, "1.5 k". */
export function tick(value) {
  const size = Math.abs(value);
  if (size >= 1e9) return number(value / 1e9) + ' G';
  if (size >= 1e6) return number(value / 1e6) + ' M';
  if (size >= 1e4) return number(value / 1e3) + ' k';
  return number(value);
}

export function withUnit(value, unit, kind) {
  const text = number(value, kind);
  return !unit || text === 'no data' || unit.length > 4 ? text : text + ' ' + unit;
}

export function words(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const pair = (a, ua, b, ub) => (b ? `${a} ${ua} ${b} ${ub}` : `${a} ${ua}`);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 7200) return pair(Math.floor(s / 3600), 'h', Math.floor((s % 3600) / 60), 'min');
  if (s < 86400) return `${Math.floor(s / 3600)} h`;
  if (s < 259200) return pair(Math.floor(s / 86400), 'd', Math.floor((s % 86400) / 3600), 'h');
  return `${grouped(String(Math.floor(s / 86400)))} d`;
}

export function ago(millis, now = Date.now()) {
  const seconds = (now - millis) / 1000;
  if (Math.abs(seconds) < 60) return 'just now';
  return seconds < 0 ? 'in ' + words(-seconds) : words(seconds) + ' ago';
}

const formats = new Map();
function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }));
  return formats.get(key);
}

/** The wall clock of a zone as named parts. */
export function parts(seconds, zone) {
  const out = {};
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
  for (const part of format(zone, options).formatToParts(new Date(seconds * 1000))) out[part.type] = part.value;
  if (out.month === 'Sept') out.month = 'Sep';
  return out;
}

export function exact(seconds, zone) {
  const p = parts(seconds, zone);
  const tail = p.second === '00' ? '' : ':' + p.second;
  return `${p.weekday} ${p.day} ${p.month} ${p.hour}:${p.minute}${tail}`;
}

/** Relative times on the page, kept current; those marked data-fixed stay. */
export function refreshTimes(root = document) {
  for (const time of root.querySelectorAll('time[datetime]:not([data-fixed])')) {
    const millis = Date.parse(time.dateTime);
    if (!Number.isNaN(millis)) {
      const text = ago(millis);
      if (time.textContent !== text) time.textContent = text;
    }
  }
}
