// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/**
 * The pages' templates under {@code /templates}. The engine is built here rather than by the framework so that a test
 * renders exactly what is served. Every value is escaped for HTML; a name that a template misspells fails the page.
 */
public final class Templates {
    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .addNamespaceResolver(new Icons())
            .addNamespaceResolver(new Shapes())
            .addLocator(Templates::locate)
            .strictRendering(true)
            .timeout(10_000)
            .build();

    /** @param template path below {@code templates/} without {@code .html} */
    public String render(String template, Object view) {
        var found = engine.getTemplate(template);
        if (found == null) {
            throw new IllegalArgumentException("no template " + template);
        }
        return found.data("view", view).render();
    }

    private static Optional<TemplateLocation> locate(String id) {
        String path = "/templates/" + id + ".html";
        return Templates.class.getResource(path) == null ? Optional.empty() : Optional.of(new Location(path));
    }

    private record Location(String path) implements TemplateLocation {
        @Override
        public Reader read() {
            InputStream file = Templates.class.getResourceAsStream(path);
            if (file == null) {
                throw new IllegalStateException(path + " vanished");
            }
            return new InputStreamReader(file, UTF_8);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
        }
    }
}
