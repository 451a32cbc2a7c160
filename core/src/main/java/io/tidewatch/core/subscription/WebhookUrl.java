// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a webhook goes, as far as its text can be judged. Which address the host has is judged when the socket connects, and
 * http is let through there only to addresses that the operator allows.
 */
public record WebhookUrl(URI uri) implements Destination {
    public static final int MAX_LENGTH = 2_048;
    /** Services above 1023 that speak other protocols, and would take a request for commands. */
    private static final Set<Integer> OTHER_PROTOCOLS = Set.of(
            1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679,
            6697, 10080, 11211);

    /**
     * A literal IPv6 address, four decimal bytes without leading zeros, or a name whose last part starts with a letter: the
     * other spellings of an address (one number, octal, hexadecimal) are read differently by different parsers.
     */
    private static final Pattern HOST = Pattern.compile("\\[[0-9a-fA-F:.]+]"
            + "|(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})"
            + "|(?:[a-zA-Z0-9-]+\\.)*[a-zA-Z][a-zA-Z0-9-]*\\.?");

    public WebhookUrl {
        complaint(uri).ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint);
        });
    }

    /** @throws IllegalArgumentException that says what is wrong with the text and what to write instead */
    public static WebhookUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a URL has at most " + MAX_LENGTH + " characters, not " + text.length());
        }
        try {
            return new WebhookUrl(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no URL: " + e.getReason(), e);
        }
    }

    public boolean encrypted() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** In lower case; a literal IPv6 address without its brackets. */
    @Override
    public String host() {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        return port(uri);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static Optional<String> complaint(URI uri) {
        String scheme = uri.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
            return Optional.of("a webhook's URL starts with https://, not with " + scheme);
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("the URL " + uri + " names no host; names outside ASCII are written in punycode, "
                    + "addresses as 192.0.2.1 or [2001:db8::1]");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("a webhook's URL holds no user or password; the signature tells who sent it");
        }
        if (uri.getHost().indexOf('%') >= 0) {
            return Optional.of("a webhook's URL names no network interface (the part after %)");
        }
        if (!HOST.matcher(uri.getHost()).matches()) {
            return Optional.of("the host " + uri.getHost() + " is neither a name nor a plain address; addresses are "
                    + "written as 192.0.2.1 or [2001:db8::1]");
        }
        int port = port(uri);
        boolean usual = port == 80 || port == 443 || (port >= 1024 && port <= 65_535);
        if (!usual || OTHER_PROTOCOLS.contains(port)) {
            return Optional.of("port " + port + " is not for webhooks; use 443, 80 or one from 1024 to 65535 that no "
                    + "other protocol is known for");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
