// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import io.tidewatch.migrations.Migrator;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What may be killed: the process with the door and the table writer, its broker, its PostgreSQL. All of them were started here. */
final class Victims implements AutoCloseable {
    enum Kind {
        PROCESS,
        BROKER,
        DATABASE
    }

    private static final int PARTITIONS = 4;
    private static final int STARTS = 5;

    private final Path directory;
    private final List<String> options;
    private final int port;
    private final String bootstrap;
    private final String jdbc;
    private Process broker;
    private Process database;
    private Process process;
    private long memory;

    /** @param options further arguments of the process's JVM */
    Victims(Path directory, List<String> options) throws IOException, InterruptedException, SQLException {
        this.directory = directory;
        this.options = options;
        this.port = free();
        broker = server("broker");
        bootstrap = address(broker);
        database = server("database");
        jdbc = address(database);
        try (Database pool = Database.open(jdbc, 2)) {
            new Migrator(pool.dataSource()).migrate();
        }
        new Topics(new LogClients(new LogSettings(bootstrap, PARTITIONS, (short) 1))).ensure();
        process = door();
    }

    int port() {
        return port;
    }

    String jdbc() {
        return jdbc;
    }

    /** The most memory that the process had, in KB as Linux says it; 0 elsewhere. */
    long memory() {
        memory = Math.max(memory, peak(process));
        return memory;
    }

    /** SIGKILL, and at once a new one in the same place. */
    void kill(Kind kind) throws IOException, InterruptedException {
        switch (kind) {
            case PROCESS -> {
                memory();
                process.destroyForcibly().waitFor();
                process = door();
            }
            case BROKER -> {
                broker.destroyForcibly().waitFor();
                broker = again("broker");
            }
            case DATABASE -> {
                postmaster().ifPresent(ProcessHandle::destroyForcibly);
                database.destroyForcibly().waitFor();
                database = again("database");
            }
        }
    }

    /** The server itself; its own children notice and end, and what they had not written is the log's to bring back. */
    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = directory.resolve("database/data/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                .filter(found -> found.info().command().orElse("").endsWith("postgres"));
    }

    /** A server whose children still end refuses to start for a moment. */
    private Process again(String kind) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            Process started = server(kind);
            try {
                address(started);
                return started;
            } catch (IOException e) {
                started.destroyForcibly();
                if (i == STARTS) {
                    throw e;
                }
                started.waitFor(1, TimeUnit.SECONDS);
            }
        }
    }

    private Process server(String kind) throws IOException {
        return new ProcessBuilder(java(
                        List.of("-Xmx512m"),
                        ServerProcess.class,
                        kind,
                        directory.resolve(kind).toString(),
                        "0"))
                .redirectError(directory.resolve(kind + ".log").toFile())
                .start();
    }

    private Process door() throws IOException {
        List<String> jvm = new ArrayList<>(List.of("-Xmx256m"));
        jvm.addAll(options);
        return new ProcessBuilder(java(
                        jvm,
                        IngestProcess.class,
                        jdbc,
                        bootstrap,
                        Integer.toString(PARTITIONS),
                        Integer.toString(port),
                        directory.resolve("state").toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(directory.resolve("process.log").toFile())
                .start();
    }

    private static List<String> java(List<String> jvm, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    @SuppressWarnings("resource") // the stream is the process's
    private static String address(Process server) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("a server ended before it could be used; its log stands beside its directory");
        }
        return line;
    }

    private static long peak(Process process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        for (Process server : List.of(broker, database)) {
            // The end of its input is its order to stop.
            server.getOutputStream().close();
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }
}
