// SPDX-License-Identifier: GPL-3.0-or-later
// The chart: value, band, episodes, gaps, now. The readout stands above it, legend and unit below, nothing over the data.

import { exact, number, numberLike, parts, tick, withUnit, words } from './format.js';
import { load } from './chart-data.js';
import { behind, colour, forgetColours, over } from './chart-paint.js';
import { chartKeys } from './chart-keys.js';
import { lane } from './chart-lane.js';

const VALUE = 4;
const ODD = 5;
const MIN_SPAN = 120;
const MAX_SPAN = 400 * 86400;

const line = (stroke, width, extra = {}) => ({ stroke: () => colour(stroke), width, points: { show: false }, spanGaps: false, ...extra });

/** Of the two ends of a bucket, the one that is farther off. */
const farther = (low, high, middle) => (Math.abs(high - middle) >= Math.abs(low - middle) ? high : low);

/** A label that would run over the chart's right edge is left out, rather than cut. */
function fits(u, at, text) {
  if (!text || !u.bbox.width) return true;
  return u.valToPos(at, 'x') + text.length * 3.4 < u.bbox.width / devicePixelRatio + 12;
}

function xLabels(zone) {
  const words = xWords(zone);
  return (u, splits, axis, space, step) => words(u, splits, axis, space, step).map((text, i) => (fits(u, splits[i], text) ? text : ''));
}

function xWords(zone) {
  return (u, splits, axis, space, step) => splits.map(at => {
    const p = parts(at, zone);
    if (step >= 28 * 86400) return `${p.month} ${p.year}`;
    if (step >= 86400) return u.width / Math.max(1, splits.length) > 58 ? `${p.weekday} ${p.day}` : `${p.day} ${p.month}`;
    if (p.hour === '00' && p.minute === '00') return `${p.weekday} ${p.day} ${p.month}`;
    return step < 60 ? `${p.hour}:${p.minute}:${p.second}` : `${p.hour}:${p.minute}`;
  });
}

function yRange(u, low, high) {
  if (low == null || high == null) return [0, 1];
  if (low === high) return low === 0 ? [0, 1] : [low - Math.abs(low) * 0.1, high + Math.abs(high) * 0.1];
  // What is never negative is not drawn below zero, though its bounds may reach there.
  const values = [4, 6].flatMap(i => u.data[i] ?? []).filter(v => v != null);
  if (low < 0 && values.length && Math.min(...values.slice(0, 5000)) >= 0) low = 0;
  const room = (high - low) * 0.06;
  // Zero is shown where it is near; a level far above it would be flattened by it.
  const bottom = low >= 0 && low < (high - low) * 0.8 ? 0 : low - room;
  // Above it stands the marker of a peak.
  return [bottom, high + 2 * room];
}

class Chart {
  constructor(figure, { onSelect } = {}) {
    this.figure = figure;
    this.plot = figure.querySelector('.plot');
    this.readout = figure.querySelector('.readout');
    this.selection = figure.querySelector('.selection');
    this.onSelect = onSelect;
    const d = figure.dataset;
    Object.assign(this, { source: d.chart, zone: d.zone || 'UTC', unit: d.unit, kind: d.kind, focus: d.focus });
    this.first = [Number(d.from) / 1000, Number(d.to) / 1000];
    this.range = [...this.first];
    this.resize = new ResizeObserver(() => this.u?.setSize(this.size()));
    this.resize.observe(this.plot);
    this.repaint = () => { forgetColours(); this.u?.redraw(false); };
    addEventListener('tidewatch:theme', this.repaint);
    document.fonts?.ready.then(() => this.u?.redraw(false));
    chartKeys(this);
    this.reload();
  }

  size() {
    return { width: Math.max(200, this.plot.clientWidth), height: Math.max(120, this.plot.clientHeight) };
  }

