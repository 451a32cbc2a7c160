// SPDX-License-Identifier: GPL-3.0-or-later
// The server's events. Whoever listens hears what changed; who says how the connection is, is the foot of the navigation.

const listeners = new Set();
let source = null;
let pause = 1000;

export function onLive(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function state(on, text) {
  for (const place of document.querySelectorAll('[data-live-state]')) {
    place.dataset.state = on ? 'on' : 'off';
    place.textContent = text;
  }
}

const COUNTS = 'counts';

/** How much is open, beside the lines of the navigation; kept, so that the next page shows it at once. */
function badges(counts) {
  const all = { ...JSON.parse(sessionStorage.getItem(COUNTS) ?? '{}'), ...counts };
  sessionStorage.setItem(COUNTS, JSON.stringify(all));
  for (const badge of document.querySelectorAll('[data-count]')) {
    const count = all[badge.dataset.count];
    if (count == null) continue;
    badge.textContent = count > 999 ? '999+' : count;
    badge.hidden = count === 0;
  }
}

function tell(event) {
  let data = null;
  try {
    data = JSON.parse(event.data);
  } catch {
    // An event without data says that all is to be read again.
  }
  for (const listener of listeners) listener(data, event.type);
}

export function connect(url = '/api/v1/live') {
  if (!window.EventSource) return;
  source?.close();
  const { open, ...others } = JSON.parse(sessionStorage.getItem(COUNTS) ?? '{}');
  badges(others);
  source = new EventSource(url);
  let was = false;
  source.onopen = () => {
    state(true, 'Live');
    // What happened while the line was down is caught up by asking, not by replaying.
    if (was || pause > 1000) for (const listener of listeners) listener(null, 'reconnected');
    was = true;
    pause = 1000;
  };
  source.onmessage = tell;
  for (const kind of ['alert', 'resync']) source.addEventListener(kind, tell);
  source.addEventListener('counts', event => badges(JSON.parse(event.data)));
  source.onerror = () => {
    state(false, 'Reconnecting');
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => connect(url), pause);
      pause = Math.min(30000, pause * 2);
    }
  };
}

addEventListener('pagehide', () => source?.close());
addEventListener('pageshow', event => { if (event.persisted) connect(); });
