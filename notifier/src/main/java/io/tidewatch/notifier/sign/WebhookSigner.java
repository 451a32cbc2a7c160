// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.subscription.SigningSecret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks 1.0 says: HMAC-SHA256 over {@code id.timestamp.body}, one signature for each secret. */
public final class WebhookSigner {
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSigner() {}

    /**
     * The three headers.
     *
     * @param id the same at each try; holds no dot
     * @param at when this try is made; receivers refuse old ones
     * @param secrets the newest first
     */
    public static Map<String, String> headers(String id, Instant at, String body, List<SigningSecret> secrets) {
        if (id.indexOf('.') >= 0 || secrets.isEmpty()) {
            throw new IllegalArgumentException("a webhook needs a secret and an id without a dot, not " + id);
        }
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] signed = (id + "." + timestamp + "." + body).getBytes(UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                secrets.stream().map(secret -> "v1," + hmac(secret, signed)).collect(Collectors.joining(" ")));
        return headers;
    }

    private static String hmac(SigningSecret secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
