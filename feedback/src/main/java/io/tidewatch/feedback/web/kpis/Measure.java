// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.kpis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the figures under a KPI's chart, with its proof.
 *
 * @param figure the number, or a word where there is none yet
 * @param of what it is of, behind the number
 * @param sentence what it means: asked against real
 * @param gauge the number on a rail; null for none
 * @param proof n and the period
 */
public record Measure(
        String name,
        String figure,
        String of,
        String sentence,
        @Nullable Gauge gauge,
        List<String> proof) {
    public static Measure words(String name, String figure, String of, String sentence, String... proof) {
        return new Measure(name, figure, of, sentence, null, List.of(proof));
    }
}
