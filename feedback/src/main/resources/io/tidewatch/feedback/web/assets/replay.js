// SPDX-License-Identifier: GPL-3.0-or-later
// What settings or verdicts would have done: a replay is asked for, followed while it runs, and its answer shown. It goes stale,
// and says so, as soon as what it was asked about changes.

import { call } from './api.js';
import { exact, number } from './format.js';

const EVERY_MS = 400;
const NAMED = 12;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function share(side) {
  const n = side.labels.isTrue + side.labels.isFalse;
  return side.precision == null ? 'no verdict touches them' : `precision ${number(side.precision)} (n ${n})`;
}

function side(name, one) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, element('b', {}, number(one.alerts, 'count')), ` alerts, ${number(one.perWeek)} a week, ${share(one)}`));
}

function named(title, part) {
  if (!part.count) return '';
  const rows = part.alerts.slice(0, NAMED).map(alert => element(
    'tr', {},
    element('td', {}, exact(Date.parse(alert.started) / 1000, 'UTC')),
    element('td', { class: 'url' }, alert.series),
    element('td', {}, alert.label),
    element('td', {}, alert.alert ? element('a', { class: 'link', href: `/alerts/${alert.alert}` }, alert.severity) : alert.severity),
  ));
  const more = part.count > rows.length ? `, the first ${rows.length} of ${part.count}` : '';
  const head = element('thead', {}, element('tr', {}, ...['Started, UTC', 'Series', 'Verdict', 'Severity'].map(text => element('th', {}, text))));
  return element('details', { class: 'part' }, element('summary', {}, `${title}: ${part.count}${more}`), element('div', { class: 'table-wrap', tabindex: '0', role: 'group', 'aria-label': title }, element('table', {}, head, element('tbody', {}, ...rows))));
}

function answer(place, replay) {
  const result = replay.result;
  const days = Math.round((Date.parse(result.to) - Date.parse(result.from)) / 86400000);
  place.replaceChildren(
    element('p', { class: 'strong' }, result.sentence),
    element('dl', { class: 'sides' }, side('before', result.before), side('after', result.after)),
    element('p', { class: 'meta' }, `Replayed over ${days} days of ${result.series} series, ${number(result.points, 'count')} points, each only with what was known then. The budget allows ${number(result.after.budgetPerSeriesAndWeek)} false alerts a week for each series; there would be ${number(result.after.perSeriesAndWeek)} alerts.`),
    named('No longer raised', result.lost),
    named('New', result.gained),
  );
}

/**
 * Asks for a replay and follows it.
 *
 * @param each is told how far it is; answers whether to go on
 * @returns the replay once it is done; null where it was not followed to its end
 */
export async function follow(body, each) {
  let one = await call('POST', '/api/v1/replays', body);
  while (['waiting', 'running'].includes(one.state)) {
    if (!each(one)) return null;
    await new Promise(resolve => setTimeout(resolve, EVERY_MS));
    one = await call('GET', `/api/v1/replays/${one.id}`);
  }
  if (one.state !== 'done' || !one.result) throw new Error(`The replay ${one.state}: ${one.message}`);
  return one;
}

/** Asks and follows; a newer question to the same place ends this one. */
export async function replay(place, body) {
  const turn = String(Number(place.dataset.turn ?? 0) + 1);
  place.dataset.turn = turn;
  delete place.dataset.stale;
  place.hidden = false;
  place.setAttribute('aria-busy', 'true');
  place.replaceChildren(element('p', { class: 'quiet' }, 'The replay is asked for …'));
  try {
    const done = await follow(body, one => {
      const bar = element('progress', { max: '1', value: String(one.progress), 'aria-label': 'Replay' });
      place.replaceChildren(element('p', { class: 'quiet' }, one.state === 'waiting' ? 'It waits for its turn.' : one.message || 'It runs.'), bar);
      return place.dataset.turn === turn && place.isConnected;
    });
    if (done && place.dataset.turn === turn) answer(place, done);
  } catch (problem) {
    if (place.dataset.turn === turn) place.replaceChildren(element('p', { class: 'problem', role: 'alert' }, element('span', {}, problem.message)));
  } finally {
    if (place.dataset.turn === turn) place.removeAttribute('aria-busy');
  }
}

/** The form of a KPI: what its settings, as they stand in the form, would have raised. */
export function previewForm(form, kpi) {
  const button = form?.querySelector('[data-replay]');
  const place = form?.querySelector('[data-replay-answer]');
  if (!button || !place) return;
  const value = name => {
    const text = form.elements[name].value.trim();
    return text === '' ? null : Number(text);
  };
  button.addEventListener('click', () => replay(place, {
    kpi,
    detector: {
      budget: value('detector.budget'),
      minAbsoluteDeviation: value('detector.minAbsoluteDeviation'),
      minRelativeDeviation: (value('detector.minRelativeDeviation') ?? 0) / 100,
      direction: form.elements.direction.value,
    },
  }));
  form.addEventListener('input', () => {
    if (place.hidden || place.dataset.stale) return;
    place.dataset.stale = '';
    place.prepend(element('p', { class: 'stale', role: 'status' }, 'The settings changed since: preview again to see what these would do.'));
  });
}

/** The panel of an alert: what a verdict would have changed. */
export function previewVerdicts(pane) {
  pane.addEventListener('click', event => {
    const button = event.target.closest('[data-replay-verdict]');
    if (!button) return;
    const alert = pane.querySelector('#opened').dataset.id;
    replay(pane.querySelector('[data-replay-answer]'), { verdicts: [{ alert, kind: button.dataset.replayVerdict }] });
  });
}
