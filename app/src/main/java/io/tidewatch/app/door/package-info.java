// SPDX-License-Identifier: GPL-3.0-or-later
/** Who may come in: accounts, sessions, API keys, and what each may do. */
@NullMarked
package io.tidewatch.app.door;

import org.jspecify.annotations.NullMarked;
