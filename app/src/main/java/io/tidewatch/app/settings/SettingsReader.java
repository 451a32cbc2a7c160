// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** Reads the settings and notes all that is wrong with them, so that a person can mend everything in one go. */
public final class SettingsReader {
    private final Config config;
    private final List<Problem> problems = new ArrayList<>();

    public SettingsReader(Config config) {
        this.config = config;
    }

    /** What {@link #read} found; where it isn't empty, the settings have defaults in place of what is wrong. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public Settings read() {
        String host = text(Setting.HOST);
        int port = number(Setting.PORT, 0, 65_535);
        return new Settings(
                host,
                port,
                optional(Setting.PUBLIC_URL).orElse("http://" + host + ":" + port),
                data(),
                parts(),
                optional(Setting.JDBC_URL),
                number(Setting.CONNECTIONS, 2, 1_000),
                number(Setting.POSTGRES_PORT, 0, 65_535),
                optional(Setting.KAFKA),
                number(Setting.KAFKA_PARTITIONS, 1, 10_000),
                (short) number(Setting.KAFKA_REPLICAS, 1, 9),
                number(Setting.KAFKA_PORT, 0, 65_535),
                optional(Setting.ADMIN_PASSWORD),
                optional(Setting.SECRET_KEYS),
                number(Setting.SESSION_HOURS, 1, 24 * 400),
                bool(Setting.SECURE_COOKIES),
                singleSignOn(),
                optional(Setting.MLFLOW));
    }

    /** Beside the launcher, wherever it was called from. */
    private Path data() {
        String home = config.getOptionalValue("TIDEWATCH_HOME", String.class).orElse("");
        return Path.of(home).resolve(text(Setting.DATA)).toAbsolutePath().normalize();
    }

    private Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String word : text(Setting.ROLES).split(",", -1)) {
            String slug = word.strip();
            if (slug.equals("all")) {
                parts.addAll(Part.all());
                continue;
            }
            Optional<Part> part = Part.of(slug);
            part.ifPresentOrElse(
                    parts::add,
                    () -> problems.add(new Problem(
                            "There is no role \"" + slug + "\".",
                            "TIDEWATCH_ROLES (or --roles) takes, separated by commas: " + Part.known() + ".")));
        }
        return parts;
    }

    private Optional<SingleSignOn> singleSignOn() {
        Optional<String> issuer = optional(Setting.OIDC_ISSUER);
        Optional<String> client = optional(Setting.OIDC_CLIENT_ID);
        Optional<String> secret = optional(Setting.OIDC_CLIENT_SECRET);
        if (issuer.isEmpty() && client.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (issuer.isEmpty() || client.isEmpty() || secret.isEmpty()) {
            problems.add(
                    new Problem(
                            "Single sign-on is set up by halves.",
                            "Set all of TIDEWATCH_OIDC_ISSUER, TIDEWATCH_OIDC_CLIENT_ID and TIDEWATCH_OIDC_CLIENT_SECRET, or none."));
            return Optional.empty();
        }
        return Optional.of(new SingleSignOn(
                issuer.get(),
                client.get(),
                secret.get(),
                text(Setting.OIDC_GROUPS_CLAIM),
                words(Setting.OIDC_ADMINS),
                words(Setting.OIDC_ANALYSTS)));
    }

    private Set<String> words(Setting setting) {
        return Arrays.stream(text(setting).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private String text(Setting setting) {
        return optional(setting).orElse(setting.byDefault());
    }

    private Optional<String> optional(Setting setting) {
        return config.getOptionalValue(setting.name(), String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private int number(Setting setting, int least, int most) {
        String value = text(setting);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same words for a wrong number and for none
        }
        problems.add(new Problem(
                setting.environment() + " is \"" + value + "\".",
                "It takes a whole number from " + least + " to " + most + "; unset it for " + setting.byDefault()
                        + "."));
        return Integer.parseInt(setting.byDefault());
    }

    private boolean bool(Setting setting) {
        String value = text(setting);
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(new Problem(setting.environment() + " is \"" + value + "\".", "It takes true or false."));
        }
        return value.equals("true");
    }
}
