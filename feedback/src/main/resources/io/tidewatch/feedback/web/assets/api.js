// SPDX-License-Identifier: GPL-3.0-or-later
// One way to the server: JSON in and out, the CSRF token along, problems as errors that say what to do.

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? '';

export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.title || reason(status));
    this.status = status;
    this.code = body?.code;
    this.body = body;
    this.errors = body?.errors ?? [];
  }
}

function reason(status) {
  if (status === 0) return 'Tidewatch did not answer. Check the connection, then try again; nothing was changed.';
  if (status === 401) return 'Your session has ended. Sign in again; what you were doing was not saved.';
  if (status === 403) return 'Your role does not allow this. Ask an admin for the analyst role.';
  if (status === 404) return 'It is no longer there. Reload the page to see what is.';
  if (status === 409) return 'Somebody changed it in the meantime. Reload the page to see theirs, then decide.';
  return `The server answered ${status}. Try again; if it stays, its log says why.`;
}

/** @param type of the body; anything but JSON is sent as the text that it is */
export async function call(method, url, body, type = 'application/json') {
  let answer;
  try {
    answer = await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'X-CSRF-TOKEN': token(),
        ...(body === undefined ? {} : { 'Content-Type': type }),
      },
      body: body === undefined || type !== 'application/json' ? body : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0);
  }
  if (answer.redirected && new URL(answer.url).pathname === '/sign-in') throw new Problem(401);
  const text = await answer.text();
  let parsed = null;
  try {
    parsed = text ? JSON.parse(text) : null;
  } catch {
    // Not JSON: a proxy's page, perhaps. The status says enough.
  }
  if (!answer.ok) throw new Problem(answer.status, parsed);
  return parsed;
}

/** A piece of a page, as an inert fragment. */
export async function fragment(url) {
  let answer;
  try {
    answer = await fetch(url, { credentials: 'same-origin', headers: { 'X-Piece': 'true', Accept: 'text/html' } });
  } catch {
    throw new Problem(0);
  }
  if (answer.redirected && new URL(answer.url).pathname === '/sign-in') throw new Problem(401);
  if (!answer.ok) throw new Problem(answer.status);
  const template = document.createElement('template');
  template.innerHTML = await answer.text();
  return template.content;
}
