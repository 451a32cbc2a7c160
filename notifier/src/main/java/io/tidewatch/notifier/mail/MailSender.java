// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.mail;

/** Hands messages to a server. */
@FunctionalInterface
public interface MailSender {
    /** Where the operator has set up none. */
    MailSender NONE = mail -> {
        throw new MailFailed(
                "no mail server is set up; an operator sets quarkus.mailer.host and tidewatch.notifier.mail-from",
                null);
    };

    /**
     * Blocks until the server has taken the message, for at most about the notifier's time-out.
     *
     * @throws MailFailed where it has not
     */
    void send(Mail mail);
}
