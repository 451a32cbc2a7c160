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

    @Override
    public Map<String, String> start() {
        database = TestDatabase.migrated();
        broker = TestBroker.own();
        try {
            return Map.of(
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
        if (broker != null) {
            broker.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
