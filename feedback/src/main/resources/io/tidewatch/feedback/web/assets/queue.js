// SPDX-License-Identifier: GPL-3.0-or-later
// The label queue: one question after the other, each answered with a key. What was judged stays in sight until one leaves.

import { fragment } from './api.js';
import { chartOf, wireRanges } from './chart.js';
import { refreshTimes, words } from './format.js';
import { toast, trouble } from './notice.js';
import { onLive } from './live.js';
import { judge, KINDS, undo } from './verdicts.js';

/** What a verdict takes, before this person's own pace is known. */
const PACE_S = 20;
const FEW_LEFT = 3;
const SAID = { true_anomaly: 'true', false_alarm: 'false', expected: 'expected', new_normal: 'new normal' };

export class Queue {
  constructor(main) {
    this.main = main;
    this.pane = main.querySelector('#pane');
    this.rows = main.querySelector('#rows');
    this.next = main.querySelector('#next ul');
    this.judged = main.querySelector('#judged');
    this.left = main.querySelector('#left');
    this.waiting = Number(this.left.dataset.waiting);
    this.at = this.pane.dataset.opened || null;
    this.mayJudge = document.body.dataset.role !== 'viewer';
    this.given = [];
    this.ahead = new Map();
    this.began = Date.now();
    this.wire();
    this.mount();
    this.tell();
  }

  wire() {
    this.rows.addEventListener('click', event => {
      const row = event.target.closest('.row');
      if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(row.dataset.id, true);
    });
    this.pane.addEventListener('click', event => {
      const choice = event.target.closest('[data-verdict]');
      if (choice) this.answer(choice.dataset.verdict);
      else if (event.target.closest('[data-skip]')) this.skip();
      else if (event.target.closest('[data-undo]')) undo();
      else if (event.target.closest('[data-back]')) {
        event.preventDefault();
        this.main.removeAttribute('data-open');
      }
    });
    document.addEventListener('keydown', event => this.key(event));
    onLive((data, kind) => {
      if (kind === 'alert' && !this.next.children.length) this.more();
    });
  }

  list() {
    return [...this.rows.querySelectorAll('.row')];
  }

  waitingRows() {
    return [...this.next.querySelectorAll('.row')];
  }

  row(id) {
    return id ? this.rows.querySelector(`[id="alert-${CSS.escape(id)}"]`) : null;
  }

  async open(id, onScreen = false) {
    this.at = id;
    for (const each of this.rows.querySelectorAll('.row[aria-current]')) each.removeAttribute('aria-current');
    const row = this.row(id);
    row?.setAttribute('aria-current', 'true');
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
    if (onScreen) this.main.setAttribute('data-open', '');
    history.replaceState(null, '', `/queue/${id}`);
    const turn = (this.turn = (this.turn ?? 0) + 1);
    try {
      const piece = await (this.ahead.get(id) ?? fragment(`/queue/${id}`));
      this.ahead.delete(id);
      if (turn !== this.turn) return;
      this.chart?.destroy();
      this.pane.replaceChildren(piece);
      this.pane.dataset.opened = id;
      this.mount();
    } catch (problem) {
      this.ahead.delete(id);
      if (turn === this.turn) trouble(problem);
    }
  }

  mount() {
    refreshTimes(this.pane);
    const figure = this.pane.querySelector('figure[data-chart]');
    this.chart = figure ? chartOf(figure) : null;
    if (this.chart) wireRanges(this.pane.querySelector('[data-ranges]'), this.chart);
    this.prefetch();
  }

  /** The next question is fetched while this one is read, so that an answer is followed by it at once. */
  prefetch() {
    const rows = this.waitingRows();
    const next = rows[rows.findIndex(row => row.dataset.id === this.at) + 1];
    if (next && !this.ahead.has(next.dataset.id)) {
      const piece = fragment(`/queue/${next.dataset.id}`);
      piece.catch(() => {});
      this.ahead = new Map([[next.dataset.id, piece]]);
    }
  }

