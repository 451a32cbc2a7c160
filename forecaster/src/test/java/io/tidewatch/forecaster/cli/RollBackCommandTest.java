// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RollBackCommandTest {
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            String next = answers.remove();
            byte[] body = next.substring(4).getBytes(UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(next.substring(0, 3)), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksWaitsAndSaysWhatServes() {
        answers.add("202 {\"id\": \"7\", \"state\": \"waiting\", \"message\": \"\"}");
        answers.add("200 {\"id\": \"7\", \"state\": \"done\", \"message\": \"Version 1 serves again, as version 3\"}");
        assertThat(run("sales/eu", "--key", "tw_k")).isZero();
        assertThat(out.toString()).contains("Version 1 serves again, as version 3");
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/kpis/sales%2Feu/models/roll-back Bearer tw_k",
                        "GET /api/v1/requests/7 Bearer tw_k");
    }

    @Test
    void namesTheVersionAndReportsAFailure() {
        answers.add("202 {\"id\": \"8\", \"state\": \"failed\", \"message\": \"There is no version 9 of sales\"}");
        assertThat(run("sales", "--to", "9", "--key", "tw_k")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no version 9 of sales");
        answers.add("404 {\"detail\": \"no KPI nobody.\"}");
        assertThat(run("nobody", "--key", "tw_k")).isEqualTo(1);
        assertThat(err.toString()).contains("no KPI nobody.");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return new CommandLine(new RollBackCommand(name -> null, Duration.ofMillis(1)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
