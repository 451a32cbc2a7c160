// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/** The password of the embedded server: without it any user of the machine could read and change everything. */
final class DatabaseAccess {
    static final String DATABASE = "tidewatch";
    static final String PASSWORD_FILE = "password";
    private static final String RULES = """
            # Written by Tidewatch: only this machine, only with the password that stands beside the data directory.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private final String password;
    private final int port;

    DatabaseAccess(Path directory, int port) {
        this.password = passwordIn(directory.resolve(PASSWORD_FILE));
        this.port = port;
    }

    String password() {
        return password;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=" + password;
    }

    /** A new server trusts everybody on this machine; sets the password and then asks for it. */
    void secure(Path data) {
        Path rules = data.resolve("pg_hba.conf");
        try {
            if (Files.readString(rules).equals(RULES)) {
                return;
            }
            execute("postgres", "alter role postgres password '" + password + "'");
            Files.writeString(rules, RULES);
            execute("postgres", "select pg_reload_conf()");
        } catch (IOException e) {
            throw new EmbeddedServerException(rules + " can't be written (" + e + ")", e);
        }
    }

    void createDatabase() {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet rows = statement.executeQuery("select 1 from pg_database where datname = 'tidewatch'")) {
                exists = rows.next();
            }
            if (!exists) {
                statement.execute("create database tidewatch");
            }
        } catch (SQLException e) {
            throw new EmbeddedServerException("the embedded PostgreSQL refuses: " + e.getMessage(), e);
        }
    }

    private void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new EmbeddedServerException("the embedded PostgreSQL refuses: " + e.getMessage(), e);
        }
    }

    private static String passwordIn(Path file) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
            return Files.readString(file);
        } catch (IOException e) {
            throw new EmbeddedServerException(file + " can't be read or written (" + e + ")", e);
        }
    }
}
