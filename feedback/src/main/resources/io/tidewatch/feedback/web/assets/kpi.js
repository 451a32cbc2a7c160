// SPDX-License-Identifier: GPL-3.0-or-later
// The page of one KPI: its chart over a range, one series at a time, and the stretch that an alert missed.

import { chartOf, wireRanges } from './chart.js';
import { onLive } from './live.js';
import { previewForm } from './replay.js';
import { markMissed } from './verdicts.js';

export function kpiPage(main) {
  const figure = main.querySelector('figure[data-chart]');
  const mayJudge = document.body.dataset.role !== 'viewer';
  if (figure) {
    const missed = (from, to) => markMissed(chart, from, to, () => { chart.unselect(); chart.reload(); });
    const chart = chartOf(figure, mayJudge ? { onSelect: missed } : {});
    wireRanges(main.querySelector('[data-ranges]'), chart);
    main.querySelector('[data-missed]')?.addEventListener('click', () => {
      const [from, to] = chart.range;
      const end = Math.min(to, Date.now() / 1000);
      missed(Math.max(from, end - 3600), end);
    });
    let wait = null;
    onLive(data => {
      if (data?.series && data.series.kpi !== main.dataset.kpi) return;
      clearTimeout(wait);
      wait = setTimeout(() => chart.reload(), 1000);
    });
  }
  previewForm(main.querySelector('form[data-send^="PUT /api/v1/kpis/"]'), main.dataset.kpi);
  main.querySelector('[data-series-choice]')?.addEventListener('change', event => {
    const query = new URLSearchParams(location.search);
    query.set('series', event.target.value);
    location.search = query.toString();
  });
}
