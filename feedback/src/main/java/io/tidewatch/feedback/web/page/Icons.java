// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.EvalContext;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.RawString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** {@code {icon:of('inbox')}} in a template: the drawing from the icon package, inline, hidden from screen readers. */
final class Icons implements NamespaceResolver {
    private static final String FOLDER = "/io/tidewatch/feedback/web/icons/";
    private final ConcurrentMap<String, RawString> drawings = new ConcurrentHashMap<>();

    @Override
    public String getNamespace() {
        return "icon";
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        return context.evaluate(context.getParams().getFirst()).thenApply(name -> of(String.valueOf(name)));
    }

    /** @throws IllegalArgumentException if the build unpacks no icon of that name */
    RawString of(String name) {
        return drawings.computeIfAbsent(name, Icons::read);
    }

    private static RawString read(String name) {
        try (InputStream file = Icons.class.getResourceAsStream(FOLDER + name + ".svg")) {
            if (file == null) {
                throw new IllegalArgumentException(
                        "no icon " + name + ": name it in the unpack list of feedback/pom.xml");
            }
            String svg = new String(file.readAllBytes(), UTF_8);
            int body = svg.indexOf('>', svg.indexOf("<svg")) + 1;
            String shapes =
                    svg.substring(body, svg.lastIndexOf("</svg>")).strip().replaceAll(">\\s+<", "><");
            return new RawString("<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">" + shapes + "</svg>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
