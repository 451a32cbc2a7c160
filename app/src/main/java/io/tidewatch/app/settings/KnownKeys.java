// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

import io.smallrye.config.ConfigMappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every {@code tidewatch.*} name that means something; any other stops the start, since a typo would be a silent default. */
public final class KnownKeys {
    private static final String PREFIX = "tidewatch.";
    private static final String ENVIRONMENT_PREFIX = "TIDEWATCH_";
    /** Of the launcher, the commands and the tests, not of a running process. */
    private static final Set<String> ELSEWHERE = Set.of(
            "TIDEWATCH_HOME",
            "TIDEWATCH_JAVA_OPTS",
            "TIDEWATCH_JVM_DIR",
            "TIDEWATCH_TEST_JDBC_URL",
            "TIDEWATCH_API_KEY",
            "TIDEWATCH_URL",
            "tidewatch.shared");

    private KnownKeys() {}

    /** Names and defaults, as in a properties file; the default is empty where there is none. */
    public static Map<String, String> all() {
        Map<String, String> known = new TreeMap<>();
        for (Setting setting : Catalogue.PROCESS) {
            known.put(setting.name(), setting.byDefault());
        }
        for (Class<?> mapping : Catalogue.ROLES) {
            ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(mapping))
                    .forEach((name, property) -> known.put(
                            name.replace("[*]", ""), property.hasDefaultValue() ? property.getDefaultValue() : ""));
        }
        return known;
    }

    /** @param names of all configuration, and of the environment */
    public static List<Problem> unknown(Iterable<String> names) {
        Set<String> known = all().keySet();
        Set<String> environment = new TreeSet<>();
        known.forEach(name -> environment.add(Setting.environment(name)));
        List<Problem> problems = new ArrayList<>();
        Set<String> given = new TreeSet<>();
        names.forEach(name -> given.add(name.replaceAll("\\[\\d+]$", "")));
        for (String name : given) {
            // A variable is also listed in the form that a file would have; it is named once, as it was written.
            boolean inFile = name.startsWith(PREFIX)
                    && !environment.contains(Setting.environment(name))
                    && !given.contains(Setting.environment(name));
            boolean inEnvironment = name.startsWith(ENVIRONMENT_PREFIX) && !environment.contains(name);
            if ((inFile || inEnvironment) && !ELSEWHERE.contains(name)) {
                problems.add(new Problem(
                        "There is no setting " + name + nearest(name, name.startsWith(PREFIX) ? known : environment)
                                + ".",
                        "Unset it; docs/configuration.md has all names."));
            }
        }
        return problems;
    }

    private static String nearest(String name, Set<String> known) {
        return known.stream()
                .filter(candidate -> EditDistance.of(name, candidate) <= 3)
                .min((a, b) -> Integer.compare(EditDistance.of(name, a), EditDistance.of(name, b)))
                .map(candidate -> " (is " + candidate + " meant?)")
                .orElse("");
    }
}
