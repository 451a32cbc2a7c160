// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.models;

import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.storage.forecast.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Champion against challenger, in words. */
final class Comparison {
    private Comparison() {}

    static String of(List<ModelVersion> versions) {
        Optional<ModelVersion> champion = first(versions, ModelVersion.State.CHAMPION);
        if (champion.isEmpty()) {
            return "No model serves yet. Until the first night the levels of the last points stand in for it.";
        }
        String serves = "v" + champion.get().version() + " serves";
        return first(versions, ModelVersion.State.CHALLENGER)
                .map(challenger -> serves + "; challenger v" + challenger.version() + " "
                        + against(champion.get().metrics(), challenger.metrics()))
                .orElse(serves + "; nothing challenges it");
    }

    private static String against(Map<String, Double> champion, Map<String, Double> challenger) {
        Predicate<String> error = name -> name.contains("mase") || name.contains("mae") || name.contains("error");
        return challenger.keySet().stream()
                .filter(champion::containsKey)
                .filter(error)
                .sorted()
                .findFirst()
                .map(name -> compared(name, champion.getOrDefault(name, 0.0), challenger.getOrDefault(name, 0.0)))
                .orElse("was measured by other figures");
    }

    private static String compared(String name, double champion, double challenger) {
        String figures =
                name.replace('_', ' ') + " " + Numbers.value(challenger) + " against " + Numbers.value(champion);
        if (challenger == champion) {
            return "errs as much: " + figures;
        }
        return (challenger < champion ? "errs less: " : "errs more: ") + figures;
    }

    private static Optional<ModelVersion> first(List<ModelVersion> versions, ModelVersion.State state) {
        return versions.stream().filter(version -> version.state() == state).findFirst();
    }
}
