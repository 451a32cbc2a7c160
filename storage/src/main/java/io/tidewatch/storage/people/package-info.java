// SPDX-License-Identifier: GPL-3.0-or-later
/** Who may come in: people, their sessions, programs' keys. */
@NullMarked
package io.tidewatch.storage.people;

import org.jspecify.annotations.NullMarked;
