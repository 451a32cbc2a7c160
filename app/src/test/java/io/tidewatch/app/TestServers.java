// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.log.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database and a broker for the application under test. */
public final class TestServers implements QuarkusTestResourceLifecycleManager {
    public static final String ADMIN_PASSWORD = "a password for tests";
    private @Nullable TestDatabase database;
    private @Nullable TestBroker broker;
    private @Nullable MailServer mail;

    @Override
    public Map<String, String> start() {
        database = TestDatabase.migrated();
        broker = TestBroker.own();
        try {
            mail = new MailServer();
            return Map.of(
                    "quarkus.mailer.mock", "false",
                    "test.mail", mail.directory().toString(),
                    "quarkus.mailer.host", "127.0.0.1",
                    "quarkus.mailer.port", Integer.toString(mail.port()),
                    "tidewatch.notifier.mail-from", "Tidewatch <tidewatch@example.com>",
                    "tidewatch.jdbc-url", database.url(),
                    "tidewatch.kafka", broker.bootstrap(),
                    "tidewatch.kafka-partitions", Integer.toString(TestBroker.PARTITIONS),
                    "tidewatch.data", Files.createTempDirectory("tidewatch-app").toString(),
                    "tidewatch.admin-password", ADMIN_PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (mail != null) {
            mail.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
