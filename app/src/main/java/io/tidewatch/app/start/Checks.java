// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import io.tidewatch.app.settings.Part;
import io.tidewatch.app.settings.Problem;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything the active parts need before anything is touched, and names all that is missing. */
public final class Checks {
    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private Checks(Settings settings) {
        this.settings = settings;
    }

    /** Waits a few seconds at most for servers elsewhere. */
    public static List<Problem> of(Settings settings) {
        Checks checks = new Checks(settings);
        checks.port();
        checks.data();
        checks.database();
        checks.broker();
        checks.mlflow();
        return List.copyOf(checks.problems);
    }

    private void port() {
        if (!settings.servesHttp() || settings.port() == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException | RuntimeException e) {
            problems.add(new Problem(
                    "Port " + settings.port() + " on " + settings.host() + " can't be had (" + e.getMessage() + ").",
                    "Stop what listens there, or set TIDEWATCH_PORT (or --port) to another."));
        }
    }

    private void data() {
        Path data = settings.data();
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "write", ".check"));
        } catch (IOException e) {
            problems.add(new Problem(
                    "The data directory " + data + " can't be written (" + e + ").",
                    "Make it writable for this user, or set TIDEWATCH_DATA to another."));
        }
    }

    private void database() {
        Optional<String> elsewhere = settings.jdbcUrl();
        if (elsewhere.isPresent()) {
            Reach.database(elsewhere.get()).ifPresent(problems::add);
        } else if (!settings.parts().contains(Part.POSTGRES) && settings.servesHttp()) {
            String neighbour = EmbeddedDatabase.lastUrl(settings.postgresDirectory());
            if (neighbour.isEmpty()) {
                problems.add(new Problem(
                        "The roles " + slugs() + " need a database, and none is named.",
                        "Set TIDEWATCH_JDBC_URL, or add the role postgres."));
            } else {
                Reach.database(neighbour).ifPresent(problems::add);
            }
        }
    }

    private void broker() {
        Optional<String> elsewhere = settings.kafka();
        if (elsewhere.isPresent()) {
            Reach.broker(settings.log(elsewhere.get())).ifPresent(problems::add);
        } else if (!settings.parts().contains(Part.BROKER) && settings.servesHttp()) {
            String neighbour = EmbeddedBroker.lastBootstrap(settings.brokerDirectory());
            if (neighbour.isEmpty()) {
                problems.add(new Problem(
                        "The roles " + slugs() + " need Kafka, and no broker is named.",
                        "Set TIDEWATCH_KAFKA, or add the role broker."));
            } else {
                Reach.broker(settings.log(neighbour)).ifPresent(problems::add);
            }
        }
    }

    private void mlflow() {
        settings.mlflow().ifPresent(address -> {
            String scheme = scheme(address);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                problems.add(new Problem(
                        "MLFLOW_TRACKING_URI is \"" + address + "\".",
                        "It takes the http or https address of an MLflow server; unset it to go without."));
            }
        });
    }

    private static String scheme(String address) {
        try {
            return String.valueOf(URI.create(address).getScheme());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String slugs() {
        return String.join(", ", settings.parts().stream().map(Part::slug).toList());
    }
}
