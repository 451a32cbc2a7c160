// SPDX-License-Identifier: GPL-3.0-or-later
// The detector editor: what the form says stands in the address; a preview replays it over what is stored, and goes stale when
// the form changes. And the detectors that are written as text.

import { call } from './api.js';
import { chartOf } from './chart.js';
import { exact, number, words } from './format.js';
import { bodyOf } from './manage.js';
import { toast, trouble } from './notice.js';
import { follow } from './replay.js';

const TABLE = 50;
const HOLLOW = '<svg class="shape hollow" viewBox="0 0 12 12" aria-hidden="true"><path d="M6 1.500 11 10.500H1Z"/></svg>';
const VERDICTS = { true: 'true', false: 'false', expected: 'expected', unlabelled: 'none yet' };

const seconds = iso => Date.parse(iso) / 1000;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function shape(severity, name) {
  const mark = element('span', { class: 'mark', title: name });
  mark.innerHTML = severity
    ? `<svg class="shape shape-${severity}" viewBox="0 0 12 12" aria-hidden="true">${severity === 'high' ? '<path d="M6 1 11.500 11H.5Z"/>' : severity === 'medium' ? '<path d="M6 0 12 6 6 12 0 6Z"/>' : '<circle cx="6" cy="6" r="4"/>'}</svg>`
    : HOLLOW;
  mark.append(element('span', { class: 'sr' }, name));
  return mark;
}

/** Fields of the form by name, as they would be typed. */
function values(form) {
  const found = new Map();
  for (const input of form.elements) {
    if (!input.name || input.type === 'hidden' || (input.type === 'radio' && !input.checked)) continue;
    found.set(input.name, input.type === 'checkbox' ? String(input.checked) : input.value.trim());
  }
  return found;
}

/** The same as the server sent them: what was typed before this script ran is a change like any other. */
function served(form) {
  const found = new Map();
  for (const input of form.elements) {
    if (!input.name || input.type === 'hidden' || (input.type === 'radio' && !input.defaultChecked)) continue;
    if (input.type === 'checkbox') found.set(input.name, String(input.defaultChecked));
    else if (input.tagName === 'SELECT') found.set(input.name, ([...input.options].find(each => each.defaultSelected) ?? input.options[0]).value);
    else found.set(input.name, input.defaultValue.trim());
  }
  return found;
}

class Editor {
  constructor(main) {
    this.main = main;
    this.form = main.querySelector('form');
    this.saved = served(this.form);
    const figure = main.querySelector('figure[data-chart]');
    if (figure) {
      this.chart = chartOf(figure);
      figure.addEventListener('chart:drawn', () => this.lanes());
    }
    this.fromAddress();
    this.form.addEventListener('input', () => this.changed());
    main.querySelector('[data-run]').addEventListener('click', () => this.run());
    main.querySelector('[data-weeks]').addEventListener('change', () => this.stale());
    main.querySelector('[data-link]').addEventListener('click', () => this.copy());
    main.querySelector('[data-series-choice]')?.addEventListener('change', event => {
      const query = new URLSearchParams(location.search);
      query.set('series', event.target.value);
      location.search = query.toString();
    });
    document.addEventListener('keydown', event => {
      if (event.key !== 'p' || event.ctrlKey || event.metaKey || event.target.closest?.('input, select, textarea')) return;
      event.preventDefault();
      this.run();
    });
    this.mark();
    if (this.differences().size) {
      this.changed();
      this.run();
    }
  }

