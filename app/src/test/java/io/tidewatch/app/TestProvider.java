// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID Connect provider: gives each code once, for the verifier whose challenge came with it. */
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "tidewatch";
    public static final String SECRET = "a secret of the provider's";

    /** Where the running one is; Quarkus loads tests in a class loader of their own, so it is found by a property. */
    public static final String PROPERTY = "test.provider";

    private record Grant(String challenge, String idToken) {}

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    public TestProvider() throws IOException {
        try {
            key = new RSAKeyGenerator(2048).keyID("1").generate();
        } catch (JOSEException e) {
            throw new IOException(e);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer())));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        // As the provider's own page would, once the person has signed in there: the claims come with the test's
        // request.
        server.createContext("/grant", this::grant);
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void grant(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        String code = "code-" + grants.size();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer())
                            .subject(asked.get("sub"))
                            .audience(asked.getOrDefault("aud", CLIENT))
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .issueTime(Date.from(Instant.now()))
                            .claim("nonce", asked.get("nonce"))
                            .claim("preferred_username", asked.get("name"))
                            .claim(
                                    "groups",
                                    List.of(asked.getOrDefault("groups", "").split(",", -1)))
                            .build());
            token.sign(new RSASSASigner(key));
            grants.put(code, new Grant(String.valueOf(asked.get("code_challenge")), token.serialize()));
        } catch (JOSEException e) {
            throw new IOException(e);
        }
        answer(exchange, 200, code);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Grant grant = grants.remove(form.getOrDefault("code", ""));
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        boolean client = shown != null
                && new String(Base64.getDecoder().decode(shown.substring("Basic ".length())), UTF_8)
                        .equals(CLIENT + ":" + java.net.URLEncoder.encode(SECRET, UTF_8));
        if (grant == null
                || !client
                || !CodeChallenge.compute(
                                CodeChallengeMethod.S256, new CodeVerifier(form.getOrDefault("code_verifier", "")))
                        .getValue()
                        .equals(grant.challenge())) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"access_token\": \"x\", \"token_type\": \"Bearer\", \"id_token\": \"" + grant.idToken() + "\"}");
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : encoded.split("&", -1)) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts.length == 2 ? parts[1] : "", UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
