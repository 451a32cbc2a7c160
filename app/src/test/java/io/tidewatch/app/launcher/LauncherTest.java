// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a copy of the launcher in an empty project, with only the tools that it may count on. */
class LauncherTest {
    private static final List<String> TOOLS =
            List.of("cat", "dirname", "find", "grep", "head", "id", "mkdir", "mv", "readlink", "sh", "tail", "touch");

    @TempDir
    Path home;

    private record Result(int exit, String output, String errors) {}

    @BeforeEach
    void copyTheLauncher() throws IOException {
        Path launcher = home.resolve("tidewatch");
        Files.copy(Path.of("..", "tidewatch"), launcher);
        Path bin = Files.createDirectory(home.resolve("bin"));
        for (String tool : TOOLS) {
            Path found = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            script(bin.resolve(tool), "exec " + found + " \"$@\"");
        }
    }

    @Test
    void helpsAndEndsWell() throws Exception {
        Result result = run(Map.of(), "--help");
        assertThat(result.exit()).isZero();
        assertThat(result.output()).contains("demo", "serve", "import", "replay", "backtest", "verify", "--version");
    }

    @Test
    void withoutACommandItHelpsAndFails() throws Exception {
        Result result = run(Map.of());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.output()).contains("Usage:");
    }

    @Test
    void namesAnUnknownCommand() throws Exception {
        Result result = run(Map.of(), "sevre");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.errors()).contains("there is no command sevre");
    }

    @Test
    void withoutAJdkItSaysWhichAndHow() throws Exception {
        Result result = run(Map.of(), "serve");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errors())
                .contains("no JDK 25 found")
                .contains("set JAVA_HOME")
                .contains("temurin-25-jdk");
    }

    @Test
    void passesByAJdkOfAnotherVersion() throws Exception {
        Path old = jdk(home.resolve("jdk-24"), "24.0.2");
        assertThat(run(Map.of("JAVA_HOME", old.toString()), "serve").errors()).contains("no JDK 25 found");
    }

    @Test
    void findsAJdkWhereDistributionsPutThem() throws Exception {
        Path jdks = home.resolve("jvm");
        jdk(jdks.resolve("another-21"), "21.0.9");
        jdk(jdks.resolve("temurin-25"), "25.0.1");
        Result result = run(Map.of("TIDEWATCH_JVM_DIR", jdks.toString()), "serve");
        assertThat(result.errors()).doesNotContain("JDK").contains("Maven is not on the PATH");
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        Result result = run(Map.of("JAVA_HOME", System.getProperty("java.home")), "serve");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errors()).contains("Maven is not on the PATH").contains("3.8");
    }

    @Test
    void showsTheEndOfABuildThatFailed() throws Exception {
        script(home.resolve("bin/mvn"), "echo 'cannot find symbol: tide'; exit 1");
        Result result = run(Map.of("JAVA_HOME", System.getProperty("java.home")), "serve");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errors()).contains("cannot find symbol: tide").contains("build.log");
    }

    private static Path jdk(Path directory, String version) throws IOException {
        Files.createDirectories(directory.resolve("bin"));
        script(directory.resolve("bin/javac"), "exit 0");
        Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return directory;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Result run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", home.resolve("tidewatch").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", home.resolve("bin").toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TIDEWATCH_JVM_DIR", home.resolve("none").toString());
        builder.environment().putAll(environment);
        Path output = home.resolve("output");
        Path errors = home.resolve("errors");
        Process process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(
                process.exitValue(),
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }
}
