// SPDX-License-Identifier: GPL-3.0-or-later
// Toasts, and the dialogs that ask for a word more.

const STAYS_MS = 8000;

/** Says what happened; with an undo for as long as it stands, which is until the next one or eight seconds. */
export function toast(text, { undo, bad = false } = {}) {
  const place = document.getElementById('toasts');
  const note = document.createElement('div');
  note.className = bad ? 'toast bad' : 'toast';
  if (bad) note.setAttribute('role', 'alert');
  const words = document.createElement('span');
  words.textContent = text;
  note.append(words);
  const close = () => { clearTimeout(timer); note.remove(); };
  if (undo) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append('Undo');
    const key = document.createElement('kbd');
    key.textContent = 'z';
    button.append(key);
    button.addEventListener('click', () => { close(); undo(); });
    note.append(button);
  } else if (bad) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Close';
    button.addEventListener('click', close);
    note.append(button);
  }
  place.replaceChildren(note);
  let timer = setTimeout(close, bad ? STAYS_MS * 2 : STAYS_MS);
  note.addEventListener('pointerenter', () => clearTimeout(timer));
  note.addEventListener('pointerleave', () => { timer = setTimeout(close, STAYS_MS); });
  return close;
}

export const trouble = problem => toast(problem.message, { bad: true });

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * Asks in a dialog. Each field is {name, label, value, type, required, hint, options}. Answers with an object of texts,
 * or null when it is closed without one.
 */
export function ask({ title, effect, fields = [], act, cancel: decline = 'Cancel' }) {
  const inputs = fields.map(field => {
    const tag = field.options ? 'select' : field.type === 'textarea' ? 'textarea' : 'input';
    const type = tag === 'input' ? (field.type ?? 'text') : undefined;
    const input = element(tag, { class: 'input', name: field.name, type, maxlength: 2000, step: type === 'datetime-local' ? 1 : undefined });
    if (field.required) input.required = true;
    for (const [value, label] of field.options ?? []) input.append(element('option', { value }, label));
    input.value = field.value ?? '';
    const label = element('label', { class: 'field' }, element('span', { class: 'name' }, field.label), input);
    if (field.hint) label.append(element('span', { class: 'hint' }, field.hint));
    return { field, input, label };
  });
  const form = element('form', { method: 'dialog', class: 'inside' });
  form.append(element('h2', { id: 'ask-title' }, title));
  if (effect) form.append(element('p', { class: 'quiet' }, effect));
  form.append(...inputs.map(each => each.label));
  const cancel = element('button', { class: 'button', type: 'button' }, decline);
  form.append(element('div', { class: 'acts' }, cancel, element('button', { class: 'button primary', value: 'yes' }, act)));
  const dialog = element('dialog', { 'aria-labelledby': 'ask-title' }, form);
  document.body.append(dialog);
  return new Promise(resolve => {
    cancel.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      const given = dialog.returnValue === 'yes';
      dialog.remove();
      resolve(given ? Object.fromEntries(inputs.map(({ field, input }) => [field.name, input.value.trim()])) : null);
    });
    dialog.showModal();
    (inputs[0]?.input ?? cancel).focus();
  });
}
