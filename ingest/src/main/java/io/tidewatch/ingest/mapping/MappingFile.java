// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mapping rules of a YAML file, read at the start and again whenever the file changes. A file that makes no sense stops the
 * start; later it leaves the rules before it in force.
 */
public final class MappingFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MappingFile.class);
    private static final String NONE = "none";
    private static final int LOOK_SECONDS = 2;
    /** A tag, an input or a guard without a value is a mistake; Jackson would give null for it. */
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

    private final Path file;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mapping-file").daemon().factory());
    private volatile Mapping current;
    private volatile String trouble = "";
    private FileTime read = FileTime.fromMillis(0);

    /**
     * @param path {@code none} for no rules at all
     * @throws TidewatchException INVALID_VALUE naming each rule that makes no sense
     */
    public MappingFile(String path) {
        this.file = Path.of(path);
        if (path.equals(NONE)) {
            current = Mapping.PLAIN;
            return;
        }
        current = load();
        looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** The rules in force. */
    public Mapping current() {
        return current;
    }

    /** Empty, or why the file as it is now is not in force. */
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    /**
     * The rules of a text.
     *
     * @throws TidewatchException INVALID_VALUE naming each rule that makes no sense
     */
    public static Mapping parse(String yaml) {
        RuleFile.Rules rules;
        try {
            rules = YAML.readValue(yaml, RuleFile.Rules.class);
        } catch (JacksonException e) {
            throw invalid("line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage());
        }
        List<Rule> made = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<RuleFile> listed = rules == null || rules.rules() == null ? List.of() : rules.rules();
        for (int i = 0; i < listed.size(); i++) {
            RuleFile rule = listed.get(i);
            try {
                made.add(RuleReader.read(rule));
            } catch (IllegalArgumentException e) {
                problems.add("rule " + (i + 1) + (rule.kpi() == null ? "" : " (" + rule.kpi() + ")") + ": "
                        + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw invalid(String.join("; ", problems));
        }
        return new Mapping(made);
    }

    private void look() {
        try {
            if (!Files.getLastModifiedTime(file).equals(read)) {
                current = load();
                LOG.info("The mapping rules of {} are in force: {}", file, current.rules());
            }
            trouble = "";
        } catch (IOException | RuntimeException e) {
            if (trouble.isEmpty()) {
                LOG.warn("The mapping rules stay as they were: {}", e.getMessage());
            }
            trouble = String.valueOf(e.getMessage());
        }
    }

    private Mapping load() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            Mapping mapping = parse(Files.readString(file));
            read = changed;
            return mapping;
        } catch (IOException e) {
            throw invalid("it can't be read: " + e);
        } catch (TidewatchException e) {
            throw invalid(file + ": " + e.getMessage());
        }
    }

    private static TidewatchException invalid(String message) {
        return new TidewatchException(ErrorCode.INVALID_VALUE, "the mapping file makes no sense: " + message);
    }
}
