// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidewatch.core.detection.Tuning;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ExplainCommandTest {
    private static final String RECEIPT = """
            {"alert": "0f", "series": {"id": "1", "kpi": "signups", "labels": {"country": "DE"}}, "detector": "signups/adaptive",
             "event": {"why": "180, expected 100 to 140", "peakEvidence": 6.0, "threshold": 4.0}, "evidence": ["spike"],
             "since": "2026-03-01T12:00:00Z", "model": {"version": 3, "trainedTo": "2026-03-01T00:00:00Z", "dataDigest": "ab"},
             "receipt": {"tuning": "TUNING", "value": 180, "trainedTo": null, "profile": null, "fastLevel": 120, "fastSigma": 10,
              "slowLevel": 120, "slowSigma": 10, "before": 6, "flatLine": 0},
             "check": {"sentence": "It says it all."}, "calendar": [{"title": "load test", "version": 1}],
             "verdicts": [{"kind": "false_alarm", "by": "ana", "at": "2026-03-01T13:00:00Z"}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | x | x | 0 | they agree",
                "200 | 'before\": 6' | 'before\": 1' | 4 | THEY DIFFER",
                "200 | TUNING | another | 3 | ask a release that has those",
                "200 | '\"receipt\": {' | '\"other\": {' | 3 | It says it all.",
                "404 | x | x | 1 | answers 404"
            })
    void doesTheSumsItself(int status, String was, String is, int exit, String words) throws IOException {
        byte[] body =
                RECEIPT.replace(was, is).replace("TUNING", Tuning.digest()).getBytes(UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/alerts/0f/receipt", exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            StringWriter said = new StringWriter();
            CommandLine command = new CommandLine(new ExplainCommand(name -> null))
                    .setOut(new PrintWriter(said))
                    .setErr(new PrintWriter(said));
            int code = command.execute(
                    "0f",
                    "--key",
                    "tw_x",
                    "--url",
                    "http://127.0.0.1:" + server.getAddress().getPort());
            assertThat(said.toString()).contains(words);
            assertThat(code).isEqualTo(exit);
        } finally {
            server.stop(0);
        }
    }
}
