// SPDX-License-Identifier: GPL-3.0-or-later
// What every page does: theme, times, keys, the line to the server. Then the page's own part.

import { refreshTimes } from './format.js';
import { detectorCode, detectorEditor } from './detector.js';
import { Inbox } from './inbox.js';
import { incoming } from './incoming.js';
import { kpiPage } from './kpi.js';
import { listKeys } from './list-keys.js';
import { connect } from './live.js';
import { manage } from './manage.js';
import { Queue } from './queue.js';

const dark = matchMedia('(prefers-color-scheme: dark)');

function tellTheme() {
  dispatchEvent(new Event('tidewatch:theme'));
}

function toggleTheme() {
  const root = document.documentElement;
  const now = root.dataset.theme || (dark.matches ? 'dark' : 'light');
  const next = now === 'dark' ? 'light' : 'dark';
  // What the system says anyway is not remembered, so that it goes on being followed.
  const follows = next === (dark.matches ? 'dark' : 'light');
  if (follows) delete root.dataset.theme;
  else root.dataset.theme = next;
  document.cookie = `tidewatch-theme=${follows ? '' : next}; path=/; max-age=${follows ? 0 : 31536000}; SameSite=Lax`;
  tellTheme();
}

function showKeys() {
  const dialog = document.getElementById('keys');
  if (dialog && !dialog.open) dialog.showModal();
}

dark.addEventListener('change', tellTheme);
document.addEventListener('click', event => {
  if (event.target.closest('[data-theme-toggle]')) toggleTheme();
  if (event.target.closest('[data-keys]')) showKeys();
  for (const menu of document.querySelectorAll('details.who[open], .tabbar details[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') for (const menu of document.querySelectorAll('details.who[open], .tabbar details[open]')) menu.open = false;
  if (event.key === '?' && !event.target.closest?.('input, textarea, select') && !document.querySelector('dialog[open]')) {
    event.preventDefault();
    showKeys();
  }
});

for (const sample of document.querySelectorAll('[data-origin]')) {
  sample.textContent = sample.textContent.replace(sample.dataset.origin, location.origin);
}
refreshTimes();
setInterval(refreshTimes, 15000);
manage(document);

const main = document.getElementById('main');
if (main?.dataset.page === 'alerts') new Inbox(main);
if (main?.dataset.page === 'queue') new Queue(main);
if (main?.dataset.page === 'incidents') listKeys(main);
if (main?.dataset.page === 'incoming') incoming(main);
// A page that shows something under way is read again while it is looked at.
if (main?.dataset.reload) setTimeout(() => document.hidden || location.reload(), Number(main.dataset.reload) * 1000);
if (main?.dataset.page === 'kpi') kpiPage(main);
if (main?.dataset.page === 'detector') detectorEditor(main);
if (main?.dataset.page === 'detector-code') detectorCode(main);
if (main?.dataset.page) connect();
document.documentElement.dataset.ready = '';
