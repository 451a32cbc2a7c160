// SPDX-License-Identifier: GPL-3.0-or-later
// What the server answers for a range, as the columns that the chart draws. Times are seconds since 1970.

import { call } from './api.js';

const seconds = iso => Date.parse(iso) / 1000;

const lower = text => (typeof text === 'string' ? text.toLowerCase() : null);

/** Marks: alerts that overlap the range, and ranges that were marked by hand. */
function episodes(raw) {
  const marks = (raw.episodes ?? []).map(each => ({
    id: each.alert,
    from: seconds(each.from),
    to: seconds(each.to),
    peak: seconds(each.peakAt ?? each.from),
    severity: lower(each.severity),
    sign: each.sign,
    verdict: lower(each.verdict),
    odd: true,
  }));
  for (const mark of raw.marks ?? []) {
    if (mark.alert) continue;
    const [from, to] = [seconds(mark.from), seconds(mark.to)];
    marks.push({ id: null, from, to, peak: (from + to) / 2, verdict: lower(mark.kind), title: mark.comment || mark.cause, odd: false });
  }
  return marks;
}

/**
 * One row for each time: [time, value, least, greatest]. Where points stand for many, the value is their mean and the two
 * others keep every spike; there are also rows for the bands where there are no points, and a hole wherever points miss.
 */
function rows(points, width, bands, gaps, reach) {
  const all = points.time.map((t, i) => [t, width ? points.mean[i] : points.min[i], points.min[i], points.max[i]]);
  const n = all.length;
  let i = 0;
  for (const t of bands.flatMap(band => band.time).sort((a, b) => a - b)) {
    while (i < n - 1 && points.time[i + 1] <= t) i++;
    const near = Math.min(Math.abs((points.time[i] ?? Infinity) - t), Math.abs((points.time[i + 1] ?? Infinity) - t));
    if (near > reach) all.push([t, null, null, null]);
  }
  for (const [from, to] of gaps) all.push([(from + to) / 2, null, null, null]);
  all.sort((a, b) => a[0] - b[0]);
  return all.filter((row, at) => at === 0 || row[0] > all[at - 1][0]);
}

/** A band's columns at the given times: between its own steps a straight line, beyond them nothing. */
function spread(times, bands) {
  const out = { lower: [], upper: [], expected: [] };
  for (const name of Object.keys(out)) out[name] = new Array(times.length).fill(null);
  for (const band of bands) {
    const n = band.time.length;
    const steps = band.time.slice(1).map((t, i) => t - band.time[i]).sort((a, b) => a - b);
    const reach = n > 1 ? 3 * steps[Math.floor(steps.length / 2)] : 60;
    let j = 0;
    for (let i = 0; i < times.length; i++) {
      while (j < n - 1 && band.time[j + 1] <= times[i]) j++;
      const [a, b] = [band.time[j], band.time[j + 1]];
      if (times[i] < a || times[i] > (b ?? a + reach / 3) || (b != null && b - a > reach)) continue;
      const share = b == null ? 0 : (times[i] - a) / (b - a);
      for (const name of Object.keys(out)) {
        const [from, to] = [band[name][j], band[name][j + 1] ?? band[name][j]];
        if (from != null && to != null) out[name][i] = from + (to - from) * share;
      }
    }
  }
  return out;
}

/** The value inside any episode, its oddest side, so that it can be drawn once more in the colour of an anomaly. */
function odd(all, marks) {
  const out = new Array(all.length).fill(null);
  for (const mark of marks) {
    if (!mark.odd) continue;
    let i = all.findIndex(row => row[0] >= mark.from);
    if (i < 0) continue;
    // From the point before, so that the line into the episode is coloured too.
    if (i > 0 && all[i - 1][1] != null) out[i - 1] = all[i - 1][1];
    for (; i < all.length && all[i][0] <= mark.to; i++) out[i] = all[i][mark.sign > 0 ? 3 : 2];
  }
  return out;
}

export async function load(source, from, to, width) {
  const url = new URL(source, location.href);
  url.searchParams.set('from', new Date(from * 1000).toISOString());
  url.searchParams.set('to', new Date(to * 1000).toISOString());
  url.searchParams.set('width', String(Math.max(200, Math.min(2000, Math.round(width)))));
  const raw = await call('GET', url);
  const gaps = (raw.gaps ?? []).map(gap => [seconds(gap.from), seconds(gap.to)]);
  const step = raw.step || raw.width || 60;
  const all = rows(raw.points, raw.width, raw.bands, gaps, Math.max(step, raw.width || 0));
  const times = all.map(row => row[0]);
  const marks = episodes(raw);
  const band = spread(times, raw.bands);
  const column = at => all.map(row => row[at]);
  const many = raw.width > 0;
  return {
    columns: [times, band.upper, band.lower, band.expected, column(1), odd(all, marks), ...(many ? [column(2), column(3)] : [2, 3].map(() => times.map(() => null)))],
    many,
    episodes: marks,
    gaps,
    notables: (raw.notables ?? []).map(each => ({ at: seconds(each.at), sign: each.sign, value: each.value, sentence: each.sentence })),
    level: raw.bands.find(each => each.level > 0)?.level,
    now: seconds(raw.now),
    step,
  };
}
