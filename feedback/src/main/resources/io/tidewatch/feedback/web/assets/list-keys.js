// SPDX-License-Identifier: GPL-3.0-or-later
// A list of links beside what one of them opens: j and k go from one to the next.

import { toast } from './notice.js';

export function listKeys(main) {
  const rows = [...main.querySelectorAll('.list .row')];
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select') || document.querySelector('dialog[open]')) return;
    const by = { j: 1, k: -1 }[event.key];
    if (!by || !rows.length) return;
    event.preventDefault();
    const at = rows.indexOf(document.activeElement);
    const start = at >= 0 ? at : rows.findIndex(row => row.hasAttribute('aria-current')) - (by > 0 ? 1 : 0);
    rows[Math.min(rows.length - 1, Math.max(0, start + by))].focus();
  });
  main.addEventListener('click', async event => {
    const link = event.target.closest('[data-copy-link]');
    if (!link) return;
    event.preventDefault();
    await navigator.clipboard?.writeText(link.href).then(() => toast('Link copied'), () => toast('The browser did not let the link be copied; it is in the address line.', { bad: true }));
  });
}
