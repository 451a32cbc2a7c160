// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.triage;

import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.triage.SeriesRecord;
import io.tidewatch.core.triage.TriageFeature;
import io.tidewatch.storage.triage.JudgedAlert;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Judged alerts as rows of features; each knows of the alerts of its series that were opened before it, and no later ones. */
record Examples(List<double[]> features, List<Boolean> labels) {
    /** @param judged in the order in which they were opened */
    static Examples of(List<JudgedAlert> judged) {
        Map<SeriesId, SeriesRecord> records = new HashMap<>();
        List<double[]> features = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        for (JudgedAlert alert : judged) {
            SeriesId series = alert.last().series().id();
            SeriesRecord record = records.getOrDefault(series, SeriesRecord.NONE);
            features.add(TriageFeature.all(alert.last(), record));
            labels.add(alert.isTrue());
            records.put(series, record.plus(alert.isTrue()));
        }
        return new Examples(features, labels);
    }

    int size() {
        return labels.size();
    }

    int trueOnes() {
        return (int) labels.stream().filter(label -> label).count();
    }

    /** Every {@code folds}-th row from {@code fold} on, or all the others. */
    Examples fold(int fold, int folds, boolean within) {
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if ((i % folds == fold) == within) {
                x.add(features.get(i));
                y.add(labels.get(i));
            }
        }
        return new Examples(x, y);
    }

    /** SHA-256 over features and labels, hexadecimal. */
    String digest() {
        ByteBuffer bytes = ByteBuffer.allocate(size() * (TriageFeature.values().length * Double.BYTES + 1));
        for (int i = 0; i < size(); i++) {
            for (double x : features.get(i)) {
                bytes.putDouble(x);
            }
            bytes.put((byte) (labels.get(i) ? 1 : 0));
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
