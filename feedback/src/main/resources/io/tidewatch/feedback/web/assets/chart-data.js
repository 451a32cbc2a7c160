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

/** Points as they are; of a bucket both its least and its most, so that no spike disappears. */
function samples(points, width) {
  const times = [];
  const values = [];
  let before = null;
  for (let i = 0; i < points.time.length; i++) {
    const [low, high] = [points.min[i], points.max[i]];
    if (!width || low === high) {
      times.push(points.time[i]);
      values.push(points.mean?.[i] ?? low);
    } else {
      const rising = before == null || Math.abs(before - low) <= Math.abs(before - high);
      times.push(points.time[i], points.time[i] + width / 2);
      values.push(...(rising ? [low, high] : [high, low]));
    }
    before = values[values.length - 1];
  }
  return { times, values };
}

/** One row of time for all: the points', the bands' where there are no points, and a hole wherever points are missing. */
function rows(points, bands, gaps, reach) {
  const all = points.times.map((t, i) => [t, points.values[i]]);
  let i = 0;
  for (const t of bands.flatMap(band => band.time).sort((a, b) => a - b)) {
    while (i < points.times.length - 1 && points.times[i + 1] <= t) i++;
    const near = Math.min(Math.abs((points.times[i] ?? Infinity) - t), Math.abs((points.times[i + 1] ?? Infinity) - t));
    if (near > reach) all.push([t, null]);
  }
  for (const [from, to] of gaps) all.push([(from + to) / 2, null]);
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

/** The value inside any episode, so that it can be drawn once more in the colour of an anomaly. */
function odd(times, values, marks) {
  const out = new Array(values.length).fill(null);
  for (const mark of marks) {
    if (!mark.odd) continue;
    let i = times.findIndex(t => t >= mark.from);
    if (i < 0) continue;
    // From the point before, so that the line into the episode is coloured too.
    if (i > 0 && values[i - 1] != null) out[i - 1] = values[i - 1];
    for (; i < times.length && times[i] <= mark.to; i++) out[i] = values[i];
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
  const all = rows(samples(raw.points, raw.width), raw.bands, gaps, Math.max(step, raw.width || 0));
  const times = all.map(row => row[0]);
  const values = all.map(row => row[1]);
  const marks = episodes(raw);
  const band = spread(times, raw.bands);
  return {
    columns: [times, band.upper, band.lower, band.expected, values, odd(times, values, marks)],
    episodes: marks,
    gaps,
    level: raw.bands.find(each => each.level > 0)?.level,
    now: seconds(raw.now),
    step,
  };
}
