// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Teams' servers, half of them faulty; they count what they took in, what came twice and what came too early. */
final class Receivers implements AutoCloseable {
    static final List<Fault> ALL = List.of(
            Fault.NONE,
            Fault.ERROR,
            Fault.NONE,
            Fault.HANG,
            Fault.NONE,
            Fault.RESET,
            Fault.NONE,
            Fault.DRIP,
            Fault.NONE,
            Fault.BUSY,
            Fault.NONE,
            Fault.REDIRECT,
            Fault.NONE,
            Fault.FLOOD,
            Fault.NONE,
            Fault.GONE);

    private final HttpServer server;
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    final AtomicLong requests = new AtomicLong();
    final AtomicLong repeats = new AtomicLong();
    final AtomicLong tooEarly = new AtomicLong();
    final AtomicLong elsewhere = new AtomicLong();

    Receivers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.createContext("/", this::handle);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url(int receiver) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + receiver;
    }

    int distinct() {
        return taken.size();
    }

    /** When an event was first taken in, System.nanoTime(); null where it was not. */
    @Nullable
    Long takenAt(String event) {
        return taken.get(event);
    }

    private void handle(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        requests.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        String event = exchange.getRequestHeaders().getFirst("webhook-id");
        Fault fault =
                ALL.get(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)));
        int before = tries.computeIfAbsent(event, id -> new AtomicInteger()).getAndIncrement();
        Fault manner = fault.meets(event, before) ? fault : Fault.NONE;
        if (manner.takes()) {
            take(event, now);
        }
        try {
            manner.answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void take(String event, long now) {
        int dash = event.lastIndexOf('-');
        int sequence = Integer.parseInt(event.substring(dash + 1));
        if (sequence > 1 && !taken.containsKey(event.substring(0, dash + 1) + (sequence - 1))) {
            tooEarly.incrementAndGet();
        }
        if (taken.putIfAbsent(event, now) != null) {
            repeats.incrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
