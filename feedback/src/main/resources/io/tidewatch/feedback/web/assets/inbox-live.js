// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the list current without a flicker: rows are compared by id and version and only the changed ones are replaced, so
// that the cursor, the focus and the place scrolled to stay.

import { fragment } from './api.js';
import { refreshTimes } from './format.js';
import { onLive } from './live.js';
import { sparks } from './sparks.js';

const CALM_MS = 400;

function sameRow(a, b) {
  return a.dataset.version === b.dataset.version && a.getAttribute('href') === b.getAttribute('href');
}

/** Makes the items of one list those of another, moving and replacing as few as can be. */
function reconcile(list, fresh) {
  const byId = new Map([...list.children].map(item => [item.firstElementChild.id, item]));
  let place = list.firstElementChild;
  for (const item of [...fresh.children]) {
    const id = item.firstElementChild.id;
    const kept = byId.get(id);
    byId.delete(id);
    if (kept && sameRow(kept.firstElementChild, item.firstElementChild)) {
      if (kept === place) place = place.nextElementSibling;
      else list.insertBefore(kept, place);
      continue;
    }
    if (kept) {
      const focused = kept.contains(document.activeElement);
      if (kept === place) place = place.nextElementSibling;
      kept.replaceWith(item);
      if (item.nextElementSibling !== place) list.insertBefore(item, place);
      if (focused) item.firstElementChild.focus({ preventScroll: true });
    } else {
      list.insertBefore(item, place);
    }
  }
  for (const gone of byId.values()) gone.remove();
}

export function keepLive(inbox) {
  let wait = null;
  let running = null;
  let again = false;

  async function pull() {
    const piece = await fragment('/alerts/rows' + location.search);
    const focusedId = document.activeElement?.closest?.('.row')?.id;
    const first = inbox.shown().find(row => row.getBoundingClientRect().bottom > inbox.rows.getBoundingClientRect().top + 28);
    const before = first?.getBoundingClientRect().top;
    for (const fresh of piece.querySelectorAll('.group')) {
      const group = inbox.rows.querySelector(`.group[data-name="${fresh.dataset.name}"]`);
      reconcile(group.querySelector('ul'), fresh.querySelector('ul'));
      group.querySelector('.count').textContent = fresh.querySelector('.count').textContent;
      for (const note of group.querySelectorAll('.group-empty')) note.remove();
      group.append(...fresh.querySelectorAll('.group-empty'));
      const tab = inbox.list.querySelector(`[data-tab="${fresh.dataset.name}"] [data-tab-count]`);
      if (tab) tab.textContent = '\u00a0' + fresh.querySelector('.count').textContent;
    }
    inbox.row(inbox.at)?.setAttribute('aria-current', 'true');
    if (focusedId && !document.activeElement?.closest?.('.row')) document.getElementById(focusedId)?.focus({ preventScroll: true });
    if (first?.isConnected && before != null) inbox.rows.scrollTop += first.getBoundingClientRect().top - before;
    for (const id of inbox.picked) if (!inbox.row(id)) inbox.picked.delete(id);
    inbox.showPicked();
    refreshTimes(inbox.rows);
    sparks(inbox.rows);
  }

  async function refresh() {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await pull().catch(() => {});
      } while (again);
    })();
    await running;
    running = null;
  }

  /** The opened alert: its words are replaced, its chart stays and takes the new points. */
  async function refreshPane() {
    const id = inbox.opened;
    if (!id || document.activeElement?.closest?.('#comment')) return;
    const piece = await fragment(`/alerts/${id}`).catch(() => null);
    if (!piece || inbox.opened !== id) return;
    const old = inbox.pane.querySelector('#opened');
    const fresh = piece.querySelector('#opened');
    if (!old || !fresh) return;
    const held = document.activeElement?.closest?.('[data-verdict]')?.dataset.verdict;
    for (const part of ['.finding', '#facts', '.why', '#verdicts', '.versions']) {
      const now = old.querySelector(part);
      const next = fresh.querySelector(part);
      if (now && next && now.outerHTML !== next.outerHTML) now.replaceWith(next);
    }
    for (const name of ['version', 'head']) if (fresh.dataset[name]) old.dataset[name] = fresh.dataset[name];
    const bar = inbox.pane.querySelector('.bar');
    const freshBar = piece.querySelector('.bar');
    if (bar && freshBar && bar.outerHTML !== freshBar.outerHTML) bar.replaceWith(freshBar);
    if (held) inbox.pane.querySelector(`[data-verdict="${held}"]`)?.focus({ preventScroll: true });
    refreshTimes(inbox.pane);
    inbox.chart?.reload();
  }

  onLive(data => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      refresh();
      const id = data?.alertId ?? data?.alert ?? data?.id;
      if (!data || !id || id === inbox.opened) refreshPane();
    }, CALM_MS);
  });
  return { refresh, refreshPane };
}
