// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Sends a file's chunks in order and sums up what became of them. */
final class ImportRun {
    private static final int WAITS_FOR_NEW_KPI = 30;

    private final Server server;
    private final String query;
    private final LineProblems problems;
    private final Progress progress;
    private boolean justCreated;
    private long accepted;

    ImportRun(
            Server server,
            String kpi,
            Map<String, String> labels,
            boolean live,
            LineProblems problems,
            Progress progress) {
        this.server = server;
        this.problems = problems;
        this.progress = progress;
        StringBuilder text = new StringBuilder("?kpi=").append(encoded(kpi));
        labels.forEach((name, value) ->
                text.append("&label.").append(encoded(name)).append('=').append(encoded(value)));
        this.query = text.append("&origin=").append(live ? "live" : "backfill").toString();
    }

    /** Creates the KPI; fine where it exists. */
    void create(Map<String, String> settings) throws IOException, InterruptedException {
        Server.Reply reply = server.createKpi(settings);
        if (reply.status() == 201 || reply.status() == 200) {
            justCreated = true;
        } else if (reply.status() != 409) {
            throw new ImportFailure("The KPI can't be created: " + reply.detail());
        }
    }

    void send(FileChunks chunks, Resume resume) throws IOException, InterruptedException {
        Optional<FileChunks.Chunk> chunk = chunks.next();
        while (chunk.isPresent()) {
            send(chunk.get());
            resume.reached(chunk.get().lastLine());
            progress.show(chunks.percent(), accepted);
            chunk = chunks.next();
        }
        resume.done();
    }

    /** The series, for {@link Resume}. */
    String target() {
        return query;
    }

    /** Points that the log has. */
    long accepted() {
        return accepted;
    }

    private void send(FileChunks.Chunk chunk) throws IOException, InterruptedException {
        Server.Reply reply = server.points(query, chunk.csv());
        // The news of a new KPI reach the door within a moment, not at once.
        for (int waits = 0; justCreated && reply.code().equals("unknown-kpi") && waits < WAITS_FOR_NEW_KPI; waits++) {
            server.pause().of(Duration.ofMillis(500));
            reply = server.points(query, chunk.csv());
        }
        justCreated = false;
        boolean counted = reply.body().path("refused").asLong() > 0;
        if (reply.code().equals("unknown-kpi") || (reply.status() != 200 && !counted)) {
            String remedy = reply.code().equals("unknown-kpi") ? " Add --create to this command to make it now." : "";
            throw new ImportFailure("The server refuses the points: " + reply.detail() + remedy + again());
        }
        if (reply.status() == 503 || reply.status() == 429) {
            throw new ImportFailure("The server has been busy for too long: " + reply.detail() + again());
        }
        accepted += reply.body().path("accepted").asLong();
        JsonNode errors = reply.body().path("errors");
        for (JsonNode error : errors) {
            problems.add(
                    chunk.fileLine(error.path("line").asLong()),
                    error.path("message").asText());
        }
        problems.addUnlisted(reply.body().path("refused").asLong() - errors.size());
    }

    private String again() {
        return accepted == 0
                ? ""
                : " " + accepted + " points are in; run the same command again: it goes on where it stopped.";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
