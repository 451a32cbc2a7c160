// SPDX-License-Identifier: GPL-3.0-or-later
// What comes in and what is refused, asked anew while the page is looked at.

import { call } from './api.js';
import { ago, exact, number } from './format.js';

const EVERY_MS = 5000;
const SHOWN = 100;
const HOT = 10;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const quiet = text => element('p', { class: 'quiet' }, text);
const count = value => number(value, 'count');

/** @param heads {name, short, num} of each column, short where a phone has no room; the first is the row's own name */
function table(label, heads, rows) {
  const cells = row => row.map((cell, i) => element('td', { ...(heads[i].num ? { class: 'num' } : {}), ...(i ? { 'data-name': heads[i].short ?? heads[i].name } : {}) }, cell));
  return element(
    'div', { class: 'table-wrap', tabindex: '0', role: 'group', 'aria-label': label },
    element(
      'table', { class: 'stack' },
      element('thead', {}, element('tr', {}, ...heads.map(head => element('th', head.num ? { class: 'num' } : {}, head.name)))),
      element('tbody', {}, ...rows.map(row => element('tr', {}, ...cells(row)))),
    ),
  );
}

class Incoming {
  constructor(main) {
    this.main = main;
    this.look();
    setInterval(() => document.hidden || this.look(), EVERY_MS);
  }

  place(name) {
    return this.main.querySelector(`[data-${name}]`);
  }

  async look() {
    try {
      const [status, refused] = await Promise.all([
        call('GET', '/api/v1/ingest/status'),
        'mayRead' in this.main.dataset ? call('GET', `/api/v1/ingest/rejected?limit=${SHOWN}`) : null,
      ]);
      this.show(status);
      if (refused) this.rejected(refused);
      this.trouble(status.trouble);
    } catch (problem) {
      this.trouble(problem.status === 404 ? 'This process takes no points. Open this page on one that runs the role ingest.' : problem.message);
    }
  }

  trouble(text) {
    const note = this.place('trouble');
    note.hidden = !text;
    note.querySelector('span').textContent = text ?? '';
  }

  show(status) {
    const now = Date.now();
    if (this.before) {
      const rate = (status.written - this.before.written) / ((now - this.before.at) / 1000);
      this.rate = `${number(Math.max(0, rate))} points a second`;
    }
    this.before = { at: now, written: status.written };
    this.place('since').textContent = this.rate ?? '';
    const tiles = [
      ['Written', count(status.written), 'points'],
      ['Refused', count(status.refused), 'points and inputs'],
      ['Turned away, 429', count(status.turnedAway), 'requests'],
      ['Series', count(status.cardinality.series), ''],
      ['Mapping rules', count(status.mappingRules), ''],
    ];
    this.place('tiles').replaceChildren(
      ...tiles.map(([name, figure, of]) => element('div', { class: 'tile' }, element('h2', {}, name), element('p', { class: 'figure' }, element('b', {}, figure), of))),
    );
    const causes = Object.entries(status.refusedByCause).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
    this.place('causes').replaceChildren(
      causes.length
        ? table('Refused by cause', [{ name: 'Cause' }, { name: 'Count', num: true }], causes.map(([cause, n]) => [cause.replaceAll('_', ' '), count(n)]))
        : quiet('Nothing was refused since this process started.'),
    );
    this.place('hottest').replaceChildren(
      status.hottest.length
        ? table('Hottest series', [{ name: 'Series' }, { name: 'Points of late, about', short: 'Points', num: true }, { name: 'Too high by at most', short: 'Too high by', num: true }], status.hottest.slice(0, HOT).map(each => [each.series, count(each.points), count(each.error)]))
        : quiet('No points since this process started. Send some: docs/ingest.md has a line for each protocol.'),
    );
    const many = [
      ...Object.entries(status.cardinality.byKpi).map(([name, n]) => [name, 'KPI', `${count(n)} series`]),
      ...Object.entries(status.cardinality.byLabel).map(([name, n]) => [name, 'label', `${count(n)} values`]),
    ];
    this.place('cardinality').replaceChildren(
      many.length ? table('KPIs and labels with the most series', [{ name: 'Name' }, { name: 'What' }, { name: 'How many', num: true }], many) : quiet('No series yet.'),
    );
  }

  rejected(inputs) {
    const rows = inputs.map(each => [
      element('time', { datetime: each.at, title: each.at ? exact(Date.parse(each.at) / 1000, 'UTC') : '' }, each.at ? ago(Date.parse(each.at)) : 'unknown'),
      each.door,
      element('span', {}, element('span', { class: 'strong' }, each.code.replaceAll('_', ' ')), element('div', { class: 'meta' }, each.message)),
      element('code', { class: 'input-text' }, each.input),
    ]);
    this.place('rejected').replaceChildren(
      rows.length
        ? table('Latest refused input', [{ name: 'When' }, { name: 'Door' }, { name: 'Why' }, { name: 'Input' }], rows)
        : quiet('Nothing is in the log of refused input. What is refused later stands here with its cause, from all processes.'),
    );
  }
}

export function incoming(main) {
  new Incoming(main);
}
