// SPDX-License-Identifier: GPL-3.0-or-later
// Verdicts given, on one alert or on several, and taken back.

import { call, Problem } from './api.js';
import { ask, toast, trouble } from './notice.js';
import { ago, exact } from './format.js';

export const KINDS = {
  t: { kind: 'true_anomaly', said: 'Marked as an anomaly' },
  f: { kind: 'false_alarm', said: 'Marked as a false alarm' },
  e: { kind: 'expected', said: 'Marked as expected' },
  n: { kind: 'new_normal', said: 'A new normal from here' },
};

const word = Object.fromEntries(Object.values(KINDS).map(each => [each.kind, each]));
let last = null;

/** Some kinds need a word more before they are given; null when the asking is called off. */
async function details(kind, count) {
  if (kind === 'expected') {
    return ask({
      title: 'Expected, it was …',
      effect: `Enters ${count > 1 ? 'an event for each stretch' : 'an event'} in the calendar for exactly its series, and keeps ${count > 1 ? 'the stretches' : 'the stretch'} out of training and out of the precision. It does not move the threshold.`,
      fields: [{ name: 'cause', label: 'What was it?', required: true, hint: 'A sale, a release, a holiday: what a colleague will understand in a year.' }, { name: 'repeats', label: 'Does it come back?', options: [['', 'No, only this once'], ['day', 'Every day at this time'], ['week', 'Every week'], ['month', 'Every month'], ['year', 'Every year']] }, { name: 'comment', label: 'Comment', type: 'textarea' }],
      act: 'Mark as expected',
    });
  }
  if (kind === 'new_normal') {
    return ask({
      title: 'A new normal from here',
      effect: 'Learns the level again from the start of the episode. The band follows it, and alerts stay quiet while it does.',
      fields: [{ name: 'cause', label: 'What changed? (may stay empty)' }],
      act: 'Learn it again',
    });
  }
  return {};
}

/** Gives one verdict. Where a colleague was faster, both are shown, and it is asked which is to stand. */
async function give(target, body) {
  const url = `/api/v1/alerts/${target.id}/verdict`;
  try {
    return await call('POST', url, { ...body, ...(target.head ? { replaces: target.head } : {}) });
  } catch (problem) {
    const theirs = problem.body?.theirs;
    if (problem.status !== 409 || !theirs) throw problem;
    const mine = await ask({
      title: `${theirs.by} judged it meanwhile`,
      effect: `Theirs, ${ago(Date.parse(theirs.at))}: "${theirs.kind.replaceAll('_', ' ')}"${[theirs.cause, theirs.comment].filter(Boolean).map(text => `, ${text}`).join('')}. Yours: "${body.kind.replaceAll('_', ' ')}". The history keeps both; which one is to count?`,
      act: 'Mine in place of theirs',
      cancel: 'Theirs stays',
    });
    return mine ? call('POST', url, { ...body, replaces: theirs.id }) : null;
  }
}

/**
 * @param targets list of {id, head}: head is the newest verdict that the page knew, so that a colleague's newer one is
 *     never overwritten unseen
 * @param done told the alerts, whether the verdicts were taken back, and each alert's newest verdict
 */
export async function judge(targets, kind, comment, done) {
  if (!targets.length) return;
  const more = await details(kind, targets.length);
  if (!more) return;
  const body = { kind, ...(more.cause ? { cause: more.cause } : {}), ...(more.repeats ? { repeats: more.repeats } : {}), ...(more.comment || comment ? { comment: more.comment || comment } : {}) };
  const { given, refused } = targets.length === 1 ? await giveOne(targets[0], body) : await giveMany(targets, body);
  if (given.length) {
    last = { given, done };
    const many = targets.length > 1 ? ` (${given.length} of ${targets.length})` : '';
    toast(word[kind].said + many, { undo: () => undo() });
  }
  if (refused) trouble(refused);
  await done(given.map(each => each.alert), false, heads(given));
}

async function giveOne(target, body) {
  try {
    const answer = await give(target, body);
    return { given: answer ? [{ alert: target.id, verdict: answer.id }] : [] };
  } catch (refused) {
    return { given: [], refused };
  }
}

/** What the server takes in one call. */
const AT_ONCE = 500;

/** In as few calls as the server allows; the first refusal stands for all, what was given before it stays given. */
async function giveMany(targets, body) {
  const given = [];
  let refused;
  for (let from = 0; from < targets.length && !refused; from += AT_ONCE) {
    const alerts = targets.slice(from, from + AT_ONCE).map(each => ({ alert: each.id, ...(each.head ? { replaces: each.head } : {}) }));
    try {
      for (const item of (await call('POST', '/api/v1/verdicts/bulk', { ...body, alerts })).items) {
        if (item.verdict) given.push({ alert: item.id, verdict: item.verdict.id });
        else refused ??= new Problem(409, item.problem);
      }
    } catch (problem) {
      refused = problem;
    }
  }
  return { given, refused };
}

