// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.time.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A page of its own, without script or anything from elsewhere: a chart and the alerts of each file. */
final class HtmlPage {
    private static final int MOST_ALERTS = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1c2430;--paper:#fff;--line:#d5dbe3;--band:#1a9c8c33;--coral:#d9482b;--dim:#5b6675}
            @media(prefers-color-scheme:dark){:root{--ink:#e6ebf2;--paper:#12171e;--line:#303946;--band:#2bb8a640;--coral:#ff7a5c;--dim:#9aa6b5}}
            body{margin:24px auto;max-width:1120px;padding:0 16px;background:var(--paper);color:var(--ink);font:14px system-ui,sans-serif;
            font-variant-numeric:tabular-nums}
            h1{font-size:20px}h2{font-size:16px;margin:32px 0 4px;overflow-wrap:anywhere}p{color:var(--dim);margin:4px 0}
            svg{width:100%;height:auto;display:block}.v{fill:none;stroke:var(--ink);stroke-width:1}.b{fill:var(--band)}
            .a{fill:var(--coral)}.s{fill:var(--coral);opacity:.16}.g{stroke:var(--line)}text{fill:var(--dim);font-size:11px}
            table{border-collapse:collapse;margin-top:8px}td,th{text-align:left;padding:4px 16px 4px 0;border-bottom:1px solid var(--line);
            vertical-align:top}summary{cursor:pointer;color:var(--dim);margin-top:8px}
            """;

    private final ZoneId zone;
    private final StringBuilder body = new StringBuilder();

    HtmlPage(ZoneId zone) {
        this.zone = zone;
    }

    void add(InputSeries series, ReplayResult result) {
        List<AlertEvent> alerts = result.alerts();
        body.append("<section><h2>").append(escaped(series.name())).append("</h2><p>");
        body.append(series.size())
                .append(" rows, ")
                .append(alerts.size())
                .append(" alerts; value in the file's unit, time in ");
        body.append(escaped(zone.getId())).append("</p>");
        body.append(new Chart(series, result, zone).svg());
        if (!alerts.isEmpty()) {
            table(alerts);
        }
        body.append("</section>");
    }

    private void table(List<AlertEvent> alerts) {
        body.append("<details><summary>Alerts</summary><table><tr><th>opened</th><th>resolved</th><th>severity</th>"
                + "<th>score</th><th>why</th></tr>");
        for (AlertEvent alert : alerts.subList(0, Math.min(MOST_ALERTS, alerts.size()))) {
            body.append("<tr><td>").append(time(alert.started())).append("</td><td>");
            body.append(alert.resolved().isPresent() ? time(alert.resolved().getAsLong()) : "open")
                    .append("</td><td>");
            body.append(alert.severity().name().toLowerCase(Locale.ROOT)).append("</td><td>");
            body.append(String.format(Locale.ROOT, "%.2f", alert.peakScore())).append("</td><td>");
            body.append(escaped(alert.why())).append("</td></tr>");
        }
        body.append("</table>");
        if (alerts.size() > MOST_ALERTS) {
            body.append("<p>and ").append(alerts.size() - MOST_ALERTS).append(" more; --out writes all of them</p>");
        }
        body.append("</details>");
    }

    void write(Path page) throws IOException {
        Files.writeString(
                page,
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width\"><title>Tidewatch replay</title><style>" + STYLE
                        + "</style></head><body><h1>Tidewatch replay</h1>" + body + "</body></html>\n",
                UTF_8);
    }

    private String time(long micros) {
        return TIME.format(Micros.toInstant(micros).atZone(zone));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
