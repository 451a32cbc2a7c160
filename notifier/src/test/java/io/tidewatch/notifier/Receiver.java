// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A real HTTP server on loopback that behaves as told, path by path, and remembers what came. */
public final class Receiver implements AutoCloseable {
    /** What came, in order of arrival. */
    public record Received(String path, Map<String, List<String>> headers, String body, long nanos) {
        public String id() {
            return header("webhook-id");
        }

        public String header(String name) {
            return new Headers(headers).getFirst(name);
        }
    }

    /** How to answer. */
    public interface Manner {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, IntFunction<Manner>> manners = new ConcurrentHashMap<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** @param manner by how many came to the path before */
    public String at(String path, IntFunction<Manner> manner) {
        manners.put(path, manner);
        return url(path);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public List<Received> received(String path) {
        return received.stream().filter(each -> each.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(path, Map.copyOf(exchange.getRequestHeaders()), body, System.nanoTime()));
        int before = counts.merge(path, 1, Integer::sum) - 1;
        try {
            manners.getOrDefault(path, count -> status(200)).apply(before).answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    public static Manner status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public static Manner status(int status, String header, String value) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Takes the request and says nothing. */
    public Manner hang() {
        return exchange -> closing.await(60, TimeUnit.SECONDS);
    }

    /** A 200 whose body never ends, a byte now and then. */
    public Manner drip() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            for (int i = 0; i < 1_000 && !closing.await(20, TimeUnit.MILLISECONDS); i++) {
                body.write('x');
                body.flush();
            }
        };
    }

    /** A 200 with far more than anybody wants to read. */
    public static Manner flood() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(block);
            }
        };
    }

    /** Closes without an answer. */
    public static Manner breakOff() {
        return HttpExchange::close;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
