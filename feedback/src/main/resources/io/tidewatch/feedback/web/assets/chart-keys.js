// SPDX-License-Identifier: GPL-3.0-or-later
// A chart by keyboard: arrows move the time cursor, with Shift they select, + and - zoom, 0 resets.

export function chartKeys(chart) {
  let anchor = null;
  const times = () => chart.data.columns[0];
  const at = () => chart.u.cursor.idx ?? 0;
  const move = by => {
    const list = times();
    const next = Math.min(list.length - 1, Math.max(0, at() + by));
    chart.place(list[next]);
    return list[next];
  };
  chart.plot.addEventListener('focus', () => chart.readout.setAttribute('aria-live', 'polite'));
  chart.plot.addEventListener('blur', () => chart.readout.setAttribute('aria-live', 'off'));
  chart.plot.addEventListener('keydown', event => {
    if (!chart.u || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step) {
      const before = times()[at()];
      const now = move(step * (event.shiftKey ? 1 : Math.max(1, Math.round(times().length / 200))));
      if (event.shiftKey) {
        anchor ??= before;
        const [from, to] = anchor < now ? [anchor, now] : [now, anchor];
        const left = chart.u.valToPos(from, 'x');
        chart.u.setSelect({ left, width: chart.u.valToPos(to, 'x') - left, top: 0, height: chart.u.over.clientHeight }, false);
        chart.select(from, to);
      } else {
        anchor = null;
      }
    } else if (event.key === '+' || event.key === '=') chart.zoom(0.8, times()[at()]);
    else if (event.key === '-') chart.zoom(1.25, times()[at()]);
    else if (event.key === '0') chart.to(...chart.first);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
