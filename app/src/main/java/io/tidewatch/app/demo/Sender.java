// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/** Sends points as any program would: CSV by HTTP with an API key. */
final class Sender {
    private final URI address;
    private final String key;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    Sender(URI server, String key) {
        this.address = server.resolve("/api/v1/points");
        this.key = key;
    }

    /** Rows of one request. */
    static final class Batch {
        private final TreeSet<String> columns = new TreeSet<>();
        private final java.util.List<Row> rows = new java.util.ArrayList<>();

        private record Row(DemoSeries series, Instant time, double value) {}

        void add(DemoSeries series, Instant time, double value) {
            columns.addAll(series.labels().values().keySet());
            rows.add(new Row(series, time, value));
        }

        int size() {
            return rows.size();
        }

        private String csv() {
            StringBuilder text = new StringBuilder(rows.size() * 60).append("kpi,timestamp,value");
            columns.forEach(column -> text.append(',').append(column));
            for (Row row : rows) {
                text.append('\n')
                        .append(row.series().kpi().name())
                        .append(',')
                        .append(row.time())
                        .append(',')
                        .append(row.value());
                Map<String, String> labels = row.series().labels().values();
                columns.forEach(column -> text.append(',').append(labels.getOrDefault(column, "")));
            }
            return text.append('\n').toString();
        }
    }

    /** @throws IOException where the server takes some of it only, or none */
    void send(Batch batch, String origin) throws IOException, InterruptedException {
        if (batch.size() == 0) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "?origin=" + origin))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(batch.csv()))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the points door answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