const heads = given => Object.fromEntries(given.map(each => [each.alert, each.verdict]));

/** Takes the last verdicts, or the last assignment, back; the history keeps both. */
export async function undo() {
  if (!last) {
    toast('Nothing to undo.');
    return;
  }
  const { given, done, back: hands } = last;
  last = null;
  if (hands) {
    if (await hands()) toast('Given back');
    return;
  }
  const back = [];
  try {
    if (given.length === 1) {
      const answer = await call('POST', `/api/v1/verdicts/${given[0].verdict}/undo`, {});
      back.push({ alert: given[0].alert, verdict: answer.id });
    }
    for (let from = 0; given.length > 1 && from < given.length; from += AT_ONCE) {
      const part = given.slice(from, from + AT_ONCE);
      const { items } = await call('POST', '/api/v1/verdicts/undo', { verdicts: part.map(each => each.verdict) });
      items.forEach((item, i) => item.verdict && back.push({ alert: part[i].alert, verdict: item.verdict.id }));
      const refused = items.find(item => item.problem);
      if (refused) throw new Problem(409, refused.problem);
    }
    toast('Taken back');
  } catch (problem) {
    trouble(problem);
  }
  await done(back.map(each => each.alert), true, heads(back));
}

export async function acknowledge(id, done) {
  try {
    await call('POST', `/api/v1/alerts/${id}/acknowledge`, {});
    toast('Acknowledged: it is yours');
  } catch (problem) {
    trouble(problem);
  }
  done([id]);
}

export async function resolve(id, done) {
  try {
    await call('POST', `/api/v1/alerts/${id}/resolve`, {});
    toast('Resolved. Should it grow worse, it opens again.');
  } catch (problem) {
    trouble(problem);
  }
  done([id]);
}

async function hand(id, assignee, done) {
  try {
    await call('POST', `/api/v1/alerts/${id}/assign`, { assignee });
    return true;
  } catch (problem) {
    trouble(problem);
    return false;
  } finally {
    done([id]);
  }
}

/** Asks who shall look after an alert; the toast gives it back to whom it was with. */
export async function assign(id, before, done) {
  const answer = await ask({
    title: 'Who looks after it?',
    effect: 'The name stands on the alert and under "Mine" of that person. Nobody is told by this.',
    fields: [{ name: 'assignee', label: 'Name', value: before || document.body.dataset.who, hint: 'As they sign in; empty means nobody.' }],
    act: 'Assign',
  });
  if (!answer || answer.assignee === before) return;
  if (!(await hand(id, answer.assignee, done))) return;
  const said = answer.assignee ? `Assigned to ${answer.assignee}` : 'It is nobody\'s again';
  last = { back: () => hand(id, before, done) };
  toast(said, { undo: () => undo() });
}

const local = (seconds, zone) => {
  // datetime-local has no zone: the wall clock of the KPI is shown, and said so in the label.
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(seconds * 1000));
  return text.replace(' ', 'T');
};

/** The instant at which a zone's wall clock shows the text; of a repeated hour the first. */
export function instantOf(text, zone) {
  const asUtc = Date.parse(text.length === 16 ? text + ':00Z' : text + 'Z');
  const shown = at => Date.parse(local(at / 1000, zone) + 'Z');
  let at = asUtc - (shown(asUtc) - asUtc);
  at -= shown(at) - asUtc;
  return new Date(at).toISOString();
}

/** Marks a stretch on which an alert should have stood. */
export async function markMissed(chart, from, to, done) {
  const zone = chart.zone;
  const given = await ask({
    title: 'Mark a missed anomaly',
    effect: `From ${exact(from, zone)} to ${exact(to, zone)}. Keeps the stretch out of training, and lowers the threshold of this series a little.`,
    fields: [
      { name: 'from', label: `From (${zone})`, type: 'datetime-local', value: local(from, zone), required: true },
      { name: 'to', label: `To (${zone})`, type: 'datetime-local', value: local(to, zone), required: true },
      { name: 'comment', label: 'What was it? (may stay empty)', type: 'textarea' },
    ],
    act: 'Mark it',
  });
  if (!given) return;
  try {
    const answer = await call('POST', `/api/v1/series/${chart.figure.dataset.series}/missed-anomaly`, {
      from: instantOf(given.from, zone),
      to: instantOf(given.to, zone),
      ...(given.comment ? { comment: given.comment } : {}),
    });
    last = { given: [{ alert: null, verdict: answer.id }], done };
    toast('Marked as a missed anomaly', { undo: () => undo() });
    done();
  } catch (problem) {
    trouble(problem);
  }
}
