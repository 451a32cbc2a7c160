// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.pull;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.storage.source.SourceCursors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each source on its schedule. Its cursor, the time of the last row, moves when the log has the rows, so that a crash
 * repeats rows and loses none; repeated rows change nothing.
 */
public final class Pulls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulls.class);
    private static final String NONE = "none";

    private final Doorway doorway;
    private final SourceCursors cursors;
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final ScheduledExecutorService schedule = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().name("pull-").daemon().factory());

    /**
     * Starts at once.
     *
     * @param path of the file, {@code none} for no sources
     * @throws TidewatchException INVALID_VALUE naming each source that makes no sense
     */
    public Pulls(String path, Doorway doorway, SourceCursors cursors, UnaryOperator<@Nullable String> environment) {
        this.doorway = doorway;
        this.cursors = cursors;
        List<Pull> pulls = path.equals(NONE) ? List.of() : SourceFile.read(Path.of(path), environment);
        for (Pull pull : pulls) {
            schedule.scheduleWithFixedDelay(() -> run(pull), 0, pull.every().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Empty, or which source can't be read and why. */
    public String trouble() {
        return troubles.entrySet().stream()
                .findFirst()
                .map(entry -> "source " + entry.getKey() + ": " + entry.getValue())
                .orElse("");
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    private void run(Pull pull) {
        try {
            cursors.advance(pull.name(), pull.start(), from -> read(pull, from));
            troubles.remove(pull.name());
        } catch (RuntimeException e) {
            if (troubles.put(pull.name(), String.valueOf(e.getMessage())) == null) {
                LOG.warn("Source {} waits and tries again: {}", pull.name(), e.getMessage());
            }
        }
    }

    private Instant read(Pull pull, Instant from) {
        Intake intake = doorway.intake("sql");
        Instant[] last = {from};
        long[] place = {0};
        pull.source().read(from.equals(pull.start()) ? from : from.minus(pull.overlap()), (time, value, texts) -> {
            Map<String, String> labels = new LinkedHashMap<>();
            for (int i = 0; i < texts.size(); i++) {
                labels.put(pull.source().labels().get(i), texts.get(i));
            }
            intake.point(place[0]++, pull.kpi(), labels, Micros.of(time), value);
            last[0] = time.isAfter(last[0]) ? time : last[0];
        });
        intake.finish();
        if (!intake.away().isEmpty()) {
            throw new TidewatchException(ErrorCode.UNAVAILABLE, intake.away());
        }
        return last[0];
    }
}
