// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Optional;

/**
 * A forecasting method. It is given all origins at once, so that work can be shared between them; the path of an origin
 * is computed from the rows before it alone, except for a handful of smoothing constants tuned once for a series.
 */
public interface PathModel {
    /** As it stands in reports and in the model's state. */
    String name();

    /** How much the blend trusts it before it has seen any error. */
    double prior();

    /** Whether it has enough rows before the first origin, and anything of its own to say. */
    default boolean suits(Task task) {
        return task.origins()[0] >= 2 * task.rows().cycle() + 2;
    }

    /** One path of {@code task.horizon()} rows for each origin. */
    double[][] paths(Task task);

    /** As {@link #paths}, with how the model for the last origin came about where its library tells. */
    default Modelled modelled(Task task) {
        return new Modelled(paths(task), Optional.empty());
    }

    /** @param provenance empty for the models of this project, of which nothing but the code's version need be known */
    @SuppressWarnings("ArrayRecordComponent") // thousands of rows on their way into a mixture
    record Modelled(double[][] paths, Optional<String> provenance) {}
}
