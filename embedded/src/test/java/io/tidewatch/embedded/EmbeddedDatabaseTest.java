// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void isDurableAndKeepsDataAndAddressOverARestart() throws Exception {
        String url;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            url = database.url();
            assertThat(EmbeddedDatabase.lastUrl(directory)).isEqualTo(url);
            assertThat(ask(url, "show fsync")).isEqualTo("on");
            assertThat(ask(url, "show synchronous_commit")).isEqualTo("on");
            run(url, "create table kept (v int)");
            run(url, "insert into kept values (7)");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(database.url()).isEqualTo(url);
            assertThat(ask(url, "select v from kept")).isEqualTo("7");
        }
    }

    @Test
    void asksForThePassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            String wrong = database.url().replaceAll("password=.*", "password=guess");
            assertThatThrownBy(() -> ask(wrong, "select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .hasToString("[OWNER_READ, OWNER_WRITE]");
        }
    }

    @Test
    void takesOverWhatAKilledProcessLeftRunning() throws Exception {
        Process owner = ownerProcess();
        String url = awaitUrl(owner);
        run(url, "create table kept (v int)");
        run(url, "insert into kept values (8)");
        owner.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        assertThat(ask(url, "select v from kept"))
                .as("the server outlives its parent")
                .isEqualTo("8");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(ask(database.url(), "select v from kept")).isEqualTo("8");
        }
    }

    @Test
    void startsOverAPidFileWhosePidNowBelongsToAnother() throws Exception {
        EmbeddedDatabase.start(directory, 0).close();
        long alive = ProcessHandle.current().pid();
        Files.writeString(
                directory.resolve("data").resolve("postmaster.pid"),
                alive + "\n" + directory.resolve("data") + "\n1700000000\n5432\n\n127.0.0.1\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(ask(database.url(), "select 1")).isEqualTo("1");
        }
    }

    private Process ownerProcess() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                OwnerMain.class.getName(),
                directory.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String awaitUrl(Process owner) throws Exception {
        try (var lines = owner.inputReader()) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("jdbc:")) {
                    return line;
                }
            }
        }
        throw new AssertionError("the other process started no server");
    }

    private static String ask(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
