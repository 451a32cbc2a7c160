// SPDX-License-Identifier: GPL-3.0-or-later
// The lane under a chart: each alert's verdict at its time, by shape; a click opens the alert.

const SHAPES = {
  true_anomaly: ['true', '<circle cx="12" cy="12" r="10"/><path d="m8 12 3 3 5-6"/>'],
  false_alarm: ['false alarm', '<circle cx="12" cy="12" r="10"/><path d="m9 9 6 6M15 9l-6 6"/>'],
  expected: ['expected', '<rect x="3" y="4" width="18" height="17" rx="2"/><path d="M3 10h18M8 2v4M16 2v4M9 15.500l2 2 4-4"/>'],
  new_normal: ['new normal', '<circle cx="12" cy="12" r="10"/><path d="M7 14l3.5-3.5 2.5 2.500L17 9M13.5 9H17v3.5"/>'],
  missed_anomaly: ['missed anomaly', '<path d="M5 21V4h13l-3 4.500L18 13H5"/>'],
  none: ['no verdict yet', '<circle cx="12" cy="12" r="10"/><path d="M9.3 9a2.8 2.8 0 0 1 5.4 1c0 1.8-2.700 2.4-2.700 3.800M12 17.300v.1"/>'],
};

export function lane(chart, u) {
  const place = chart.figure.querySelector('.lane:not([data-lane])');
  if (!place) return;
  const offset = u.bbox.left / devicePixelRatio;
  const width = u.bbox.width / devicePixelRatio;
  const marks = [];
  let free = -Infinity;
  for (const episode of chart.data.episodes) {
    let at = u.valToPos(Math.min(Math.max(episode.peak, chart.range[0]), chart.range[1]), 'x');
    if (episode.to < chart.range[0] || episode.from > chart.range[1] || at < -1 || at > width + 1) continue;
    // Marks that would lie on one another stand side by side, each large enough to be hit.
    at = Math.max(at, free);
    free = at + 24;
    const [name, drawing] = SHAPES[episode.verdict ?? 'none'] ?? SHAPES.none;
    const link = document.createElement('a');
    if (episode.id) link.href = `/alerts/${episode.id}`;
    link.title = episode.title ? `${name}: ${episode.title}` : name;
    link.setAttribute('aria-label', link.title);
    link.style.left = `${offset + at}px`;
    link.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
    marks.push(link);
  }
  place.replaceChildren(place.firstElementChild, ...marks);
  place.hidden = marks.length === 0;
}
