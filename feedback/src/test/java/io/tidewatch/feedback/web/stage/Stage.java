// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.feedback.web.page.Assets;
import io.tidewatch.feedback.web.page.Templates;
import io.tidewatch.feedback.web.signin.SignInView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Serves the stage on loopback; {@link #main} keeps it up to be looked at. */
public final class Stage implements AutoCloseable {
    /** What the application sends with every page. */
    private static final String CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " frame-ancestors 'none'; form-action 'self'";

    /** The alert that tests open, and the day's now. */
    public static final String ALERT = Stories.ALL.get(2).id();

    public static final Instant NOW = Story.NOW;

    private static final Pattern ALERTS = Pattern.compile("\"alert\":\"([^\"]+)\"");
    private static final Pattern VERDICTS = Pattern.compile("\"(\\d+)\"");

    private final HttpServer server;
    private final Set<OutputStream> listeners = ConcurrentHashMap.newKeySet();
    private final Assets assets = new Assets();
    private final Templates templates = new Templates();
    final StagePages pages;
    private final boolean quiet;
    private final CountDownLatch ended = new CountDownLatch(1);

    public Stage(int port, boolean quiet) throws IOException {
        this.quiet = quiet;
        pages = new StagePages(assets.path(), quiet);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
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
            try {
                if (path.startsWith(assets.path())) {
                    String name = path.substring(assets.path().length() + 1);
                    send(exchange, 200, Assets.type(name), assets.file(name).orElseThrow());
                } else if (path.startsWith("/webjars/") || path.startsWith("/_static/")) {
                    resource(exchange, path);
                } else {
                    answer(exchange, path);
                }
            } catch (RuntimeException e) {
                send(exchange, 500, "text/plain", String.valueOf(e).getBytes(UTF_8));
            }
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        Map<String, String> query = query(exchange);
        String theme = query.getOrDefault("theme", "");
        String q = query.getOrDefault("q", "");
        String[] parts = path.substring(1).split("/");
        if (path.equals("/alerts")) {
            html(exchange, "alerts/index", pages.inbox(q, null, theme));
        } else if (path.equals("/alerts/rows")) {
            html(exchange, "alerts/rows", pages.inbox(q, null, theme));
        } else if (parts[0].equals("alerts")) {
            boolean piece = exchange.getRequestHeaders().containsKey("X-Piece");
            html(exchange, piece ? "alerts/pane" : "alerts/index", pages.inbox(q, parts[1], theme));
        } else if (path.equals("/kpis")) {
            html(exchange, "kpis/index", new StageKpis(pages).list(theme, quiet));
        } else if (parts[0].equals("kpis")) {
            html(exchange, "kpis/page", new StageKpis(pages).page(path.substring("/kpis/".length()), theme));
        } else if (path.equals("/overview")) {
            html(exchange, "overview", new StageRest(pages).overview(theme));
        } else if (path.equals("/subscriptions")) {
            html(exchange, "subscriptions/index", new StageRest(pages).subscriptions(theme, quiet));
        } else if (parts[0].equals("subscriptions")) {
            html(exchange, "subscriptions/edit", new StageRouting(pages).edit(theme));
        } else if (path.equals("/silences")) {
            html(exchange, "silences/index", new StageRouting(pages).silences(theme, quiet));
        } else if (path.equals("/routing")) {
            html(exchange, "routing/index", new StageRouting(pages).routing(theme));
        } else if (path.equals("/deliveries")) {
            html(exchange, "deliveries/index", new StageRest(pages).deliveries(theme));
        } else if (parts[0].equals("deliveries")) {
            html(exchange, "deliveries/page", new StageRest(pages).delivery(theme));
        } else if (path.equals("/settings")) {
            html(exchange, "settings/index", new StageRest(pages).settings(theme));
        } else if (path.equals("/sign-in")) {
            String problem =
                    query.containsKey("wrong") ? "User and password don't match. Try again, or ask an admin." : "";
            html(exchange, "sign-in", new SignInView(theme, "token", assets.path(), problem, "", "", true));
        } else if (path.startsWith("/stage/chart/")) {
            send(
                    exchange,
                    200,
                    "application/json",
                    StageChart.json(Stories.byId(parts[2]), query.containsKey("whole"), query)
                            .getBytes(UTF_8));
        } else if (path.startsWith("/api/v1/")) {
            api(exchange, parts);
        } else {
            send(exchange, 404, "text/plain", "no such page".getBytes(UTF_8));
        }
    }

    /** An outcome for each id that the pattern finds. */
    private static byte[] items(Pattern pattern, String body, Consumer<String> each) {
        String items = pattern.matcher(body)
                .results()
                .map(found -> {
                    each.accept(found.group(1));
                    return "{\"id\":\"" + found.group(1) + "\",\"verdict\":{\"id\":\"7\"}}";
                })
                .collect(Collectors.joining(","));
        return ("{\"items\":[" + items + "]}").getBytes(UTF_8);
    }

    private void api(HttpExchange exchange, String[] parts) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (parts[2].equals("alerts") && parts[parts.length - 1].equals("verdict")) {
            String kind = body.replaceAll(".*\"kind\":\"(\\w+)\".*", "$1");
            pages.verdicts.put(parts[3], kind);
            send(exchange, 200, "application/json", "{\"id\":\"7\"}".getBytes(UTF_8));
        } else if (parts[parts.length - 1].equals("bulk")) {
            String kind = body.replaceAll(".*\"kind\":\"(\\w+)\".*", "$1");
            send(exchange, 200, "application/json", items(ALERTS, body, id -> pages.verdicts.put(id, kind)));
        } else if (parts.length == 5 && parts[4].equals("undo")) {
            pages.verdicts.clear();
            send(exchange, 200, "application/json", "{\"id\":\"8\"}".getBytes(UTF_8));
        } else if (parts[parts.length - 1].equals("undo")) {
            send(exchange, 200, "application/json", items(VERDICTS, body, id -> pages.verdicts.clear()));
        } else if (parts[2].equals("live")) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(": here\n\n".getBytes(UTF_8));
            out.flush();
            listeners.add(out);
            awaitEnd();
        } else {
            send(exchange, 200, "application/json", "{}".getBytes(UTF_8));
        }
    }

    /** A colleague's verdict. */
    public void judge(String alert, String kind) {
        pages.verdicts.put(alert, kind);
    }

    /** The verdict that stands; empty for none. */
    public String verdict(String alert) {
        return pages.verdicts.getOrDefault(alert, "");
    }

    /** Tells every open page that something changed. */
    public void announce() throws IOException {
        for (OutputStream listener : listeners) {
            listener.write("event: resync\ndata: {}\n\n".getBytes(UTF_8));
            listener.flush();
        }
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void html(HttpExchange exchange, String template, Object view) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy", CSP);
        send(
                exchange,
                200,
                "text/html; charset=utf-8",
                templates.render(template, view).getBytes(UTF_8));
    }

    private void resource(HttpExchange exchange, String path) throws IOException {
        try (@Nullable InputStream file = Stage.class.getResourceAsStream("/META-INF/resources" + path)) {
            if (file == null) {
                send(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            String type = path.endsWith(".woff2") ? "font/woff2" : Assets.type(path);
            send(exchange, 200, type, file.readAllBytes());
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> values = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
                }
            }
        }
        return values;
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
    }

    /** @param args the port; 8099 where there is none */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Stage stage = new Stage(args.length > 0 ? Integer.parseInt(args[0]) : 8099, args.length > 1)) {
            Thread.currentThread().join();
        }
    }
}
