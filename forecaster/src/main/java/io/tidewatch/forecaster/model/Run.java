// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * What one model makes of one series.
 *
 * @param paths by origin, in the series' unit, the forecast itself last
 * @param errors mean absolute error by origin; not a number where nothing is known to compare with, as for the last
 * @param byPart as {@code errors}, in each part of the horizon
 * @param provenance see {@link PathModel.Modelled}
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of rows on their way into a mixture
record Run(PathModel model, double[][] paths, double[] errors, double[][] byPart, Optional<String> provenance) {
    /** Fits a model that suits the task. */
    static Run of(PathModel model, Prepared prepared, int rows) {
        PathModel.Modelled modelled = model.modelled(prepared.task());
        int origins = modelled.paths().length;
        double[][] paths = new double[origins][];
        double[] errors = new double[origins];
        double[][] byPart = new double[origins][];
        for (int o = 0; o < origins; o++) {
            paths[o] = prepared.path(modelled.paths()[o], o, rows);
            double[] residuals = prepared.residuals(o, paths[o]);
            errors[o] = prepared.error(o, residuals);
            byPart[o] = prepared.errorByPart(o, residuals);
        }
        return new Run(model, paths, errors, byPart, modelled.provenance());
    }

    String name() {
        return model.name();
    }

    /** The mean over past origins; not a number where there is none. */
    double pastError() {
        return Stats.mean(Arrays.copyOf(errors, errors.length - 1));
    }
}