  /** Settings that a link carries. */
  fromAddress() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const inputs = this.form.elements[name];
      if (!inputs || !this.saved.has(name)) continue;
      for (const input of inputs instanceof RadioNodeList ? inputs : [inputs]) {
        if (input.type === 'radio') input.checked = input.value === value;
        else if (input.type === 'checkbox') input.checked = value === 'true';
        else input.value = value;
      }
    }
  }

  differences() {
    return new Map([...values(this.form)].filter(([name, value]) => value !== this.saved.get(name)));
  }

  changed() {
    const query = new URLSearchParams(location.search);
    for (const name of this.saved.keys()) query.delete(name);
    for (const [name, value] of this.differences()) query.set(name, value);
    history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
    this.mark();
    this.stale();
  }

  /** Only altered fields stand out, with what they were. */
  mark() {
    const changes = this.differences();
    for (const line of this.form.querySelectorAll('.line')) {
      const names = [...line.querySelectorAll('[name]')].map(input => input.name);
      const altered = [...new Set(names)].filter(name => changes.has(name));
      line.toggleAttribute('data-altered', altered.length > 0);
      line.querySelector('.was')?.remove();
      if (altered.length) {
        const before = [...new Set(names)].map(name => this.words(name, this.saved.get(name))).join(' of ');
        line.append(element('span', { class: 'was' }, `was ${before}`));
      }
    }
    const revision = this.main.querySelector('[data-revision]');
    revision.textContent = revision.textContent.split(',')[0] + (changes.size ? `, with ${changes.size} ${changes.size === 1 ? 'change' : 'changes'}` : '');
  }

  words(name, value) {
    const inputs = this.form.elements[name];
    if (inputs instanceof RadioNodeList) return [...inputs].find(each => each.value === value)?.nextElementSibling?.textContent ?? value;
    if (inputs.type === 'checkbox') return value === 'true' ? 'on' : 'off';
    if (inputs.tagName === 'SELECT') return [...inputs.options].find(each => each.value === value)?.text ?? value;
    return value === '' ? 'empty' : value;
  }

  say(text, mark) {
    const place = this.main.querySelector('[data-state]');
    place.textContent = text;
    place.dataset.is = mark;
  }

  stale() {
    if (!this.result) return;
    this.main.querySelector('.editor-body').dataset.stale = '';
    this.say('stale: the settings changed since; preview again', 'stale');
  }

  async copy() {
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    toast('The link is copied. Who opens it sees these settings and their preview; nothing is saved.');
  }

  /** What the replay takes of the form. */
  question() {
    const body = bodyOf(this.form);
    const weeks = Number(this.main.querySelector('[data-weeks]').value);
    const { direction, minAbsoluteDeviation, minRelativeDeviation, m, n, minDuration, quietOnEvents } = body.conditions;
    const detector = { budget: body.adaptive.budget, minAbsoluteDeviation, minRelativeDeviation, m, n, minDuration, quietOnEvents };
    if (direction) detector.direction = direction;
    return { kpi: this.main.dataset.kpi, from: new Date(Date.now() - weeks * 7 * 86400000).toISOString(), detector };
  }

  async run() {
    if (!this.form.reportValidity()) return;
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const bar = this.main.querySelector('[data-progress]');
    bar.hidden = false;
    bar.value = 0;
    this.say('replaying …', 'busy');
    try {
      const done = await follow(this.question(), one => {
        bar.value = one.progress;
        this.say(one.state === 'waiting' ? 'waiting for its turn …' : `replaying, ${Math.round(one.progress * 100)} %`, 'busy');
        return turn === this.turn;
      });
      if (turn === this.turn && done) this.show(done.result);
    } catch (problem) {
      if (turn === this.turn) {
        this.say('', 'failed');
        trouble(problem);
      }
    } finally {
      if (turn === this.turn) bar.hidden = true;
    }
  }

  show(result) {
    this.result = result;
    const { main } = this;
    delete main.querySelector('.editor-body').dataset.stale;
    this.say(`current, replayed on ${number(result.points, 'count')} points, only with what was known then`, 'current');
    main.querySelector('[data-finding]').textContent = result.sentence;
    main.querySelector('[data-proof]').textContent = `${this.share('Before', result.before)}, ${this.share('after', result.after)}. The budget allows ${number(result.after.budgetPerSeriesAndWeek)} false alerts a week for each series; there would be ${number(result.after.perSeriesAndWeek)} alerts.`;
    main.querySelector('[data-pair]').hidden = false;
    main.querySelector('[data-before]').textContent = number(result.before.perWeek);
    main.querySelector('[data-after]').textContent = number(result.after.perWeek);
    this.alerts = [
      ...result.kept.alerts.map(each => ({ ...each, before: true, after: true })),
      ...result.lost.alerts.map(each => ({ ...each, before: true, after: false })),
      ...result.gained.alerts.map(each => ({ ...each, before: false, after: true })),
    ].sort((a, b) => Date.parse(b.started) - Date.parse(a.started));
    this.total = result.kept.count + result.lost.count + result.gained.count;
    this.shown = () => true;
    this.table();
    if (this.chart) {
      const range = [seconds(result.from), seconds(result.to)];
      this.chart.first = range;
      this.chart.to(...range);
    }
    this.lanes();
  }

  share(name, side) {
    const n = side.labels.isTrue + side.labels.isFalse;
    return side.precision == null ? `${name}: no verdict touches an alert` : `${name}: precision ${number(side.precision)} (n ${n})`;
  }

  /** The alerts of the series that is drawn, at their times: filled where raised, hollow where not. */
  lanes() {
    const u = this.chart?.u;
    if (!u || !this.alerts) return;
    const series = this.chart.figure.dataset.series;
    const mine = this.alerts.filter(each => String(each.seriesId) === series);
    const offset = u.bbox.left / devicePixelRatio;
    const width = u.bbox.width / devicePixelRatio;
    for (const lane of this.main.querySelectorAll('[data-lane]')) {
      const marks = [];
      for (const each of mine) {
        const at = u.valToPos(seconds(each.started), 'x');
        if (at < 0 || at > width) continue;
        const raised = each[lane.dataset.lane];
        const mark = shape(raised ? each.severity : null, `${raised ? 'raised' : 'not raised'}: ${each.why}`);
        mark.style.left = `${offset + at}px`;
        marks.push(mark);
      }
      lane.replaceChildren(lane.firstElementChild, ...marks);
      lane.hidden = false;
    }
    for (const key of this.main.querySelectorAll('[data-key="sides"]')) key.hidden = false;
  }

  table() {
    const zone = this.chart?.zone ?? 'UTC';
    const rows = this.alerts.filter(this.shown);
    const body = element('tbody', {}, ...rows.slice(0, TABLE).map(each => this.row(each, zone)));
    const heads = ['Started', 'What', 'Lasted', 'Verdict', 'Before', 'After'];
    const table = element('table', { class: 'stack' }, element('thead', {}, element('tr', {}, ...heads.map(text => element('th', {}, text)))), body);
    const count = `${Math.min(rows.length, TABLE)} of ${this.total} ${this.total === 1 ? 'alert' : 'alerts'}`;
    const filter = (label, shown) => {
      const n = this.alerts.filter(shown).length;
      if (!n) return '';
      const button = element('button', { type: 'button', class: 'link plain' }, `${label} ${n}`);
      button.addEventListener('click', () => { this.shown = shown; this.table(); });
      return button;
    };
    const foot = element(
      'p', { class: 'meta acts part' }, count,
      filter('All', () => true),
      filter('No longer raised:', each => each.before && !each.after),
      filter('New:', each => !each.before && each.after),
      filter('False ones that stay:', each => each.after && each.label === 'false'),
    );
    const place = this.main.querySelector('[data-alerts]');
    if (!this.alerts.length) place.replaceChildren(element('p', { class: 'quiet' }, 'No alert, before or after. Replay more weeks, or ask for a larger budget.'));
    else place.replaceChildren(element('div', { class: 'table-wrap', tabindex: '0', role: 'group', 'aria-label': 'Alerts before and after' }, table), foot);
  }

  row(each, zone) {
    const from = seconds(each.started);
    const to = each.resolved ? seconds(each.resolved) : Date.now() / 1000;
    const started = each.alert ? element('a', { class: 'link', href: `/alerts/${each.alert}` }, exact(from, zone)) : exact(from, zone);
    const row = element(
      'tr', {},
      element('td', {}, started),
      element('td', { 'data-name': 'What' }, each.why),
      element('td', { 'data-name': 'Lasted' }, words(to - from)),
      element('td', { 'data-name': 'Verdict' }, VERDICTS[each.label] ?? each.label),
      element('td', { 'data-name': 'Before' }, shape(each.before ? each.severity : null, each.before ? 'raised' : 'not raised')),
      element('td', { 'data-name': 'After' }, shape(each.after ? each.severity : null, each.after ? 'raised' : 'not raised')),
    );
    row.addEventListener('pointerenter', () => {
      if (this.chart?.u && String(each.seriesId) === this.chart.figure.dataset.series && from >= this.chart.range[0] && from <= this.chart.range[1]) this.chart.place(from);
    });
    return row;
  }
}

