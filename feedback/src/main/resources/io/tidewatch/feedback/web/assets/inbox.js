// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox: a cursor in the list, the alert beside it, keys for both.

import { fragment } from './api.js';
import { chartOf, wireRanges } from './chart.js';
import { keepLive } from './inbox-live.js';
import { refreshTimes } from './format.js';
import { toast, trouble } from './notice.js';
import { previewVerdicts } from './replay.js';
import { sparks } from './sparks.js';
import { acknowledge, assign, judge, KINDS, markMissed, resolve, undo } from './verdicts.js';

const wide = matchMedia('(min-width: 720px)');
const FOLLOW_MS = 140;

export class Inbox {
  constructor(main) {
    this.main = main;
    this.list = main.querySelector('.list');
    this.rows = main.querySelector('#rows');
    this.pane = main.querySelector('#pane');
    this.bulk = main.querySelector('#bulk');
    this.search = main.querySelector('#search');
    this.picked = new Set();
    this.at = this.pane.dataset.opened || null;
    this.opened = this.at;
    this.mayJudge = document.body.dataset.role !== 'viewer';
    this.wire();
    this.mountPane();
    sparks(this.rows);
    this.live = keepLive(this);
  }

  wire() {
    this.rows.addEventListener('click', event => {
      const row = event.target.closest('.row');
      if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(row.dataset.id, true);
    });
    this.pane.addEventListener('click', event => this.press(event));
    previewVerdicts(this.pane);
    this.search.addEventListener('input', () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.narrow({ q: this.search.value.trim() }), 200);
    });
    this.search.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.search.value) {
        event.stopPropagation();
        this.search.value = '';
        this.narrow({ q: '' });
      } else if (event.key === 'Enter' || event.key === 'Escape' || event.key === 'ArrowDown') {
        event.preventDefault();
        event.stopPropagation();
        (this.row(this.at) ?? this.shown()[0] ?? this.rows).focus();
      }
    });
    this.list.addEventListener('click', event => {
      const filter = event.target.closest('[data-filter]');
      if (filter) {
        event.preventDefault();
        for (const each of this.list.querySelectorAll('[data-filter]')) each.toggleAttribute('aria-current', false);
        filter.setAttribute('aria-current', 'true');
        this.narrow({ show: filter.dataset.filter === 'all' ? '' : filter.dataset.filter });
      }
      const tab = event.target.closest('[data-tab]');
      if (tab) {
        this.list.dataset.group = tab.dataset.tab;
        for (const each of this.list.querySelectorAll('[data-tab]')) each.setAttribute('aria-pressed', String(each === tab));
      }
    });
    addEventListener('popstate', () => {
      const id = location.pathname.split('/')[2];
      if (id) this.open(id, true, false);
      else this.close(false);
    });
    document.addEventListener('keydown', event => this.key(event));
  }

  shown() {
    return [...this.rows.querySelectorAll('.row')].filter(row => row.offsetParent);
  }

  row(id) {
    return id ? this.rows.querySelector(`[id="alert-${CSS.escape(id)}"]`) : null;
  }

  /** Puts the cursor on a row; the pane follows on wide screens. */
  point(row) {
    if (!row) return;
    this.at = row.dataset.id;
    for (const each of this.rows.querySelectorAll('.row[aria-current]')) each.removeAttribute('aria-current');
    row.setAttribute('aria-current', 'true');
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
    clearTimeout(this.following);
    if (wide.matches) this.following = setTimeout(() => this.open(row.dataset.id, false), FOLLOW_MS);
  }

  step(by) {
    const rows = this.shown();
    const now = rows.findIndex(row => row.dataset.id === this.at);
    this.point(rows[now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + by))]);
  }

  address(id) {
    const query = new URLSearchParams(location.search).toString();
    return (id ? `/alerts/${id}` : '/alerts') + (query ? `?${query}` : '');
  }

  async open(id, onScreen, push = true) {
    clearTimeout(this.following);
    this.at = id;
    for (const each of this.rows.querySelectorAll('.row[aria-current]')) each.removeAttribute('aria-current');
    this.row(id)?.setAttribute('aria-current', 'true');
    if (onScreen) this.main.setAttribute('data-open', '');
    if (push && location.pathname !== `/alerts/${id}`) {
      const step = onScreen && !wide.matches ? 'pushState' : 'replaceState';
      history[step](null, '', this.address(id));
    }
    if (this.opened === id && this.pane.querySelector('#opened')) {
      this.chart?.u?.setSize(this.chart.size());
      return;
    }
    await this.fill(id);
  }

  async fill(id) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const waiting = setTimeout(() => this.skeleton(), 250);
    try {
      const piece = await fragment(`/alerts/${id}`);
      if (turn !== this.turn) return;
      this.chart?.destroy();
      this.pane.replaceChildren(piece);
      this.opened = id;
      this.pane.dataset.opened = id;
      this.mountPane();
    } catch (problem) {
      if (turn === this.turn) trouble(problem);
    } finally {
      clearTimeout(waiting);
    }
  }

  skeleton() {
    const place = this.pane.querySelector('#opened-scroll');
    if (!place) return;
    const box = document.createElement('div');
    box.className = 'opened';
    box.setAttribute('aria-busy', 'true');
    for (const height of [28, 36, 300, 88, 120]) {
      const part = document.createElement('div');
      part.className = 'skeleton part';
      part.style.height = `${height}px`;
      box.append(part);
    }
    place.replaceChildren(box);
  }

  mountPane() {
    refreshTimes(this.pane);
    const figure = this.pane.querySelector('figure[data-chart]');
    this.chart = figure ? chartOf(figure, this.mayJudge ? { onSelect: (from, to) => markMissed(this.chart, from, to, () => this.chart.reload()) } : {}) : null;
    if (this.chart) wireRanges(this.pane.querySelector('[data-ranges]'), this.chart);
  }

  close(push = true) {
    this.main.removeAttribute('data-open');
    if (push && location.pathname !== '/alerts') history.replaceState(null, '', this.address(null));
    (this.row(this.at) ?? this.rows).focus();
  }

  async press(event) {
    const choice = event.target.closest('[data-verdict]');
    if (choice) return this.verdict(choice.dataset.verdict);
    if (event.target.closest('[data-acknowledge]')) return this.take();
    if (event.target.closest('[data-resolve]')) return this.settle();
    const assigned = event.target.closest('[data-assign]');
    if (assigned) return assign(this.opened, assigned.dataset.assign, ids => this.changed(ids));
    if (event.target.closest('[data-back]')) {
      event.preventDefault();
      return this.close();
    }
    const link = event.target.closest('[data-copy-link]');
    if (link) {
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(link.href);
        toast('Link copied');
      } catch {
        toast('The browser did not let the link be copied; it is in the address line.', { bad: true });
      }
    }
  }

  targets() {
    const ids = this.picked.size ? [...this.picked] : [this.at];
    return ids.filter(Boolean).map(id => {
      const head = (this.row(id) ?? this.pane.querySelector(`#opened[data-id="${id}"]`))?.dataset.head;
      return { id, head: head === '0' ? null : head };
    });
  }

  verdict(kind) {
    if (!this.mayJudge) return toast('Your role is viewer. Ask an admin for the analyst role to give verdicts.', { bad: true });
    const comment = this.pane.querySelector('#comment')?.value.trim();
    return judge(this.targets(), kind, comment, async ids => {
      this.pick(null);
      await this.changed(ids);
      // Only where the change left nobody focused: who has gone on to the search meanwhile stays there.
      if (document.activeElement === document.body) (this.row(this.at) ?? this.rows).focus({ preventScroll: true });
    });
  }

  take() {
    if (!this.mayJudge) return toast('Your role is viewer. Ask an admin for the analyst role to acknowledge alerts.', { bad: true });
    return acknowledge(this.at, ids => this.changed(ids));
  }

  settle() {
    if (!this.mayJudge) return toast('Your role is viewer. Ask an admin for the analyst role to resolve alerts.', { bad: true });
    return resolve(this.at, ids => this.changed(ids));
  }

  async changed(ids) {
    await this.live.refresh();
    if (ids.includes(this.opened)) await this.live.refreshPane();
  }

  pick(row) {
    if (!row) this.picked.clear();
    else if (!this.picked.delete(row.dataset.id)) this.picked.add(row.dataset.id);
    this.showPicked();
  }

  showPicked() {
    for (const each of this.rows.querySelectorAll('.row')) each.toggleAttribute('data-picked', this.picked.has(each.dataset.id));
    this.bulk.hidden = this.picked.size === 0;
    const text = document.createElement('span');
    text.textContent = `${this.picked.size} selected`;
    const buttons = Object.entries(KINDS).map(([key, { kind }]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button small';
      const label = { t: 'True', f: 'False', e: 'Expected …', n: 'New normal' }[key];
      const mark = document.createElement('kbd');
      mark.textContent = key;
      button.append(label, ' ', mark);
      button.addEventListener('click', () => this.verdict(kind));
      return button;
    });
    const clear = Object.assign(document.createElement('button'), { type: 'button', className: 'button small push', textContent: 'Clear' });
    clear.addEventListener('click', () => this.pick(null));
    this.bulk.replaceChildren(text, ...buttons, clear);
  }

  async narrow(change) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(change)) value ? query.set(name, value) : query.delete(name);
    history.replaceState(null, '', location.pathname + (query.size ? `?${query}` : ''));
    await this.live.refresh();
  }

  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const typing = event.target.closest?.('input, textarea, select');
    if (event.key === 'Escape') {
      if (typing) this.row(this.at)?.focus();
      else if (this.picked.size) this.pick(null);
      else this.close();
      return;
    }
    if (typing) {
      if (event.key === 'Enter' && event.target.id === 'comment') this.row(this.at)?.focus();
      return;
    }
    const act = this.actions()[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  actions() {
    const inList = this.rows.contains(document.activeElement) || document.activeElement === document.body;
    return {
      j: () => this.step(1),
      k: () => this.step(-1),
      ...(inList ? { ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), Enter: () => this.enter() } : {}),
      x: () => this.pick(this.row(this.at) ?? this.shown()[0]),
      a: () => this.at && this.take(),
      r: () => this.at && this.settle(),
      z: () => undo(),
      c: () => this.pane.querySelector('#comment')?.focus(),
      '/': () => { this.main.removeAttribute('data-open'); this.search.focus(); this.search.select(); },
      ...Object.fromEntries(Object.entries(KINDS).map(([key, { kind }]) => [key, () => this.at && this.verdict(kind)])),
    };
  }

  async enter() {
    if (!this.at) return;
    await this.open(this.at, true);
    this.pane.querySelector('#opened-scroll')?.focus();
  }
}
