// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

import java.util.Locale;

/**
 * A setting of the process itself. Settings of a role stand in the role's own interface.
 *
 * @param name as in a properties file; the environment's name is derived from it
 * @param byDefault empty where it is not set
 */
public record Setting(String name, String byDefault) {
    public static final Setting HOST = new Setting("tidewatch.host", "127.0.0.1");
    public static final Setting PORT = new Setting("tidewatch.port", "8090");
    public static final Setting PUBLIC_URL = new Setting("tidewatch.public-url", "");
    public static final Setting DATA = new Setting("tidewatch.data", ".tidewatch");
    public static final Setting ROLES = new Setting("tidewatch.roles", "all");
    public static final Setting JDBC_URL = new Setting("tidewatch.jdbc-url", "");
    public static final Setting CONNECTIONS = new Setting("tidewatch.connections", "16");
    public static final Setting POSTGRES_PORT = new Setting("tidewatch.postgres-port", "0");
    public static final Setting KAFKA = new Setting("tidewatch.kafka", "");
    public static final Setting KAFKA_PARTITIONS = new Setting("tidewatch.kafka-partitions", "12");
    public static final Setting KAFKA_REPLICAS = new Setting("tidewatch.kafka-replicas", "1");
    public static final Setting KAFKA_PORT = new Setting("tidewatch.kafka-port", "0");
    public static final Setting ADMIN_PASSWORD = new Setting("tidewatch.admin-password", "");
    /** Seals secrets in the tables; base64 of 32 bytes, with commas between, the newest first. */
    public static final Setting SECRET_KEYS = new Setting("tidewatch.secret-keys", "");

    public static final Setting SESSION_HOURS = new Setting("tidewatch.session-hours", "168");
    public static final Setting SECURE_COOKIES = new Setting("tidewatch.secure-cookies", "false");
    public static final Setting OIDC_ISSUER = new Setting("tidewatch.oidc.issuer", "");
    public static final Setting OIDC_CLIENT_ID = new Setting("tidewatch.oidc.client-id", "");
    public static final Setting OIDC_CLIENT_SECRET = new Setting("tidewatch.oidc.client-secret", "");
    public static final Setting OIDC_GROUPS_CLAIM = new Setting("tidewatch.oidc.groups-claim", "groups");
    public static final Setting OIDC_ADMINS = new Setting("tidewatch.oidc.admins", "");
    public static final Setting OIDC_ANALYSTS = new Setting("tidewatch.oidc.analysts", "");
    /** The name that MLflow's own tools use. */
    public static final Setting MLFLOW = new Setting("mlflow.tracking.uri", "");

    /** In upper case with underscores. */
    public String environment() {
        return environment(name);
    }

    static String environment(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
