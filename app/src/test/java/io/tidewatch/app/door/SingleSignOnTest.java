// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidewatch.app.TestProvider;
import io.tidewatch.app.TestServers;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServers.class)
class SingleSignOnTest {
    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URL address;

    @ConfigProperty(name = TestProvider.PROPERTY)
    @SuppressWarnings("NullAway.Init")
    String provider;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(address.toString().replaceAll("/$", ""));
    }

    @Test
    void whoComesBackFromTheProviderIsSignedInWithTheRoleOfTheirGroups() throws Exception {
        assertThat(browser.get("/sign-in?next=/kpis").body()).contains("href=\"/sign-in/sso?next=%2Fkpis\"");
        HttpResponse<String> back = arrive("ada@example.com", "1", "staff,watchers");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location").orElseThrow()).endsWith("/kpis");
        assertThat(me()).contains("\"ada@example.com\"", "analyst");
        // The groups of today count, and the subject is who it is, whatever they call themselves now.
        arrive("ada.lovelace", "1", "owners");
        assertThat(me()).contains("\"ada@example.com\"", "admin");
        arrive("ada@example.com", "1", "staff");
        assertThat(me()).contains("viewer").doesNotContain("analyst");
    }

    @Test
    void aNameOfALocalAccountIsNobodyElses() throws Exception {
        HttpResponse<String> back = arrive("admin", "2", "owners");
        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).contains("There is an account admin here");
        assertThat(me()).doesNotContain("admin");
    }

    @Test
    void whatComesBackMustBelongToTheErrandOfThisBrowser() throws Exception {
        Map<String, String> errand = leave();
        String code = grant(errand, Map.of("sub", "3", "name", "eve"));
        assertThat(new Browser(address.toString().replaceAll("/$", ""))
                        .get(done(code, errand))
                        .statusCode())
                .as("another browser")
                .isEqualTo(401);
        assertThat(browser.get(done(code, Map.of("state", "guessed"))).statusCode())
                .as("another state")
                .isEqualTo(401);
        assertThat(browser.get(done(code, errand)).statusCode())
                .as("the errand was over")
                .isEqualTo(401);
    }

    @Test
    void whatTheProviderDoesNotVouchForIsRefused() throws Exception {
        Map<String, String> errand = leave();
        assertThat(browser.get(done("made-up", errand)).body()).contains("did not vouch for you");
        errand = leave();
        String other = grant(errand, Map.of("sub", "4", "name", "mallory", "aud", "another client"));
        assertThat(browser.get(done(other, errand)).statusCode())
                .as("made for another client")
                .isEqualTo(401);
        errand = leave();
        String replayed = grant(errand, Map.of("sub", "4", "name", "mallory", "nonce", "of another errand"));
        assertThat(browser.get(done(replayed, errand)).statusCode())
                .as("made for another errand")
                .isEqualTo(401);
        errand = leave();
        assertThat(browser.get("/sign-in/sso/done?error=access_denied&state=" + errand.get("state"))
                        .body())
                .contains("access_denied");
        assertThat(me()).doesNotContain("mallory");
    }

    @Test
    void thereIsNoPasswordToSet() throws Exception {
        arrive("grace", "5", "staff");
        HttpResponse<String> answer = browser.form("/password", "/password", Map.of("password", "long enough now"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("grace signs in with single sign-on");
        assertThat(new Browser(address.toString().replaceAll("/$", ""))
                        .form("/sign-in", "/sign-in", Map.of("user", "grace", "password", ""))
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> arrive(String name, String subject, String groups) throws Exception {
        Map<String, String> errand = leave();
        return browser.get(done(grant(errand, Map.of("sub", subject, "name", name, "groups", groups)), errand));
    }

    /** What the browser is sent to the provider with. */
    private Map<String, String> leave() throws Exception {
        HttpResponse<String> answer = browser.get("/sign-in/sso?next=/kpis");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        URI there = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(there.toString()).startsWith(provider + "/authorize?");
        Map<String, String> asked = new LinkedHashMap<>();
        for (String field : there.getRawQuery().split("&", -1)) {
            String[] parts = field.split("=", 2);
            asked.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        assertThat(asked)
                .containsEntry("client_id", TestProvider.CLIENT)
                .containsEntry("code_challenge_method", "S256");
        assertThat(asked.get("redirect_uri")).endsWith("/sign-in/sso/done");
        return asked;
    }

    private String grant(Map<String, String> errand, Map<String, String> claims) throws Exception {
        Map<String, String> fields = new LinkedHashMap<>(errand);
        fields.putAll(claims);
        String query = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(provider + "/grant?" + query))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String done(String code, Map<String, String> errand) {
        return "/sign-in/sso/done?code=" + code + "&state=" + errand.get("state");
    }

    private String me() throws Exception {
        return browser.json("GET", "/api/v1/me", "", "").body();
    }
}
