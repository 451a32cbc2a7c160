// SPDX-License-Identifier: GPL-3.0-or-later
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of Tidewatch's webhooks: {@code java WebhookReceiver.java 8090 whsec_…} */
public class WebhookReceiver {
    private static final long TOLERANCE_SECONDS = 300;
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    public static void main(String[] args) throws IOException {
        byte[] key = Base64.getDecoder().decode(args[1].substring("whsec_".length()));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(answer(exchange, key), -1);
            exchange.close();
        });
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }

    private static int answer(HttpExchange request, byte[] key) throws IOException {
        byte[] body = request.getRequestBody().readAllBytes();
        String id = request.getRequestHeaders().getFirst("webhook-id");
        String timestamp = request.getRequestHeaders().getFirst("webhook-timestamp");
        String signatures = request.getRequestHeaders().getFirst("webhook-signature");
        if (id == null || timestamp == null || signatures == null || !genuine(id, timestamp, signatures, body, key)) {
            return 401;
        }
        // The same event may come again: after an answer that got lost, or when somebody re-sends it.
        if (SEEN.add(id)) {
            System.out.println(id + " " + new String(body, StandardCharsets.UTF_8));
        }
        return 204;
    }

    private static boolean genuine(String id, String timestamp, String signatures, byte[] body, byte[] key) {
        try {
            // An old request may be one that somebody recorded.
            if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
                return false;
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)))
                    .getBytes(StandardCharsets.UTF_8);
            // Two of them while a secret is being rotated. Compared in constant time.
            for (String signature : signatures.split(" ")) {
                if (MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException | NumberFormatException e) {
            return false;
        }
    }
}
