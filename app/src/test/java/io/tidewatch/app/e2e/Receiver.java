// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A product team's endpoint: keeps what came with a signature that verifies, and counts what did not. */
final class Receiver implements AutoCloseable {
    /** One request, by the id that repeats share. */
    record Delivery(String id, String body) {}

    private final HttpServer server;
    private final List<Map.Entry<HttpHeaders, String>> received = new CopyOnWriteArrayList<>();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
            received.add(Map.entry(headers, body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** What came, in order of arrival. */
    List<String> bodies() {
        return received.stream().map(Map.Entry::getValue).toList();
    }

    /** @throws AssertionError where a request's signature does not verify with the library of the standard */
    List<Delivery> verified(String secret) {
        Webhook webhook = new Webhook(secret);
        return received.stream()
                .map(entry -> {
                    try {
                        webhook.verify(entry.getValue(), entry.getKey().map());
                    } catch (Exception e) {
                        throw new AssertionError("signature of " + entry.getValue() + ": " + e.getMessage(), e);
                    }
                    return new Delivery(entry.getKey().firstValue("webhook-id").orElseThrow(), entry.getValue());
                })
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
