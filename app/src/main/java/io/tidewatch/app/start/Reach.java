// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import io.tidewatch.app.settings.Problem;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Whether servers elsewhere answer and are what they must be. */
final class Reach {
    private static final int WAIT_MILLIS = 3_000;
    private static final int OLDEST_POSTGRES = 15;

    private Reach() {}

    static Optional<Problem> database(String url) {
        Properties limits = new Properties();
        limits.setProperty("connectTimeout", "3");
        limits.setProperty("loginTimeout", "5");
        try (Connection connection = DriverManager.getConnection(url, limits)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            return version >= OLDEST_POSTGRES
                    ? Optional.empty()
                    : Optional.of(new Problem(
                            "The database is PostgreSQL " + version + ".",
                            "Tidewatch needs PostgreSQL " + OLDEST_POSTGRES + " or newer."));
        } catch (SQLException e) {
            return Optional.of(new Problem(
                    "The database at " + withoutSecrets(url) + " doesn't answer (" + e.getMessage() + ").",
                    "Start it, or set TIDEWATCH_JDBC_URL to one that runs;"
                            + " jdbc:postgresql://host:5432/name?user=…&password=… is its form."));
        }
    }

    /** Creates missing topics on the way, since that is what the process would do next. */
    static Optional<Problem> broker(LogSettings settings) {
        // Kafka's client would try for half a minute and fill the log; a socket knows at once.
        if (java.util.Arrays.stream(settings.bootstrap().split(",", -1)).noneMatch(Reach::answers)) {
            return Optional.of(new Problem(
                    "Kafka at " + settings.bootstrap() + " doesn't answer.",
                    "Start it, or set TIDEWATCH_KAFKA to host:port of one that runs."));
        }
        try {
            new Topics(new LogClients(settings)).ensure();
            return Optional.empty();
        } catch (TidewatchException e) {
            return Optional.of(new Problem(String.valueOf(e.getMessage()), ""));
        }
    }

    private static boolean answers(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            String host = hostAndPort.substring(0, colon).strip();
            int port = Integer.parseInt(hostAndPort.substring(colon + 1).strip());
            socket.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static String withoutSecrets(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
