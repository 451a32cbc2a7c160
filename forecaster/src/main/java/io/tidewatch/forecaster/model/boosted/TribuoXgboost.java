// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.model.boosted;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;

/** XGBoost by Tribuo on calendar and lag features; native code, one thread. A fit tells its provenance. */
public final class TribuoXgboost extends BoostedModel {
    private static final String TARGET = "change";
    private static final int TREES = 80;

    @Override
    public String name() {
        return "tribuo-xgboost";
    }

    @Override
    Fitted fit(double[][] features, double[] targets) {
        RegressionFactory factory = new RegressionFactory();
        // a fixed time: the provenance of equal data and settings must be equal
        var source = new SimpleDataSourceProvenance(
                "rows before an origin", OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), factory);
        MutableDataset<Regressor> dataset = new MutableDataset<>(source, factory);
        for (int i = 0; i < targets.length; i++) {
            dataset.add(new ArrayExample<>(new Regressor(TARGET, targets[i]), TreeFeatures.NAMES, features[i]));
        }
        XGBoostRegressionTrainer trainer = new XGBoostRegressionTrainer(
                XGBoostTrainer.BoosterType.GBTREE,
                XGBoostTrainer.TreeMethod.HIST,
                XGBoostRegressionTrainer.RegressionType.LINEAR,
                TREES,
                0.1,
                0,
                5,
                5,
                0.8,
                0.8,
                1,
                0,
                1,
                XGBoostTrainer.LoggingVerbosity.SILENT,
                Integer.toUnsignedLong(7));
        Model<Regressor> model = trainer.train(dataset);
        return new Fitted(
                row -> model.predict(new ArrayExample<>(new Regressor(TARGET, 0), TreeFeatures.NAMES, row))
                        .getOutput()
                        .getValues()[0],
                Optional.of(ProvenanceUtil.formattedProvenanceString(model.getProvenance())));
    }
}