export function detectorEditor(main) {
  new Editor(main);
}

function differences(changes) {
  return changes.flatMap(change => [
    element('p', { class: 'strong' }, `${change.detector}: ${change.action}`),
    ...change.differences.map(each => element('p', { class: 'meta' }, `${each.field}: ${each.before ?? 'not there'} → ${each.after ?? 'not there'}`)),
  ]);
}

/** A detector as text: checked without a change, or made what the text says. */
export function detectorCode(main) {
  const form = main.querySelector('form[data-code]');
  const place = form.querySelector('[data-answer]');
  const problem = form.querySelector('[data-problem]');
  const put = dryRun => call('PUT', `/api/v1/detectors-as-code?dryRun=${dryRun}`, form.elements.yaml.value, 'application/yaml');
  const fail = error => {
    place.hidden = true;
    problem.hidden = false;
    problem.querySelector('span').textContent = error.message;
    problem.focus();
  };
  form.querySelector('[data-check]')?.addEventListener('click', async () => {
    try {
      const { changes } = await put(true);
      problem.hidden = true;
      place.hidden = false;
      place.replaceChildren(...differences(changes));
    } catch (error) {
      fail(error);
    }
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      const { changes } = await put(false);
      sessionStorage.setItem('said', changes.map(change => `${change.detector} ${change.action}`).join(', '));
      location.assign('/detectors');
    } catch (error) {
      fail(error);
    }
  });
}
