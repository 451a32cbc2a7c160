// SPDX-License-Identifier: GPL-3.0-or-later
// The small lines of rows further down are drawn when they come into sight, many with one question.

import { fragment } from './api.js';

const waiting = new Set();
let timer = null;

async function draw() {
  const batch = [...waiting].filter(svg => svg.isConnected).slice(0, 40);
  waiting.clear();
  if (!batch.length) return;
  const ids = batch.map(svg => svg.dataset.spark);
  const piece = await fragment(`/alerts/sparks?ids=${ids.join(',')}`).catch(() => null);
  if (!piece) return;
  const drawn = new Map([...piece.querySelectorAll('[data-for]')].map(holder => [holder.dataset.for, holder.firstElementChild]));
  for (const svg of batch) {
    const fresh = drawn.get(svg.dataset.spark);
    if (fresh) svg.replaceWith(fresh);
  }
}

const seen = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    waiting.add(entry.target);
  }
  clearTimeout(timer);
  timer = setTimeout(draw, 60);
}, { rootMargin: '200px' });

export function sparks(root) {
  for (const svg of root.querySelectorAll('svg[data-spark]')) seen.observe(svg);
}
