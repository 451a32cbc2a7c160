// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.tidewatch.notifier.mail.Mail;
import io.tidewatch.notifier.mail.MailFailed;
import io.tidewatch.notifier.mail.MailSender;
import java.time.Duration;

/** Hands messages to the operator's mail server. */
final class ServerMail implements MailSender {
    private final ReactiveMailer mailer;
    private final String from;
    private final Duration timeout;

    ServerMail(ReactiveMailer mailer, String from, Duration timeout) {
        this.mailer = mailer;
        this.from = from;
        this.timeout = timeout;
    }

    @Override
    public void send(Mail mail) {
        io.quarkus.mailer.Mail message = io.quarkus.mailer.Mail.withText(mail.to(), mail.subject(), mail.text())
                .setHtml(mail.html())
                .setFrom(from)
                .addHeader("Message-ID", "<" + mail.messageId() + ">")
                .addHeader("References", "<" + mail.thread() + ">")
                .addHeader("webhook-id", mail.messageId().replaceAll("@.*", ""))
                .addHeader("Auto-Submitted", "auto-generated");
        try {
            mailer.send(message).await().atMost(timeout);
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new MailFailed("the mail server did not take it: " + cause.getMessage(), e);
        }
    }
}
