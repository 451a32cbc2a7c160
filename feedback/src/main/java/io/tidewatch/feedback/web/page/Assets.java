// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our own style and script. Their version is a digest of them all and stands in their path, so that a browser keeps them
 * for good and still takes new ones at once; modules find one another by relative names within it.
 */
public final class Assets {
    private static final String FOLDER = "/io/tidewatch/feedback/web/assets/";
    private static final List<String> NAMES = List.of(
            "tidewatch.css",
            "mark.svg",
            "api.js",
            "app.js",
            "chart.js",
            "chart-data.js",
            "chart-paint.js",
            "chart-keys.js",
            "chart-lane.js",
            "detector.js",
            "format.js",
            "inbox.js",
            "inbox-live.js",
            "incoming.js",
            "kpi.js",
            "list-keys.js",
            "live.js",
            "manage.js",
            "notice.js",
            "queue.js",
            "replay.js",
            "sparks.js",
            "verdicts.js");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String version;

    /** Reads them all; a missing one is a broken build. */
    public Assets() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : NAMES) {
                byte[] content = read(name);
                files.put(name, content);
                digest.update(name.getBytes(UTF_8));
                digest.update(content);
            }
            version = HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The path under which a page names them, without a slash at its end. */
    public String path() {
        return "/ui/" + version;
    }

    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The media type by the name's ending. */
    public static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the build left out " + FOLDER + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
