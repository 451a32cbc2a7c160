// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidewatch.app.TestServers;
import io.tidewatch.core.role.FormToken;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServers.class)
class DoorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URL address;

    @SuppressWarnings("NullAway.Init")
    private String server;

    @SuppressWarnings("NullAway.Init")
    private Browser admin;

    /** Somebody with what they show, and the roles that this must give them. */
    private record Caller(String name, Browser browser, Map<String, String> headers, Set<String> roles) {}

    @BeforeEach
    void signIn() throws Exception {
        server = address.toString().replaceAll("/$", "");
        admin = new Browser(server).signedIn("admin", TestServers.ADMIN_PASSWORD);
    }

    @Test
    void everyEndpointAgainstEveryRole() throws Exception {
        List<Endpoint> endpoints = Endpoint.all();
        assertThat(endpoints).hasSizeGreaterThan(10);
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> tried = new TreeMap<>();
        for (Caller caller : callers()) {
            for (Endpoint endpoint : endpoints) {
                if (endpoint.path().equals("/sign-out") || endpoint.path().startsWith("/sign-in")) {
                    continue; // their own tests below
                }
                int status = caller.browser()
                        .status(endpoint.method(), endpoint.path(), endpoint.consumes(), "{}", caller.headers());
                boolean may = endpoint.open() || endpoint.roles().stream().anyMatch(caller.roles()::contains);
                boolean stranger = caller.roles().isEmpty();
                // A wrong key is refused even where none is needed: who sends it should learn that it is wrong.
                boolean wrongKey = stranger && !caller.headers().isEmpty();
                boolean right = may && !wrongKey ? status != 401 && status != 403 : status == (stranger ? 401 : 403);
                if (!right) {
                    wrong.add(endpoint + " as " + caller.name() + " gave " + status);
                }
                tried.merge(caller.name(), 1, Integer::sum);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).hasSize(8);
    }

    /** JAX-RS picks one class by the start of the path and never looks at another: such a method can't be reached. */
    @Test
    void everyEndpointCanBeReached() throws Exception {
        for (Endpoint endpoint : Endpoint.all()) {
            if (endpoint.method().equals("GET") && !endpoint.path().endsWith("/live")) {
                assertThat(admin.get(endpoint.path()).body())
                        .as(endpoint.toString())
                        .doesNotContain("There is nothing at this path");
            } else if (!endpoint.method().equals("GET")) {
                HttpResponse<String> answer = admin.json(endpoint.method(), endpoint.path(), "[", "no token");
                assertThat(answer.statusCode())
                        .as(endpoint + ": " + answer.body())
                        .isIn(403, 415);
            }
        }
    }

    @Test
    void onlySigningInIsOpen() {
        assertThat(Endpoint.all())
                .filteredOn(Endpoint::open)
                .extracting(Endpoint::path)
                .allMatch(path -> path.startsWith("/sign-in") || path.startsWith("/ui/"));
    }

    @Test
    void aStrangerWithABrowserIsSentToSignInAndBack() throws Exception {
        HttpResponse<String> answer = new Browser(server).get("/password");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?next=%2Fpassword");
        HttpResponse<String> signedIn = new Browser(server)
                .form(
                        "/sign-in",
                        "/sign-in",
                        Map.of("user", "admin", "password", TestServers.ADMIN_PASSWORD, "next", "/password"));
        assertThat(signedIn.headers().firstValue("Location").orElseThrow()).isEqualTo(server + "/password");
    }

    @Test
    void signingInLeadsToNoOtherServer() throws Exception {
        for (String next : new String[] {"https://evil.example/", "//evil.example", "/\\evil.example"}) {
            HttpResponse<String> answer = new Browser(server)
                    .form(
                            "/sign-in",
                            "/sign-in",
                            Map.of("user", "admin", "password", TestServers.ADMIN_PASSWORD, "next", next));
            assertThat(answer.headers().firstValue("Location").orElseThrow()).isEqualTo(server + "/");
        }
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOtherSites() throws Exception {
        HttpResponse<String> page = new Browser(server).get("/sign-in");
        assertThat(page.headers().allValues("set-cookie"))
                .allMatch(cookie -> cookie.contains("HTTPOnly") && cookie.contains("SameSite=Lax"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        Browser stranger = new Browser(server);
        String token = stranger.tokenOn("/sign-in");
        Map<String, String> fields = Map.of("user", "admin", "password", TestServers.ADMIN_PASSWORD);
        assertThat(stranger.formWith("", "/sign-in", fields).statusCode()).isEqualTo(403);
        assertThat(stranger.formWith(token + "x", "/sign-in", fields).statusCode())
                .isEqualTo(403);
        assertThat(new Browser(server).formWith(token, "/sign-in", fields).statusCode())
                .as("a token of another visit")
                .isEqualTo(403);
        assertThat(admin.json("POST", "/api/v1/keys", "{}", "").statusCode()).isEqualTo(403);
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        assertThat(admin.get("/password").statusCode()).isEqualTo(200);
        assertThat(admin.form("/password", "/sign-out", Map.of()).statusCode()).isEqualTo(303);
        assertThat(admin.get("/password").statusCode()).isEqualTo(302);
    }

    @Test
    void guessingGetsSlow() throws Exception {
        Map<String, String> guess = Map.of("user", "somebody", "password", "guess");
        Browser guesser = new Browser(server);
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.form("/sign-in", "/sign-in", guess).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> answer = guesser.form("/sign-in", "/sign-in", guess);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aRevokedKeyStopsWorking() throws Exception {
        Map<String, String> made = key("soon gone", "read");
        Map<String, String> headers = Map.of("Authorization", "Bearer " + made.get("key"));
        Browser program = new Browser(server);
        assertThat(program.status("GET", "/api/v1/me", "", "", headers)).isEqualTo(200);
        admin.json("DELETE", "/api/v1/keys/" + made.get("prefix"), "", token(admin));
        assertThat(program.status("GET", "/api/v1/me", "", "", headers)).isEqualTo(401);
    }

    @Test
    void aPersonWithASecretMustReplaceItFirst() throws Exception {
        String secret = person("newcomer-2", "analyst");
        Browser person = new Browser(server).signedIn("newcomer-2", secret);
        assertThat(person.status("GET", "/api/v1/me", "", "", Map.of())).isEqualTo(403);
        assertThat(person.form("/password", "/password", Map.of("password", "short"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(person.form("/password", "/password", Map.of("password", "long enough now"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(person.status("GET", "/api/v1/me", "", "", Map.of())).isEqualTo(200);
        assertThat(new Browser(server)
                        .form("/sign-in", "/sign-in", Map.of("user", "newcomer-2", "password", secret))
                        .statusCode())
                .as("the secret works once")
                .isEqualTo(401);
    }

    private List<Caller> callers() throws Exception {
        List<Caller> callers = new ArrayList<>();
        callers.add(new Caller("stranger", new Browser(server), Map.of(), Set.of()));
        callers.add(new Caller(
                "unknown key", new Browser(server), Map.of("Authorization", "Bearer tw_aaaaaaaa_x"), Set.of()));
        callers.add(key("ingest"));
        callers.add(key("read"));
        callers.add(signedIn("viewer", Set.of("viewer")));
        callers.add(signedIn("analyst", Set.of("viewer", "analyst")));
        String secret = person("newcomer", "admin");
        Browser newcomer = new Browser(server).signedIn("newcomer", secret);
        callers.add(new Caller("newcomer", newcomer, Map.of(FormToken.HEADER, token(newcomer)), Set.of("newcomer")));
        callers.add(new Caller(
                "admin", admin, Map.of(FormToken.HEADER, token(admin)), Set.of("viewer", "analyst", "admin")));
        return callers;
    }

    private Caller key(String scope) throws Exception {
        String key = key("test", scope).get("key");
        return new Caller("key " + scope, new Browser(server), Map.of("Authorization", "Bearer " + key), Set.of(scope));
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> key(String label, String scope) throws Exception {
        String body = "{\"label\": \"" + label + "\", \"scopes\": [\"" + scope + "\"]}";
        HttpResponse<String> answer = admin.json("POST", "/api/v1/keys", body, token(admin));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readValue(answer.body(), Map.class);
    }

    private Caller signedIn(String role, Set<String> roles) throws Exception {
        String secret = person(role + "-1", role);
        Browser browser = new Browser(server).signedIn(role + "-1", secret);
        browser.form("/password", "/password", Map.of("password", "long enough now"));
        return new Caller(role, browser, Map.of(FormToken.HEADER, token(browser)), roles);
    }

    private String person(String name, String role) throws Exception {
        String body = "{\"name\": \"" + name + "\", \"role\": \"" + role + "\"}";
        HttpResponse<String> answer = admin.json("POST", "/api/v1/people", body, token(admin));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).get("secret").asText();
    }

    private static String token(Browser browser) throws Exception {
        return browser.tokenOn("/password");
    }
}
