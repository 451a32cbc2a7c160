// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.core.role.FormToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser: keeps cookies, sends forms with their token, follows no redirect. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");
    private final String server;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Browser(String server) {
        this.server = server;
    }

    Browser signedIn(String user, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer = form("/sign-in", "/sign-in", Map.of("user", user, "password", password));
        if (answer.statusCode() != 303) {
            throw new AssertionError("sign-in of " + user + " gave " + answer.statusCode() + " " + answer.body());
        }
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a form as the page at {@code page} would. */
    HttpResponse<String> form(String page, String action, Map<String, String> fields)
            throws IOException, InterruptedException {
        return formWith(tokenOn(page), action, fields);
    }

    HttpResponse<String> formWith(String token, String action, Map<String, String> fields)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body + "&" + FormToken.FIELD + "=" + encode(token)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    String tokenOn(String page) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(page).body());
        return token.find() ? token.group(1) : "";
    }

    /** As a script of the page would; only the status is waited for, since some answers never end. */
    int status(String method, String path, String contentType, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(method, path, contentType, body, headers).statusCode();
    }

    HttpResponse<String> json(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header(FormToken.HEADER, token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<?> send(
            String method, String path, String contentType, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        if (method.equals("GET") || method.equals("DELETE")) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", contentType).method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(30));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
