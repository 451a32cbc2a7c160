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
    private @Nullable TestProvider provider;

    @Override
    public Map<String, String> start() {
        database = TestDatabase.migrated();
        broker = TestBroker.own();
        try {
            mail = new MailServer();
            provider = new TestProvider();
            return Map.ofEntries(
                    Map.entry("quarkus.mailer.mock", "false"),
                    Map.entry("test.mail", mail.directory().toString()),
                    Map.entry("quarkus.mailer.host", "127.0.0.1"),
                    Map.entry("quarkus.mailer.port", Integer.toString(mail.port())),
                    Map.entry("tidewatch.notifier.mail-from", "Tidewatch <tidewatch@example.com>"),
                    Map.entry("tidewatch.jdbc-url", database.url()),
                    Map.entry("tidewatch.kafka", broker.bootstrap()),
                    Map.entry("tidewatch.kafka-partitions", Integer.toString(TestBroker.PARTITIONS)),
                    Map.entry(
                            "tidewatch.data",
                            Files.createTempDirectory("tidewatch-app").toString()),
                    Map.entry("tidewatch.admin-password", ADMIN_PASSWORD),
                    Map.entry(TestProvider.PROPERTY, provider.issuer()),
                    Map.entry("tidewatch.oidc.issuer", provider.issuer()),
                    Map.entry("tidewatch.oidc.client-id", TestProvider.CLIENT),
                    Map.entry("tidewatch.oidc.client-secret", TestProvider.SECRET),
                    Map.entry("tidewatch.oidc.admins", "owners"),
                    Map.entry("tidewatch.oidc.analysts", "watchers, on-call"),
                    Map.entry("tidewatch.notifier.allow", "127.0.0.0/8"),
                    Map.entry("tidewatch.notifier.news-at-first-start", "1d"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
        }
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
