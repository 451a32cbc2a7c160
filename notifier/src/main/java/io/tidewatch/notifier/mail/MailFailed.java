// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.mail;

import org.jspecify.annotations.Nullable;

/** A message was not taken; it says why. */
public final class MailFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MailFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
