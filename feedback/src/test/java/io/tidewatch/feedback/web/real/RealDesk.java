// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.web.page.Assets;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves resource objects on loopback by their annotations, as the application would for one signed-in analyst. */
public final class RealDesk implements AutoCloseable {
    private static final String CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " frame-ancestors 'none'; form-action 'self'";

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final Assets assets = new Assets();
    private final List<Route> routes = new ArrayList<>();
    private final HttpServer server;

    public RealDesk(Object... resources) throws IOException {
        for (Object resource : resources) {
            routes.addAll(Route.of(resource));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith(assets.path())) {
                String name = path.substring(assets.path().length() + 1);
                send(exchange, 200, Assets.type(name), assets.file(name).orElseThrow());
            } else if (path.startsWith("/webjars/") || path.startsWith("/_static/")) {
                library(exchange, path);
            } else {
                answer(exchange, path);
            }
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        try {
            for (Route route : routes) {
                var values = route.match(exchange.getRequestMethod(), path);
                if (values.isPresent()) {
                    reply(exchange, route.call(values.get(), exchange, json));
                    return;
                }
            }
            send(exchange, 404, "text/plain", "no such page".getBytes(UTF_8));
        } catch (TidewatchException e) {
            Map<String, Object> problem = new LinkedHashMap<>(e.members());
            problem.put("status", e.code().status());
            problem.put("code", e.code().name());
            problem.put("detail", String.valueOf(e.getMessage()));
            send(exchange, e.code().status(), "application/problem+json", json.writeValueAsBytes(problem));
        } catch (ReflectiveOperationException | RuntimeException e) {
            send(exchange, 500, "text/plain", String.valueOf(e).getBytes(UTF_8));
        }
    }

    private void reply(HttpExchange exchange, @Nullable Object answer) throws IOException {
        Object entity = answer instanceof Response response ? response.getEntity() : answer;
        int status = answer instanceof Response response ? response.getStatus() : 200;
        if (entity instanceof String html) {
            exchange.getResponseHeaders().set("Content-Security-Policy", CSP);
            send(exchange, status, "text/html; charset=utf-8", html.getBytes(UTF_8));
        } else {
            send(exchange, status, "application/json", entity == null ? new byte[0] : json.writeValueAsBytes(entity));
        }
    }

    private static void library(HttpExchange exchange, String path) throws IOException {
        try (@Nullable InputStream file = RealDesk.class.getResourceAsStream("/META-INF/resources" + path)) {
            String type = path.endsWith(".woff2") ? "font/woff2" : Assets.type(path);
            send(exchange, file == null ? 404 : 200, type, file == null ? new byte[0] : file.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
