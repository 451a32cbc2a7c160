// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.storage.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changed alerts from whichever process changed them, by the server's own notices; holds one connection. What changed
 * while the connection was away is not told: {@code missed} then says to look at everything again.
 */
public final class AlertChanges implements AutoCloseable {
    static final String CHANNEL = "tidewatch_alert";
    private static final Logger LOG = LoggerFactory.getLogger(AlertChanges.class);
    private static final int WAIT_MILLIS = 500;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final Database database;
    private final Consumer<Set<AlertId>> changed;
    private final Runnable missed;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;

    /** Starts at once; both are called by one thread. */
    public AlertChanges(Database database, Consumer<Set<AlertId>> changed, Runnable missed) {
        this.database = database;
        this.changed = changed;
        this.missed = missed;
        this.thread = Thread.ofPlatform().name("alert-changes").daemon().start(this::run);
    }

    /** Told when the transaction commits, and only then. */
    static void announce(Handle transaction, Collection<AlertId> ids) {
        transaction
                .createQuery("select count(pg_notify('" + CHANNEL + "', id)) from unnest(:ids) as id")
                .bind("ids", ids.stream().map(AlertId::value).toArray(String[]::new))
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void close() {
        running = false;
        stop.release();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            try (Connection connection = database.dataSource().getConnection()) {
                listen(connection);
            } catch (SQLException e) {
                LOG.warn("Changes of alerts are not heard until the database is back: {}", e.getMessage());
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            missed.run();
            PGConnection server = connection.unwrap(PGConnection.class);
            while (running) {
                PGNotification[] notices = server.getNotifications(WAIT_MILLIS);
                if (notices != null && notices.length > 0) {
                    Set<AlertId> ids = new LinkedHashSet<>();
                    for (PGNotification notice : notices) {
                        ids.add(new AlertId(notice.getParameter()));
                    }
                    changed.accept(ids);
                }
            }
            statement.execute("unlisten " + CHANNEL);
        } catch (SQLException e) {
            database.evict(connection);
            throw e;
        }
    }

    private void pause() {
        try {
            boolean stopped = stop.tryAcquire(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("stopped while waiting: {}", stopped);
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }
}
