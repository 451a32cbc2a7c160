// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.time.Micros;
import io.tidewatch.replay.topic.AlertsTopic;
import io.tidewatch.replay.topic.TopicReplay;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code replay --topic}: the points topic instead of files, and what stands on the alerts topic beside it. */
final class TopicRun {
    private TopicRun() {}

    static void run(String bootstrap, long from, @Nullable Path folder, PrintWriter console) throws IOException {
        LogClients clients = new LogClients(new LogSettings(bootstrap, LogSettings.DEFAULT_PARTITIONS, (short) 1));
        AlertsTopic alerts = AlertsTopic.read(clients);
        TopicReplay.Summary read = new TopicReplay(clients).run(from, alerts);
        console.printf(Locale.ROOT, "%d points of %d series scored again.%n", read.points(), read.series());
        console.println(alerts.comparison());
        if (folder != null) {
            write(folder.resolve("topic.alerts.csv"), alerts);
        }
        console.flush();
    }

    private static void write(Path file, AlertsTopic alerts) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, UTF_8))) {
            out.print("series,detector,opened,resolved,severity,peak_score,direction,why\n");
            for (AlertEvent alert : alerts.alerts()) {
                out.print(quoted(alert.series().toString()) + ',' + quoted(alert.detectorId()) + ',');
                out.print(Micros.toInstant(alert.started()) + ",");
                out.print(
                        alert.resolved().isPresent()
                                ? Micros.toInstant(alert.resolved().getAsLong())
                                : "");
                out.print("," + alert.severity().name().toLowerCase(Locale.ROOT) + "," + alert.peakScore());
                out.print((alert.sign() < 0 ? ",down," : ",up,") + quoted(alert.why()) + "\n");
            }
            if (out.checkError()) {
                throw new IOException(file + " could not be written; is the disk full?");
            }
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
