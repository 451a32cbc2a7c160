// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.Provenance;

/** The result for one point, filled anew by each call; fields are readable until the next one. Values are in the KPI's unit. */
public final class Scored {
    /** Event time, UTC microseconds since 1970. */
    public long time;

    public double value;
    /** Not a number, like both bounds, during warm-up. */
    public double expected = Double.NaN;

    public double lower = Double.NaN;
    public double upper = Double.NaN;
    /** YF: not negative; 0 during warm-up. */
    public double evidence;
    /** From which evidence on a point of this sign alerts: the budget's and the verdicts', whichever is higher. */
    public double threshold;
    /** Evidence in [0, 1]. */
    public double score;

    public Provenance provenance = Provenance.WARM_UP;
    /** The version of the forecast behind {@link #expected}; 0 where there is none. */
    public long modelVersion;
    /** 1 above the expected value, -1 below. */
    public int sign = 1;
    /** How far beyond anything remembered, as a share of the remembered range, where this is a notable event; else 0. */
    public double notable;
    /** {@link #notable} in [0, 1]; at least 0.5 for a notable event. */
    public double notableScore;
    /** Whether an alert is open after this point. */
    public boolean alerting;
    /** Whether this point itself would open an alert. */
    public boolean over;

    void clear(long newTime, double newValue) {
        time = newTime;
        value = newValue;
        expected = Double.NaN;
        lower = Double.NaN;
        upper = Double.NaN;
        evidence = 0;
        threshold = 0;
        score = 0;
        provenance = Provenance.WARM_UP;
        modelVersion = 0;
        sign = 1;
        notable = 0;
        notableScore = 0;
        alerting = false;
        over = false;
    }

    @Override
    public String toString() {
        return "Scored[time=%d, value=%s, expected=%s, lower=%s, upper=%s, evidence=%s, threshold=%s, from %s %d, alerting=%s, notable=%s]"
                .formatted(
                        time,
                        value,
                        expected,
                        lower,
                        upper,
                        evidence,
                        threshold,
                        provenance,
                        modelVersion,
                        alerting,
                        notable);
    }
}
