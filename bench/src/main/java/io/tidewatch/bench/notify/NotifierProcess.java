// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.notify;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.notifier.NotifierRole;
import io.tidewatch.notifier.NotifierSettings;
import io.tidewatch.notifier.egress.HostLookup;
import io.tidewatch.notifier.mail.MailSender;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;

/** A notifier in a process of its own, to be killed. It ends by itself when its parent does. */
public final class NotifierProcess {
    private NotifierProcess() {}

    /** @param args JDBC address, broker, partitions */
    public static void main(String[] args) throws IOException {
        // As the application logs; the log manager's own default is to write every debug line.
        Logs.from(Level.INFO);
        NotifierRole role = new NotifierRole(
                new Settings(),
                Database.open(args[0], 8),
                new LogClients(new LogSettings(args[1], Integer.parseInt(args[2]), (short) 1)),
                InstantSource.system(),
                new Random(),
                HostLookup.SYSTEM,
                MailSender.NONE);
        role.start();
        while (System.in.read() >= 0) {
            // The parent never writes; the end of the stream is the end of the parent.
        }
        Runtime.getRuntime().halt(0);
    }

    private record Settings() implements NotifierSettings {
        @Override
        public Optional<List<String>> allow() {
            return Optional.of(List.of("127.0.0.0/8"));
        }

        @Override
        public String publicUrl() {
            return "http://127.0.0.1:8080";
        }

        @Override
        public int concurrency() {
            return 8;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(15);
        }

        @Override
        public int answerLimit() {
            return 4_096;
        }

        @Override
        public Duration keep() {
            return Duration.ofDays(30);
        }

        @Override
        public Optional<String> mailFrom() {
            return Optional.empty();
        }

        @Override
        public Duration newsAtFirstStart() {
            return Duration.ofDays(100_000);
        }
    }
}
