// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.time.Micros;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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
 * {@code tidewatch explain}: fetches an alert's receipt and does its sums anew here. Exits with 0 where the evidence follows from it,
 * 4 where it doesn't, 3 where that can't be said, 1 where the receipt can't be had.
 */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Says what an alert came from, computes its score again from the receipt and says whether it agrees.")
final class ExplainCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double ROUNDING = 1e-9;
    private static final int AGREES = 0;
    private static final int FAILED = 1;
    private static final int CANNOT_SAY = 3;
    private static final int DIFFERS = 4;

    private final UnaryOperator<@Nullable String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ALERT", description = "the alert's id, as it stands in its address")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String alert;

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
    ExplainCommand() {
        this(System::getenv);
    }

    ExplainCommand(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return explain(fetch(), spec.commandLine().getOut());
        } catch (IOException e) {
            spec.commandLine().getErr().println(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private JsonNode fetch() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(url.resolve("/api/v1/alerts/" + alert.strip() + "/receipt"))
                            .timeout(Duration.ofMinutes(1))
                            .header("Authorization", "Bearer " + key())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new IOException(body.path("detail").asText(url + " answers " + answer.statusCode()));
            }
            return body;
        } catch (ConnectException e) {
            throw new IOException(
                    "No Tidewatch answers at " + url + ". Start it with ./tidewatch serve, or name another with --url.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new IOException("\"" + alert + "\" is no alert's id: it has 32 hexadecimal digits.", e);
        }
    }

    private static int explain(JsonNode told, PrintWriter out) {
        JsonNode event = told.path("event");
        JsonNode series = told.path("series");
        out.printf(
                "%s %s, detector %s%n",
                series.path("kpi").asText(),
                series.path("labels"),
                told.path("detector").asText());
        out.printf("%s%n", event.path("why").asText());
        out.printf("since %s, evidence: %s%n", told.path("since").asText(), joined(told.path("evidence")));
        JsonNode model = told.path("model");
        out.printf(
                "%s%n",
                model.isObject()
                        ? "model v" + model.path("version").asText() + ", trained to "
                                + model.path("trainedTo").asText() + ", data "
                                + model.path("dataDigest").asText()
                        : "no model in force that is still known");
        told.path("calendar")
                .forEach(each -> out.printf(
                        "calendar: %s (version %s)%n",
                        each.path("title").asText(), each.path("version").asText()));
        told.path("verdicts")
                .forEach(each -> out.printf(
                        "verdict: %s by %s at %s%n",
                        each.path("kind").asText(),
                        each.path("by").asText(),
                        each.path("at").asText()));
        JsonNode working = told.path("receipt");
        if (!working.isObject()) {
            out.println(told.path("check").path("sentence").asText());
            return CANNOT_SAY;
        }
        if (!working.path("tuning").asText().equals(Tuning.digest())) {
            out.printf(
                    "The detector's constants were %s, here they are %s: ask a release that has those.%n",
                    working.path("tuning").asText(), Tuning.digest());
            return CANNOT_SAY;
        }
        double stated = event.path("peakEvidence").asDouble();
        double again = receipt(working).evidence(working.path("value").asDouble(), Tuning.DEFAULT);
        boolean agrees = Math.abs(again - stated) <= ROUNDING * Math.max(1, stated);
        out.printf(
                Locale.ROOT,
                "evidence %.6f stated, %.6f computed again from the receipt; threshold %.6f: %s%n",
                stated,
                again,
                event.path("threshold").asDouble(),
                agrees ? "they agree" : "THEY DIFFER");
        return agrees ? AGREES : DIFFERS;
    }

    private static Receipt receipt(JsonNode working) {
        JsonNode trainedTo = working.path("trainedTo");
        JsonNode profile = working.path("profile");
        return new Receipt(
                working.path("tuning").asText(),
                trainedTo.isTextual() ? Micros.of(Instant.parse(trainedTo.asText())) : 0,
                profile.isNumber() ? profile.asDouble() : Double.NaN,
                working.path("fastLevel").asDouble(),
                working.path("fastSigma").asDouble(),
                working.path("slowLevel").asDouble(),
                working.path("slowSigma").asDouble(),
                working.path("before").asDouble(),
                working.path("flatLine").asDouble());
    }

    private static String joined(JsonNode words) {
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(text.isEmpty() ? "" : ", ").append(word.asText()));
        return text.toString();
    }

    private String key() throws IOException {
        for (String given : new String[] {
            Optional.ofNullable(key).orElse(""),
            Optional.ofNullable(environment.apply("TIDEWATCH_API_KEY")).orElse("")
        }) {
            if (!given.isBlank()) {
                return given.strip();
            }
        }
        String data = Optional.ofNullable(environment.apply("TIDEWATCH_DATA")).orElse(".tidewatch");
        String home = Optional.ofNullable(environment.apply("TIDEWATCH_HOME")).orElse("");
        Path stored = Path.of(home).resolve(data).resolve("cli.key");
        if (Files.isReadable(stored)) {
            return Files.readString(stored).strip();
        }
        throw new IOException(
                "No API key: give one with --key or TIDEWATCH_API_KEY. (A server on this machine leaves one in "
                        + stored + " for its own user.)");
    }
}
