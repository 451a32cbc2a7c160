// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.notifier.NotifierRole;
import io.tidewatch.notifier.NotifierSettings;
import io.tidewatch.notifier.egress.HostLookup;
import io.tidewatch.notifier.mail.MailSender;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Webhooks out. */
@Singleton
class NotifierWiring {
    @Produces
    @Singleton
    @Runs(RoleName.NOTIFIER)
    Role role(
            NotifierSettings settings, Database database, LogClients log, InstantSource clock, ReactiveMailer mailer) {
        MailSender mail = settings.mailFrom()
                .<MailSender>map(from -> new ServerMail(mailer, from, settings.timeout()))
                .orElse(MailSender.NONE);
        return new NotifierRole(settings, database, log, clock, new SecureRandom(), HostLookup.SYSTEM, mail);
    }
}
