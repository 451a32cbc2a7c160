// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model.boosted;

import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.data.vector.DoubleVector;
import smile.regression.GradientTreeBoost;

/** Gradient boosting with the median's quantile loss, by Smile; trees only, which need no native code. */
public final class SmileBoosting extends BoostedModel {
    private static final String TARGET = "target";

    @Override
    public String name() {
        return "smile-gbm";
    }

    @Override
    Fitted fit(double[][] features, double[] targets) {
        DataFrame inputs = DataFrame.of(features, TreeFeatures.NAMES);
        StructType schema = inputs.schema();
        DataFrame all = inputs.add(new DoubleVector(TARGET, targets));
        Properties options = new Properties();
        options.setProperty("smile.gradient_boost.loss", "Quantile(0.5)");
        options.setProperty("smile.gradient_boost.trees", "60");
        options.setProperty("smile.gradient_boost.max_depth", "5");
        options.setProperty("smile.gradient_boost.max_nodes", "16");
        options.setProperty("smile.gradient_boost.node_size", "10");
        options.setProperty("smile.gradient_boost.shrinkage", "0.1");
        options.setProperty("smile.gradient_boost.sampling_rate", "1.0");
        GradientTreeBoost model =
                GradientTreeBoost.fit(Formula.lhs(TARGET), all, GradientTreeBoost.Options.of(options));
        return new Fitted(row -> model.predict(Tuple.of(schema, Arrays.copyOf(row, row.length))), Optional.empty());
    }
}
