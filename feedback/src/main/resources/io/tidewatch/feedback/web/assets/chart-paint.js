// SPDX-License-Identifier: GPL-3.0-or-later
// What the chart draws beside its lines: hatched gaps, episodes, their markers, now. Canvas pixels throughout.

let tokens = new Map();
let probe = null;

/** A colour token of the style sheet, resolved for the theme in force. */
export function colour(name) {
  if (!tokens.has(name)) {
    probe ??= document.body.appendChild(Object.assign(document.createElement('i'), { hidden: true }));
    probe.style.color = `var(${name})`;
    tokens.set(name, getComputedStyle(probe).color);
  }
  return tokens.get(name);
}

export function forgetColours() {
  tokens = new Map();
}

function span(u, from, to) {
  const { left, width } = u.bbox;
  const a = Math.max(left, u.valToPos(from, 'x', true));
  const b = Math.min(left + width, u.valToPos(to, 'x', true));
  return b > a ? [a, b - a] : null;
}

function hatch(ctx, x, y, w, h, ratio) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, w, h);
  ctx.clip();
  ctx.strokeStyle = colour('--hatch');
  ctx.lineWidth = ratio;
  ctx.beginPath();
  for (let d = x - h; d < x + w; d += 6 * ratio) {
    ctx.moveTo(d, y + h);
    ctx.lineTo(d + h, y);
  }
  ctx.stroke();
  ctx.restore();
}

/** Behind the lines. */
export function behind(u, data) {
  const { ctx } = u;
  const { top, height } = u.bbox;
  const ratio = devicePixelRatio;
  for (const gap of data.gaps) {
    const at = span(u, ...gap);
    if (at && at[1] > 2 * ratio) hatch(ctx, at[0], top, at[1], height, ratio);
  }
  ctx.fillStyle = colour('--anomaly-soft');
  for (const episode of data.episodes) {
    const at = span(u, episode.from, episode.to);
    if (at && episode.odd) ctx.fillRect(at[0], top, Math.max(at[1], 2 * ratio), height);
  }
}

function marker(ctx, x, y, severity, ratio) {
  const r = 5 * ratio;
  ctx.beginPath();
  if (severity === 'high') {
    ctx.moveTo(x, y - r);
    ctx.lineTo(x + r, y + r * 0.8);
    ctx.lineTo(x - r, y + r * 0.8);
  } else if (severity === 'medium') {
    ctx.moveTo(x, y - r);
    ctx.lineTo(x + r, y);
    ctx.lineTo(x, y + r);
    ctx.lineTo(x - r, y);
  } else {
    ctx.arc(x, y, r * 0.75, 0, 2 * Math.PI);
  }
  ctx.closePath();
  ctx.lineWidth = 3 * ratio;
  ctx.strokeStyle = colour('--surface');
  ctx.stroke();
  ctx.fillStyle = colour(severity === 'high' ? '--anomaly' : severity === 'medium' ? '--amber' : '--slate');
  ctx.fill();
}

/** An open chevron beyond the value: it points the way, and is no alert. */
function chevron(ctx, x, y, up, ratio) {
  const r = 5 * ratio;
  const tip = up ? y - r * 0.5 : y + r * 0.5;
  const foot = up ? y + r * 0.5 : y - r * 0.5;
  ctx.beginPath();
  ctx.moveTo(x - r, foot);
  ctx.lineTo(x, tip);
  ctx.lineTo(x + r, foot);
  ctx.lineWidth = 2 * ratio;
  ctx.strokeStyle = colour('--slate');
  ctx.stroke();
}

function label(ctx, text, x, y, low, high, ratio) {
  ctx.font = `400 ${12 * ratio}px Inter, sans-serif`;
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = colour('--ink-3');
  const half = ctx.measureText(text).width / 2;
  ctx.textAlign = 'center';
  const at = Math.min(Math.max(x, low + half), high - half);
  ctx.fillText(text, at, y);
  return [at - half, at + half];
}

function valueNear(u, times, values, at, above) {
  let best = null;
  for (let i = 0; i < times.length; i++) {
    if (values[i] == null) continue;
    if (best == null || Math.abs(times[i] - at) < Math.abs(times[best] - at)) best = i;
  }
  if (best == null) return null;
  return u.valToPos(values[best], 'y', true) + (above ? -1 : 1) * 14 * devicePixelRatio;
}

/** Over the lines: a bar on the base for a run's length, one marker at its peak, and the words above the plot. */
export function over(u, data) {
  const { ctx } = u;
  const { left, top, width, height } = u.bbox;
  const ratio = devicePixelRatio;
  const [times, , , , values] = data.columns;
  ctx.save();
  for (const episode of data.episodes) {
    const at = span(u, episode.from, episode.to);
    if (!at || !episode.odd) continue;
    ctx.fillStyle = colour('--anomaly');
    ctx.fillRect(at[0], top + height - 3 * ratio, Math.max(at[1], 4 * ratio), 3 * ratio);
    const x = u.valToPos(episode.peak, 'x', true);
    if (x < left || x > left + width) continue;
    const up = (episode.sign ?? 1) > 0;
    const y = valueNear(u, times, values, episode.peak, up) ?? top + height / 2;
    marker(ctx, x, Math.min(Math.max(y, top + 8 * ratio), top + height - 12 * ratio), episode.severity, ratio);
  }
  for (const each of data.notables) {
    const x = u.valToPos(each.at, 'x', true);
    if (x < left || x > left + width) continue;
    const up = each.sign > 0;
    const y = u.valToPos(each.value, 'y', true) + (up ? -1 : 1) * 10 * ratio;
    chevron(ctx, x, Math.min(Math.max(y, top + 4 * ratio), top + height - 8 * ratio), up, ratio);
  }
  let taken = -Infinity;
  const above = top - 8 * ratio;
  const nowAt = u.valToPos(data.now, 'x', true);
  const nowShown = nowAt >= left && nowAt <= left + width;
  for (const gap of data.gaps) {
    const at = span(u, ...gap);
    if (!at || at[1] < 8 * ratio) continue;
    const middle = at[0] + at[1] / 2;
    if (middle - 30 * ratio < taken || (nowShown && Math.abs(nowAt - middle) < 60 * ratio)) continue;
    [, taken] = label(ctx, 'no data', middle, above, left, left + width, ratio);
  }
  if (nowShown) {
    ctx.fillStyle = colour('--slate');
    ctx.fillRect(Math.round(nowAt), top, ratio, height);
    label(ctx, 'now', nowAt, above, left, left + width + 12 * ratio, ratio);
  }
  ctx.restore();
}
