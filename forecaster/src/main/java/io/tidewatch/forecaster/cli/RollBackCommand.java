// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tidewatch roll-back}: lets an earlier model of a KPI serve again and waits until it does. Exits with 0, or with 1
 * where that failed.
 */
@Command(
        name = "roll-back",
        mixinStandardHelpOptions = true,
        description = "Lets the model before, or the one that is named, serve a KPI again.")
public final class RollBackCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int LOOKS = 120;

    private final UnaryOperator<@Nullable String> environment;
    private final Duration between;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KPI", description = "the KPI's name")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String kpi;

    @Option(names = "--to", paramLabel = "VERSION", description = "this version, in place of the one before")
    private @Nullable Long version;

    @Option(
            names = "--url",
            defaultValue = "${env:TIDEWATCH_URL:-http://127.0.0.1:8090}",
            paramLabel = "URL",
            description = "the server (default: http://127.0.0.1:8090)")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "API key; else TIDEWATCH_API_KEY, else the one in the data directory of a server on this machine")
    private @Nullable String key;

    /** For the command line. */
    public RollBackCommand() {
        this(System::getenv, Duration.ofSeconds(1));
    }

    RollBackCommand(UnaryOperator<@Nullable String> environment, Duration between) {
        this.environment = environment;
        this.between = between;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (ModelServer server = new ModelServer(url, key())) {
            String path = "/api/v1/kpis/" + URLEncoder.encode(kpi, StandardCharsets.UTF_8) + "/models/"
                    + (version == null ? "roll-back" : version + "/promote");
            JsonNode request = server.post(path);
            for (int look = 0; look < LOOKS; look++) {
                String state = request.path("state").asText();
                if (state.equals("done")) {
                    out.println(request.path("message").asText());
                    return 0;
                }
                if (state.equals("failed")) {
                    err.println(request.path("message").asText());
                    return FAILED;
                }
                server.pause(between);
                request = server.get("/api/v1/requests/" + request.path("id").asText());
            }
            err.println("Not done yet: " + request.path("message").asText() + ". It goes on; look at " + url
                    + "/api/v1/requests/" + request.path("id").asText());
        } catch (IOException e) {
            err.println(String.valueOf(e.getMessage()));
        }
        return FAILED;
    }

    private String key() throws IOException {
        String given = Optional.ofNullable(key).orElse(environment.apply("TIDEWATCH_API_KEY"));
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        String data = Optional.ofNullable(environment.apply("TIDEWATCH_DATA")).orElse(".tidewatch");
        String home = Optional.ofNullable(environment.apply("TIDEWATCH_HOME")).orElse("");
        Path stored = Path.of(home).resolve(data).resolve("cli.key");
        if (Files.isReadable(stored)) {
            return Files.readString(stored).strip();
        }
        throw new IOException(
                "No API key: give one with --key or TIDEWATCH_API_KEY. (A server on this machine leaves one in "
                        + stored + ".)");
    }
}
