// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.triage;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.tidewatch.core.triage.TriageFeature;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Tribuo's logistic regression on standardised features, as plain numbers. The same examples give the same numbers. */
record Logistic(double intercept, List<Double> weights, List<Double> means, List<Double> scales, String provenance) {
    private static final String TRUE = "true";
    private static final String FALSE = "false";
    private static final double RATE = 0.2;
    private static final double EPSILON = 1e-6;
    private static final int EPOCHS = 30;
    private static final long SEED = 11;
    private static final String[] NAMES =
            Arrays.stream(TriageFeature.values()).map(TriageFeature::slug).toArray(String[]::new);

    static Logistic fit(Examples examples) {
        double[] means = new double[NAMES.length];
        double[] scales = new double[NAMES.length];
        standardise(examples, means, scales);
        LabelFactory factory = new LabelFactory();
        // A fixed time: the provenance of equal data and settings must be equal.
        MutableDataset<Label> dataset = new MutableDataset<>(
                new SimpleDataSourceProvenance(
                        "judged alerts " + examples.digest(),
                        OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                        factory),
                factory);
        for (int i = 0; i < examples.size(); i++) {
            double[] x = examples.features().get(i).clone();
            for (int j = 0; j < x.length; j++) {
                x[j] = (x[j] - means[j]) / scales[j];
            }
            dataset.add(new ArrayExample<>(new Label(examples.labels().get(i) ? TRUE : FALSE), NAMES, x));
        }
        LinearSGDModel model = new LinearSGDTrainer(
                        new LogMulticlass(), new AdaGrad(RATE, EPSILON), EPOCHS, -1, 1, SEED)
                .train(dataset);
        DenseMatrix both = model.getWeightsCopy();
        int t = model.getOutputIDInfo().getID(new Label(TRUE));
        int f = model.getOutputIDInfo().getID(new Label(FALSE));
        List<Double> weights = new ArrayList<>();
        for (String name : NAMES) {
            int feature = model.getFeatureIDMap().get(name).getID();
            weights.add(both.get(t, feature) - both.get(f, feature));
        }
        // The bias stands behind the features.
        int bias = model.getFeatureIDMap().size();
        return new Logistic(
                both.get(t, bias) - both.get(f, bias),
                weights,
                Arrays.stream(means).boxed().toList(),
                Arrays.stream(scales).boxed().toList(),
                ProvenanceUtil.formattedProvenanceString(model.getProvenance()));
    }

    private static void standardise(Examples examples, double[] means, double[] scales) {
        for (int j = 0; j < means.length; j++) {
            double sum = 0;
            double squares = 0;
            for (double[] x : examples.features()) {
                sum += x[j];
                squares += x[j] * x[j];
            }
            means[j] = sum / examples.size();
            double variance = squares / examples.size() - means[j] * means[j];
            // A feature that never varies says nothing; any scale leaves it at 0.
            scales[j] = variance > 1e-12 ? Math.sqrt(variance) : 1;
        }
    }

    double chance(double[] x) {
        double logit = intercept;
        for (int j = 0; j < x.length; j++) {
            logit += weights.get(j) * (x[j] - means.get(j)) / scales.get(j);
        }
        return 1 / (1 + Math.exp(-logit));
    }
}