  async reload() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    try {
      const data = await load(this.source, this.range[0], this.range[1], this.plot.clientWidth);
      if (turn === this.turn && this.plot.isConnected) this.show(data);
    } catch (problem) {
      if (turn === this.turn && !this.u) this.say(problem.message);
    }
  }

  say(text) {
    this.u?.destroy();
    this.u = null;
    const note = Object.assign(document.createElement('div'), { className: 'plot-note', textContent: text });
    this.plot.replaceChildren(note);
  }

  show(data) {
    this.data = data;
    if (!data.columns[VALUE].some(v => v != null) && !data.columns[1].some(v => v != null)) {
      this.say('No points in this range yet. Widen it, or look whether the sender still sends.');
      return;
    }
    const level = this.figure.querySelector('[data-level]');
    if (level && data.level) level.textContent = `, ${number(data.level * 100)} %`;
    // The legend names what is to be seen, nothing else.
    const seen = { many: data.many, gap: data.gaps.length > 0, anomaly: data.episodes.some(each => each.odd), notable: data.notables.length > 0, band: Boolean(data.level) };
    for (const [key, shown] of Object.entries(seen)) {
      const entry = this.figure.querySelector(`[data-key="${key}"]`);
      if (entry) entry.hidden = !shown;
    }
    if (this.u) {
      this.u.setData(data.columns, false);
      this.u.setScale('x', { min: this.range[0], max: this.range[1] });
    } else {
      this.plot.replaceChildren();
      this.u = new uPlot(this.options(), data.columns, this.plot);
      this.u.setScale('x', { min: this.range[0], max: this.range[1] });
      this.plot.setAttribute('data-ready', '');
    }
    // The scale is set in a microtask; the cursor can be placed once it stands.
    queueMicrotask(() => this.rest());
  }

  options() {
    const font = '12px Inter, sans-serif';
    const axis = { stroke: () => colour('--ink-3'), font, ticks: { show: false } };
    return {
      ...this.size(),
      tzDate: at => uPlot.tzDate(new Date(at * 1000), this.zone),
      legend: { show: false },
      padding: [22, 12, 0, 0],
      scales: { x: { time: true, auto: false, range: () => this.range }, y: { range: yRange } },
      axes: [
        { ...axis, grid: { show: false }, size: 28, gap: 8, space: (u, i, from, to) => (to - from > 3 * 86400 ? 60 : 84), values: xLabels(this.zone) },
        { ...axis, grid: { stroke: () => colour('--grid'), width: 1 }, gap: 8, space: 44, size: (u, values) => Math.max(36, 14 + Math.max(0, ...(values ?? []).map(v => v.length)) * 7), values: (u, splits) => splits.map(v => this.tick(v)) },
      ],
      series: [{}, line('--band-edge', 1), line('--band-edge', 1), { show: false }, line('--ink', 1.5), line('--anomaly', 2), { stroke: null, points: { show: false } }, { stroke: null, points: { show: false } }],
      bands: [{ series: [1, 2], fill: () => colour('--band') }, { series: [7, 6], fill: () => colour('--many') }],
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        bind: { dblclick: () => () => { this.to(...this.first); return null; } },
        points: { show: (u, i) => this.point(u, i), fill: () => colour('--surface'), stroke: (u, i) => colour(u.data[ODD][u.cursor.idx] == null ? '--ink' : '--anomaly') },
      },
      hooks: {
        ready: [u => this.wire(u)],
        drawClear: [u => behind(u, this.data)],
        draw: [u => { over(u, this.data); lane(this, u); this.figure.dispatchEvent(new CustomEvent('chart:drawn')); }],
        setCursor: [u => this.read(u)],
        setSelect: [u => this.selected(u)],
      },
    };
  }

  tick(value) {
    return this.unit === '%' ? tick(value) + ' %' : tick(value);
  }

  point(u, i) {
    const dot = document.createElement('div');
    // Every series must have one; only the value's is seen.
    dot.hidden = i !== VALUE;
    dot.className = 'point';
    return dot;
  }

  wire(u) {
    u.over.addEventListener('mouseleave', () => queueMicrotask(() => this.rest()));
    u.over.addEventListener('wheel', event => {
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      const at = u.posToVal(event.clientX - u.over.getBoundingClientRect().left, 'x');
      this.zoom(event.deltaY > 0 ? 1.25 : 0.8, at);
    }, { passive: false });
  }

  zoom(factor, at = (this.range[0] + this.range[1]) / 2) {
    const [a, b] = this.range;
    const span = Math.min(MAX_SPAN, Math.max(MIN_SPAN, (b - a) * factor));
    const share = (at - a) / (b - a);
    const from = at - span * share;
    this.to(from, from + span);
  }

  /** Shows a range: at once with what is here, then with what the server has at that width. */
  to(from, until) {
    this.range = [from, until];
    this.u?.setScale('x', { min: from, max: until });
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.reload(), 150);
    this.figure.dispatchEvent(new CustomEvent('chart:range', { detail: this.range }));
  }

  /** Where the cursor stands when nobody moves it: the peak in question, else the newest point. */
  rest() {
    const { u, data } = this;
    if (!u || u.over.matches(':hover')) return;
    const focus = data.episodes.find(each => each.id === this.focus);
    const times = data.columns[0];
    let at = focus ? focus.peak : null;
    if (at == null || at < this.range[0] || at > this.range[1]) {
      const last = data.columns[VALUE].findLastIndex((v, i) => v != null && times[i] <= this.range[1]);
      at = last < 0 ? times[0] : times[last];
    }
    this.place(at);
  }

  place(at) {
    this.u.setCursor({ left: this.u.valToPos(at, 'x'), top: this.u.over.clientHeight / 2 });
  }

  read(u) {
    const i = u.cursor.idx;
    if (i == null) return;
    const [times, upper, lower, middle, values] = this.data.columns;
    const bits = [['b', 'r-time', exact(times[i], this.zone)], ['span', '', this.zone]];
    const out = this.readout;
    const dom = bits.map(([tag, name, text]) => Object.assign(document.createElement(tag), { className: name, textContent: text }));
    const first = document.createElement('span');
    first.append(dom[0], ' ', dom[1]);
    const pieces = [first];
    const piece = (name, text, style = '') => {
      const span = document.createElement('span');
      span.append(name + ' ', Object.assign(document.createElement('b'), { textContent: text, className: style }));
      pieces.push(span);
    };
    const value = values[i];
    const odd = this.data.columns[ODD][i] != null;
    const { many } = this.data;
    const [low, high] = [this.data.columns[6][i], this.data.columns[7][i]];
    piece(many ? 'mean' : 'value', many ? number(value) : withUnit(value, this.unit, this.kind), odd && !many ? 'r-odd' : '');
    if (many && value != null) piece('within', `${number(low, this.kind)} to ${withUnit(high, this.unit, this.kind)}`, odd ? 'r-odd' : '');
    if (lower[i] != null && upper[i] != null) {
      piece('expected', `${numberLike(lower[i], upper[i], this.kind)} to ${withUnit(upper[i], this.unit, this.kind)}`, 'r-expected');
      if (middle[i] != null) piece('middle', withUnit(middle[i], this.unit, this.kind));
      const aside = Object.assign(document.createElement('span'), { className: 'r-aside', textContent: this.compare(odd && many ? farther(low, high, middle[i] ?? value) : value, lower[i], upper[i], middle[i], odd) });
      pieces.push(aside);
    }
    const notable = this.notableAt(times[i], u);
    if (notable) piece('notable', notable.sentence);
    out.replaceChildren(...pieces);
  }

  /** The one whose marker lies under the cursor. */
  notableAt(at, u) {
    const reach = Math.max(this.data.step / 2, 4 * (this.range[1] - this.range[0]) / Math.max(1, u.over.clientWidth));
    return this.data.notables.find(each => Math.abs(each.at - at) <= reach);
  }

  compare(value, lower, upper, middle, odd) {
    if (value == null) return '';
    // Over several points the band is as wide as its widest, so that an odd one may seem to lie inside.
    if (value >= lower && value <= upper && !odd) return 'inside the band';
    const side = value > (middle ?? upper) ? 'above' : 'below';
    if (!middle) return `${number(Math.abs(value - middle), this.kind)} ${side} the middle`;
    const percent = Math.abs((value - middle) / middle) * 100;
    return `${number(percent < 10 ? percent : Math.round(percent))} % ${side}`;
  }

  selected(u) {
    if (u.select.width < 3) return;
    const from = u.posToVal(u.select.left, 'x');
    const to = u.posToVal(u.select.left + u.select.width, 'x');
    this.select(from, to);
  }

  select(from, to) {
    const bar = this.selection;
    const text = `${exact(from, this.zone)} to ${exact(to, this.zone)}, ${words(to - from)}`;
    const button = (label, act) => {
      const made = Object.assign(document.createElement('button'), { type: 'button', className: 'button small', textContent: label });
      made.addEventListener('click', act);
      return made;
    };
    const acts = [button('Zoom in', () => { this.unselect(); this.to(from, to); })];
    if (this.onSelect) acts.push(button('Mark a missed anomaly', () => this.onSelect(from, to)));
    acts.push(button('Clear', () => this.unselect()));
    const push = Object.assign(document.createElement('span'), { className: 'push' });
    bar.replaceChildren(Object.assign(document.createElement('span'), { textContent: text }), push, ...acts);
    bar.hidden = false;
  }

  unselect() {
    this.selection.hidden = true;
    this.u?.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  }

  destroy() {
    this.turn = -1;
    this.resize.disconnect();
    removeEventListener('tidewatch:theme', this.repaint);
    this.u?.destroy();
  }
}

const charts = new WeakMap();

/** The chart of a figure; made at the first call. */
export function chartOf(figure, options) {
  if (!charts.has(figure)) charts.set(figure, new Chart(figure, options));
  return charts.get(figure);
}

export function mountCharts(root, options) {
  return [...root.querySelectorAll('figure[data-chart]')].map(figure => chartOf(figure, options));
}

/** The buttons of a range group move the chart; the end stays unless it is the future that is asked for. */
export function wireRanges(group, chart) {
  group?.addEventListener('click', event => {
    const button = event.target.closest('button[data-hours]');
    if (!button) return;
    for (const each of group.querySelectorAll('button')) each.setAttribute('aria-pressed', String(each === button));
    const hours = Number(button.dataset.hours);
    const [, end] = chart.first;
    chart.first = [end - hours * 3600, end];
    chart.to(...chart.first);
  });
}
