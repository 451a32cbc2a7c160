// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

/**
 * A forecasting method. It is given all origins at once, so that work can be shared between them; the path of an origin
 * is computed from the rows before it alone, except for a handful of smoothing constants tuned once for a series.
 */
public interface PathModel {
    /** As it stands in reports and in the model's state. */
    String name();

    /** How much the blend trusts it before it has seen any error. */
    double prior();

    /** One path of {@code task.horizon()} rows for each origin. */
    double[][] paths(Task task);
}
