// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.pull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.runtime.configuration.DurationConverter;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.storage.source.SqlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The YAML file of sources; one that makes no sense stops the start. */
final class SourceFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    private static final String DEFAULT_START = "1970-01-01T00:00:00Z";

    /** As it stands there. */
    record Entry(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("password-variable") @Nullable String passwordVariable,
            @JsonProperty("query") @Nullable String query,
            @JsonProperty("time") @Nullable String time,
            @JsonProperty("value") @Nullable String value,
            @JsonProperty("kpi") @Nullable String kpi,
            @JsonProperty("labels") @Nullable List<String> labels,
            @JsonProperty("every") @Nullable String every,
            @JsonProperty("overlap") @Nullable String overlap,
            @JsonProperty("start") @Nullable String start) {}

    record Sources(@JsonProperty("sources") @Nullable List<Entry> sources) {}

    private SourceFile() {}

    /**
     * @param environment where passwords are
     * @throws TidewatchException INVALID_VALUE naming each source that makes no sense
     */
    static List<Pull> read(Path file, UnaryOperator<@Nullable String> environment) {
        Sources sources;
        try {
            sources = YAML.readValue(Files.readString(file), Sources.class);
        } catch (JacksonException e) {
            throw invalid(file + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw invalid(file + " can't be read: " + e);
        }
        List<Pull> pulls = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Entry> entries = sources == null || sources.sources() == null ? List.of() : sources.sources();
        for (int i = 0; i < entries.size(); i++) {
            try {
                pulls.add(pull(entries.get(i), environment));
            } catch (RuntimeException e) {
                problems.add("source " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw invalid(file + ": " + String.join("; ", problems));
        }
        return pulls;
    }

    private static Pull pull(Entry entry, UnaryOperator<@Nullable String> environment) {
        String query = needed("query", entry.query());
        if (!query.contains(":cursor")) {
            throw new IllegalArgumentException(
                    "the query must compare its time column with :cursor, as in where changed_at >= :cursor");
        }
        String kpi = needed("kpi", entry.kpi());
        Kpi.requireName(kpi);
        String password = "";
        if (entry.passwordVariable() != null) {
            password = environment.apply(entry.passwordVariable());
            if (password == null) {
                throw new IllegalArgumentException("the environment has no " + entry.passwordVariable());
            }
        }
        Duration every = duration(entry.every() == null ? "1m" : entry.every());
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("every must be 1s or more, not " + entry.every());
        }
        SqlSource source = new SqlSource(
                needed("url", entry.url()),
                entry.user() == null ? "" : entry.user(),
                password,
                query,
                needed("time", entry.time()),
                needed("value", entry.value()),
                entry.labels() == null ? List.of() : List.copyOf(entry.labels()));
        return new Pull(
                needed("name", entry.name()),
                source,
                kpi,
                every,
                duration(entry.overlap() == null ? "5m" : entry.overlap()),
                Instant.parse(entry.start() == null ? DEFAULT_START : entry.start()));
    }

    private static String needed(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static Duration duration(String text) {
        return DurationConverter.parseDuration(text);
    }

    private static TidewatchException invalid(String message) {
        return new TidewatchException(ErrorCode.INVALID_VALUE, "the file of SQL sources makes no sense: " + message);
    }
}
