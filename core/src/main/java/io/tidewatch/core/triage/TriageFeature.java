// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.triage;

import io.tidewatch.core.alert.AlertEvent;
import java.util.Locale;

/** What the triage model looks at, of an alert's last event and of its series. Five are enough: more overfit few verdicts. */
public enum TriageFeature {
    /** Natural logarithm of the peak's evidence over the threshold. */
    STRENGTH {
        @Override
        double of(AlertEvent alert, SeriesRecord record) {
            return Math.log(Math.clamp(alert.peakEvidence() / alert.threshold(), 0.1, 100));
        }

        @Override
        String words(AlertEvent alert, SeriesRecord record) {
            return String.format(
                    Locale.ROOT, "its evidence is %.1f times the threshold", alert.peakEvidence() / alert.threshold());
        }
    },
    /** Natural logarithm of the points in the episode. */
    LENGTH {
        @Override
        double of(AlertEvent alert, SeriesRecord record) {
            return Math.log(Math.max(1, alert.points()));
        }

        @Override
        String words(AlertEvent alert, SeriesRecord record) {
            return alert.points() <= 1 ? "a single point strays" : alert.points() + " points in a row stray";
        }
    },
    /** Kinds of evidence beside the strongest. */
    WITNESSES {
        @Override
        double of(AlertEvent alert, SeriesRecord record) {
            return Math.max(0, alert.evidence().size() - 1);
        }

        @Override
        String words(AlertEvent alert, SeriesRecord record) {
            return alert.evidence().size() <= 1
                    ? "one kind of evidence alone"
                    : alert.evidence().size() + " kinds of evidence agree";
        }
    },
    /** 1 for a value below what was expected, else 0. */
    DOWNWARD {
        @Override
        double of(AlertEvent alert, SeriesRecord record) {
            return alert.sign() < 0 ? 1 : 0;
        }

        @Override
        String words(AlertEvent alert, SeriesRecord record) {
            return alert.sign() < 0 ? "it fell" : "it rose";
        }
    },
    /** Natural logarithm of (true + 1) / (false + 1) over the series' alerts that were judged before. */
    RECORD {
        @Override
        double of(AlertEvent alert, SeriesRecord record) {
            return Math.log((record.trueAlerts() + 1.0) / (record.falseAlerts() + 1.0));
        }

        @Override
        String words(AlertEvent alert, SeriesRecord record) {
            return record.judged() == 0
                    ? "no alert of this series was judged yet"
                    : record.trueAlerts() + " of " + record.judged() + " judged alerts of this series were true";
        }
    };

    abstract double of(AlertEvent alert, SeriesRecord record);

    abstract String words(AlertEvent alert, SeriesRecord record);

    /** As it stands in the table, in MLflow and in answers. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * All features, in the order of the constants.
     *
     * @param record of the alert's series, this alert left out
     */
    public static double[] all(AlertEvent alert, SeriesRecord record) {
        TriageFeature[] features = values();
        double[] x = new double[features.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = features[i].of(alert, record);
        }
        return x;
    }
}
