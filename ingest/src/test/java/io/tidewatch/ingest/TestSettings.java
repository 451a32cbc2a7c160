// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import io.tidewatch.ingest.settings.IngestSettings;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

/** The settings with their defaults, read as the application reads them, and some changed. */
public final class TestSettings {
    private TestSettings() {}

    public static IngestSettings defaults() {
        return with(Map.of());
    }

    /** @param changes names without the prefix */
    public static IngestSettings with(Map<String, String> changes) {
        return (IngestSettings) Proxy.newProxyInstance(
                TestSettings.class.getClassLoader(),
                new Class<?>[] {IngestSettings.class},
                (proxy, method, arguments) -> value(method, changes));
    }

    private static Object value(Method method, Map<String, String> changes) {
        String name = method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
        String text = changes.getOrDefault(
                name, method.getAnnotation(WithDefault.class).value());
        if (method.getReturnType() == List.class) {
            return List.of(text.split(","));
        }
        if (method.getReturnType() == String.class) {
            return text;
        }
        if (method.getReturnType() == int.class) {
            return Integer.valueOf(text);
        }
        return method.getReturnType() == long.class ? Long.valueOf(text) : DurationConverter.parseDuration(text);
    }
}
