// SPDX-License-Identifier: GPL-3.0-or-later
// Forms and buttons of the pages on which things are kept: each names its request in data attributes, so that one piece
// of script serves them all.
//
//   <form data-send="POST /api/v1/kpis" data-then="/kpis/{name}">   a field's name may have dots: detector.budget
//   <button data-send="DELETE /api/v1/keys/3" data-confirm="…" data-said="…">

import { call } from './api.js';
import { ask, toast, trouble } from './notice.js';

function put(body, path, value) {
  const names = path.split('.');
  const last = names.pop();
  let at = body;
  for (const name of names) at = at[name] ??= {};
  at[last] = value;
}

function valueOf(input) {
  if (input.type === 'checkbox') return input.checked;
  const text = input.value.trim();
  if (input.dataset.as === 'number') return text === '' ? null : Number(text);
  if (input.dataset.as === 'share') return text === '' ? null : Number(text) / 100;
  // name=pattern, with commas between.
  if (input.dataset.as === 'labels') return Object.fromEntries(text.split(',').map(each => each.trim()).filter(Boolean).map(each => [each.split('=')[0].trim(), each.split('=').slice(1).join('=').trim()]));
  if (input.dataset.as === 'json') return text === '' ? null : JSON.parse(text);
  if (input.dataset.as === 'time') return text === '' ? null : new Date(text).toISOString();
  if (input.dataset.as === 'list') return text === '' ? [] : text.split(/[\s,]+/).filter(Boolean);
  return text === '' && input.dataset.empty === 'null' ? null : text;
}

export function bodyOf(form) {
  const body = {};
  const many = new Map();
  for (const input of form.elements) {
    if (!input.name || input.disabled || input.name === 'csrf-token') continue;
    if (input.type === 'radio' && !input.checked) continue;
    if (input.type === 'checkbox' && input.value !== 'on') {
      if (!many.has(input.name)) many.set(input.name, []);
      if (input.checked) many.get(input.name).push(input.value);
      continue;
    }
    put(body, input.name, valueOf(input));
  }
  for (const [name, values] of many) put(body, name, values);
  return body;
}

function complain(form, problem) {
  const place = form.querySelector('[data-problem]');
  if (!place) return trouble(problem);
  place.hidden = false;
  place.querySelector('span').textContent = [problem.message, ...problem.errors.map(each => each.message)].join(' ');
  place.focus();
}

/** A secret that is shown once: the dialog stays until it is closed on purpose. */
function reveal(title, secret, then) {
  const dialog = document.getElementById('secret');
  dialog.querySelector('h2').textContent = title;
  dialog.querySelector('code').textContent = secret;
  dialog.addEventListener('close', then, { once: true });
  dialog.showModal();
}

function follow(element, answer) {
  const said = element.dataset.said;
  if (said) sessionStorage.setItem('said', said);
  const then = element.dataset.then;
  if (then === '?') location.assign(location.pathname);
  else if (then) location.assign(then.replace(/\{(\w+)\}/g, (whole, name) => encodeURIComponent(answer?.[name] ?? '')));
  else location.reload();
}

async function send(element, body) {
  const [method, url] = element.dataset.send.split(' ');
  const button = element.matches('button') ? element : element.querySelector('button:not([type="button"])');
  button?.setAttribute('aria-busy', 'true');
  if (button) button.disabled = true;
  try {
    const answer = await call(method, url, body);
    const secret = element.dataset.secret && answer?.[element.dataset.secret];
    if (secret) reveal(element.dataset.secretTitle ?? 'Shown once: keep it now', secret, () => follow(element, answer));
    else if (element.dataset.stay !== undefined) toast(answer?.message ?? element.dataset.said ?? 'Done');
    else follow(element, answer);
  } catch (problem) {
    element.matches('form') ? complain(element, problem) : trouble(problem);
  } finally {
    button?.removeAttribute('aria-busy');
    if (button) button.disabled = false;
  }
}

/** Asks what a form would do, and says it beside the form. */
async function preview(button) {
  const form = button.closest('form');
  const place = form.querySelector('[data-preview-answer]');
  try {
    place.textContent = (await call('POST', button.dataset.preview, bodyOf(form))).message;
    form.querySelector('[data-problem]').hidden = true;
  } catch (problem) {
    place.textContent = '';
    complain(form, problem);
  }
}

export function manage(root) {
  root.addEventListener('submit', event => {
    const form = event.target.closest('form[data-send]');
    if (!form) return;
    event.preventDefault();
    send(form, bodyOf(form));
  });
  root.addEventListener('click', async event => {
    const opener = event.target.closest('[data-opens]');
    if (opener) {
      const target = document.getElementById(opener.dataset.opens);
      target.hidden = false;
      target.querySelector('input, select, textarea')?.focus();
      target.scrollIntoView({ block: 'nearest' });
    }
    const copier = event.target.closest('[data-copy]');
    if (copier) {
      await navigator.clipboard?.writeText(document.querySelector(copier.dataset.copy).textContent).catch(() => {});
      copier.textContent = 'Copied';
    }
    const asker = event.target.closest('button[data-preview]');
    if (asker) preview(asker);
    const button = event.target.closest('button[data-send]');
    if (!button) return;
    if (button.dataset.confirm) {
      const sure = await ask({ title: button.dataset.confirm, effect: button.dataset.effect, act: button.textContent.trim() });
      if (!sure) return;
    }
    send(button, button.dataset.body ? JSON.parse(button.dataset.body) : {});
  });
  for (const dialog of document.querySelectorAll('dialog')) {
    dialog.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());
  }
  const said = sessionStorage.getItem('said');
  if (said) {
    sessionStorage.removeItem('said');
    toast(said);
  }
}
