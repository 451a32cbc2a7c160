// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

import io.tidewatch.storage.log.LogSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the process itself is told.
 *
 * @param publicUrl how people reach the web pages, for links in messages
 * @param data where embedded servers and streams keep their state
 * @param jdbcUrl of a PostgreSQL elsewhere; else the embedded one
 * @param kafka host:port of a broker elsewhere; else the embedded one
 * @param adminPassword of the first admin; else a one-time secret is printed
 * @param singleSignOn a provider beside the local accounts
 * @param secretKeys seal secrets in the tables, the newest first; else one in the data directory, where the database is there too
 */
public record Settings(
        String host,
        int port,
        String publicUrl,
        Path data,
        Set<Part> parts,
        Optional<String> jdbcUrl,
        int connections,
        int postgresPort,
        Optional<String> kafka,
        int kafkaPartitions,
        short kafkaReplicas,
        int kafkaPort,
        Optional<String> adminPassword,
        Optional<String> secretKeys,
        int sessionHours,
        boolean secureCookies,
        Optional<SingleSignOn> singleSignOn,
        Optional<String> mlflow) {

    public LogSettings log(String bootstrap) {
        return new LogSettings(bootstrap, kafkaPartitions, kafkaReplicas);
    }

    /** Whether it serves HTTP: a process that is only a server beside the others does not. */
    public boolean servesHttp() {
        return parts.stream().anyMatch(part -> part.role().isPresent());
    }

    public boolean runsPostgres() {
        return parts.contains(Part.POSTGRES) && jdbcUrl.isEmpty();
    }

    public boolean runsBroker() {
        return parts.contains(Part.BROKER) && kafka.isEmpty();
    }

    public Path postgresDirectory() {
        return data.resolve("postgresql");
    }

    public Path brokerDirectory() {
        return data.resolve("kafka");
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "Settings[" + host + ":" + port + ", " + parts + ", " + data + "]";
    }
}
