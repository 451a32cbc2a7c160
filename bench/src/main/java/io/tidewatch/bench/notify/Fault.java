// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.notify;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** How a receiver misbehaves. Each lets an event in at last, but for the one that is gone. */
enum Fault {
    NONE(0),
    /** 500 at the first try. */
    ERROR(0.5),
    /** No answer at the first try. */
    HANG(0.002),
    /** A connection that breaks at the first try. */
    RESET(0.3),
    /** A 200 that never ends, at the first try. */
    DRIP(0.002),
    /** 429 with Retry-After: 1. */
    BUSY(0.002),
    /** A redirect at the first try. */
    REDIRECT(0.3),
    /** A 200 with 4 MB behind it. */
    FLOOD(0.05),
    /** 410. */
    GONE(1);

    /** Of the events, this share meets the fault. */
    private final double share;

    Fault(double share) {
        this.share = share;
    }

    boolean meets(String event, int tries) {
        double place = Integer.toUnsignedLong(event.hashCode() * 0x9E3779B9) / 4_294_967_296.0;
        return place < share && (tries == 0 || this == GONE || this == FLOOD);
    }

    /** Whether this answer takes the event in. */
    boolean takes() {
        return this == NONE || this == FLOOD;
    }

    void answer(HttpExchange exchange) throws IOException, InterruptedException {
        switch (this) {
            case NONE -> exchange.sendResponseHeaders(204, -1);
            case ERROR -> exchange.sendResponseHeaders(500, -1);
            case RESET -> exchange.close();
            case HANG -> Thread.currentThread().join(Duration.ofSeconds(20));
            case GONE -> exchange.sendResponseHeaders(410, -1);
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
            }
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            }
            case DRIP -> drip(exchange);
            case FLOOD -> flood(exchange);
        }
    }

    private static void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        for (int i = 0; i < 400; i++) {
            body.write('x');
            body.flush();
            Thread.currentThread().join(Duration.ofMillis(50));
        }
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[64 * 1024];
        for (int i = 0; i < 64; i++) {
            exchange.getResponseBody().write(block);
        }
    }
}
