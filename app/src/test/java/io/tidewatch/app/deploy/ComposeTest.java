// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidewatch.app.settings.KnownKeys;
import io.tidewatch.app.settings.Part;
import io.tidewatch.app.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What no engine here can run is at least checked word by word. */
class ComposeTest {
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+(\\.\\d+)+[A-Za-z0-9._-]*");
    private static final Set<String> TOP = Set.of("services", "volumes", "secrets");
    private static final Set<String> OF_SERVICES = Set.of(
            "image",
            "build",
            "restart",
            "depends_on",
            "environment",
            "ports",
            "volumes",
            "healthcheck",
            "command",
            "profiles",
            "secrets");

    @Test
    void imagesArePinned() throws IOException {
        services()
                .forEach((name, service) -> assertThat(String.valueOf(service.get("image")))
                        .as(name)
                        .matches(PINNED));
        Matcher from =
                Pattern.compile("(?m)^FROM (\\S+)").matcher(Files.readString(Path.of("..", "deploy", "Dockerfile")));
        assertThat(from.find()).isTrue();
        assertThat(from.group(1)).matches("eclipse-temurin:25[0-9._]+-jre-[a-z]+");
    }

    @Test
    void everyVariableIsKnownToTheApplication() throws IOException {
        services()
                .forEach((name, service) -> assertThat(
                                KnownKeys.unknown(environment(service).keySet()))
                        .as(name)
                        .isEmpty());
        Set<String> inImage = new TreeSet<>();
        Matcher variable =
                Pattern.compile("TIDEWATCH_[A-Z_]+").matcher(Files.readString(Path.of("..", "deploy", "Dockerfile")));
        while (variable.find()) {
            inImage.add(variable.group());
        }
        assertThat(inImage).isNotEmpty();
        assertThat(KnownKeys.unknown(inImage)).isEmpty();
    }

    @Test
    void togetherTheServicesRunEveryRoleOnce() throws IOException {
        Set<Part> seen = EnumSet.noneOf(Part.class);
        services().values().stream()
                .map(service -> environment(service).get("TIDEWATCH_ROLES"))
                .filter(roles -> roles != null)
                .forEach(roles -> {
                    SettingsReader reader = new SettingsReader(new SmallRyeConfigBuilder()
                            .withSources(new PropertiesConfigSource(
                                    Map.of("tidewatch.roles", String.valueOf(roles)), "compose", 100))
                            .build());
                    reader.read()
                            .parts()
                            .forEach(part ->
                                    assertThat(seen.add(part)).as(part.slug()).isTrue());
                    assertThat(reader.problems()).isEmpty();
                });
        assertThat(seen).isEqualTo(EnumSet.range(Part.FEEDBACK, Part.REPLAY));
    }

    @Test
    void onlyKnownWordsAndOnlyWhatExistsIsReferredTo() throws IOException {
        Map<String, Object> file = file();
        assertThat(file.keySet()).allMatch(key -> TOP.contains(key) || key.startsWith("x-"));
        Set<String> volumes = map(file.get("volumes")).keySet();
        services().forEach((name, service) -> {
            assertThat(service.keySet()).as(name).isSubsetOf(OF_SERVICES);
            assertThat(services(file).keySet())
                    .containsAll(map(service.get("depends_on")).keySet());
            for (Object volume : list(service.get("volumes"))) {
                String source = String.valueOf(volume).split(":", 2)[0];
                if (source.startsWith("./")) {
                    assertThat(Path.of("..", source)).as(name).exists();
                } else {
                    assertThat(volumes).as(name).contains(source);
                }
            }
            for (Object secret : list(service.get("secrets"))) {
                assertThat(map(file.get("secrets")).keySet()).as(name).contains(String.valueOf(secret));
            }
            for (Object port : list(service.get("ports"))) {
                assertThat(String.valueOf(port)).as("open to this machine only").startsWith("127.0.0.1:");
            }
        });
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        return services(file());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services(Map<String, Object> file) {
        return (Map<String, Map<String, Object>>) (Map<?, ?>) map(file.get("services"));
    }

    private static Map<String, Object> environment(Map<String, Object> service) {
        return map(service.get("environment"));
    }

    private static Map<String, Object> file() throws IOException {
        String text = Files.readString(Path.of("..", "docker-compose.yml"));
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<?> list(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