  step(by) {
    const rows = this.list().filter(row => row.offsetParent);
    const now = rows.findIndex(row => row.dataset.id === this.at);
    const next = rows[now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + by))];
    if (next && next.dataset.id !== this.at) this.open(next.dataset.id);
  }

  answer(kind) {
    if (!this.at) return null;
    if (!this.mayJudge) return toast('Your role is viewer. Ask an admin for the analyst role to give verdicts.', { bad: true });
    if (this.busy) return null;
    this.busy = true;
    const head = this.row(this.at)?.dataset.head ?? this.pane.querySelector('#opened')?.dataset.head;
    const comment = this.pane.querySelector('#comment')?.value.trim();
    const target = { id: this.at, head: head === '0' ? null : head };
    return judge([target], kind, comment, (ids, undone, heads) => (undone ? this.back(ids, heads) : this.done(ids, kind, heads)))
      .finally(() => { this.busy = false; });
  }

  async done(ids, kind, heads) {
    for (const id of ids) {
      const row = this.row(id);
      if (!row) continue;
      const rows = this.waitingRows();
      const at = rows.indexOf(row);
      const following = at < 0 ? null : (rows[at + 1] ?? rows[at - 1]);
      row.dataset.head = heads[id];
      row.dataset.verdict = kind;
      const icon = this.pane.querySelector(`[data-verdict="${kind}"] .icon`)?.cloneNode(true);
      row.querySelector('.rank').replaceChildren(icon ?? '');
      if (row.dataset.gain === undefined) row.dataset.gain = row.querySelector('.when').textContent;
      row.querySelector('.when').textContent = SAID[kind];
      if (at >= 0) {
        this.judged.querySelector('ul').append(row.closest('li'));
        this.given.push(id);
      }
      this.renumber();
      if (following) await this.open(following.dataset.id, this.main.hasAttribute('data-open'));
      else if (at >= 0) await this.more();
    }
    if (this.waitingRows().length <= FEW_LEFT) this.more();
  }

  /** An answer taken back: the question stands first again. */
  async back(ids, heads) {
    for (const id of ids) {
      const row = this.row(id);
      if (!row) continue;
      this.given = this.given.filter(each => each !== id);
      row.dataset.head = heads[id] ?? row.dataset.head;
      row.querySelector('.when').textContent = row.dataset.gain ?? '';
      this.next.prepend(row.closest('li'));
      this.renumber();
      this.ahead.clear();
      await this.open(id, this.main.hasAttribute('data-open'));
    }
  }

  skip() {
    const row = this.row(this.at);
    if (!row || row.closest('#judged')) return;
    const rows = this.waitingRows();
    const following = rows[rows.indexOf(row) + 1] ?? rows[0];
    this.next.append(row.closest('li'));
    this.renumber();
    if (following && following !== row) this.open(following.dataset.id, this.main.hasAttribute('data-open'));
    else toast('It is the only one left.');
  }

  /** Appends what the server would ask now; what stands here keeps its place. */
  async more() {
    const piece = await fragment('/queue/rows').catch(() => null);
    if (!piece) return;
    const fresh = [...piece.querySelectorAll('li')].filter(item => !this.row(item.querySelector('.row').dataset.id));
    const none = !this.waitingRows().length;
    this.next.append(...fresh);
    this.renumber();
    const first = this.waitingRows()[0];
    if (none && first) await this.open(first.dataset.id, this.main.hasAttribute('data-open'));
    if (!first) this.end();
  }

  end() {
    this.chart?.destroy();
    this.chart = null;
    this.at = null;
    const note = this.main.querySelector('#done').cloneNode(true);
    note.removeAttribute('id');
    note.classList.remove('inset');
    note.hidden = false;
    this.pane.replaceChildren(note);
    history.replaceState(null, '', '/queue');
    this.rows.focus();
  }

  renumber() {
    this.waitingRows().forEach((row, i) => row.querySelector('.rank').replaceChildren(String(i + 1)));
    this.tell();
  }

  tell() {
    const judged = this.given.length;
    const left = Math.max(this.waitingRows().length, this.waiting - judged);
    const pace = judged >= 3 ? Math.min(120, (Date.now() - this.began) / 1000 / judged) : PACE_S;
    this.left.textContent = left === 0 ? 'nothing left' : `${left} left, about ${words(Math.max(60, Math.ceil((Math.min(left, 40) * pace) / 60) * 60))}${left > 40 ? ' for the first 40' : ''}`;
    this.judged.hidden = this.judged.querySelectorAll('.row').length === 0;
    this.judged.querySelector('.count').textContent = judged;
    this.main.querySelector('#done').hidden = this.next.children.length > 0;
    const all = judged + this.next.children.length;
    const bar = this.main.querySelector('#progress');
    bar.setAttribute('aria-valuemax', String(all || 1));
    bar.setAttribute('aria-valuenow', String(judged));
    bar.querySelector('.p-done').setAttribute('width', String(all ? (judged / all) * 100 : 0));
  }

  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.target.closest?.('input, textarea, select')) {
      if (event.key === 'Enter' || event.key === 'Escape') (this.row(this.at) ?? this.rows).focus();
      return;
    }
    const act = this.actions()[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  actions() {
    const inPlot = document.activeElement?.closest?.('.plot');
    return {
      j: () => this.step(1),
      k: () => this.step(-1),
      ...(inPlot ? {} : { ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1) }),
      ...(document.activeElement?.matches?.('button, summary') ? {} : { Enter: () => this.at && location.assign(`/alerts/${this.at}`) }),
      s: () => this.skip(),
      z: () => undo(),
      c: () => this.pane.querySelector('#comment')?.focus(),
      Escape: () => this.main.removeAttribute('data-open'),
      ...Object.fromEntries(Object.entries(KINDS).map(([key, { kind }]) => [key, () => this.answer(kind)])),
    };
  }
}
