// SPDX-License-Identifier: GPL-3.0-or-later
/** E-mail, where the operator has set up a server for it. */
@NullMarked
package io.tidewatch.notifier.mail;

import org.jspecify.annotations.NullMarked;
