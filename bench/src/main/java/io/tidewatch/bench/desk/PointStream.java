// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.desk;

import io.tidewatch.core.series.SeriesKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a point of each series every so often: a calibration takes effect at the next point of its series. */
final class PointStream implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong refused = new AtomicLong();
    private final List<SeriesKey> series;
    private final URI door;
    private final String key;

    PointStream(RunningApp app, List<SeriesKey> series, long everyMillis) throws IOException {
        this.series = series;
        this.door = app.address("/api/v1/points");
        this.key = Files.readString(app.data().resolve("cli.key")).strip();
        clock.scheduleAtFixedRate(this::send, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    private void send() {
        StringBuilder csv = new StringBuilder("kpi,timestamp,value");
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        for (SeriesKey one : series) {
            csv.append('\n').append(one.kpi()).append(',').append(now).append(",100");
        }
        HttpRequest request = HttpRequest.newBuilder(door)
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(csv.append('\n').toString()))
                .build();
        try {
            if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() / 100 != 2) {
                refused.incrementAndGet();
            }
        } catch (IOException e) {
            refused.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Requests that were not taken. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
