// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.detection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The constants of the method, read from {@code tuning.properties} beside this class, where each is explained. There is one
 * configuration for all series; settings that people choose are in {@link io.tidewatch.core.kpi.Detector.Adaptive}.
 */
public record Tuning(
        double fastRate,
        double slowRate,
        double noiseRate,
        double clip,
        double spikeAlone,
        double flatWeight,
        double flatLevel,
        double flatPulse,
        double contextLevel,
        double contextRecord,
        double contextPulse,
        double contextRestHours,
        double contextMinDays,
        double thresholdFloor,
        double budgetShare,
        double recordShare,
        double bodyLow,
        double bodyHigh,
        double peakFloor,
        double quietMinutes,
        double boundsLevel,
        double boundsDecay,
        double extremeTheta,
        double extremeFatigue,
        double extremeDecay,
        double extremeRest,
        double extremeMemory,
        double extremePagingTheta,
        double extremePagingEvidence,
        double historyDays,
        double profileDecay,
        double scaleShare,
        double tailShare,
        double habitShare,
        double habitDays,
        double flatDays,
        double flatRuns,
        double verdictSlope,
        double verdictFew,
        double verdictMany,
        double verdictHalf,
        double verdictLean,
        double verdictFloor,
        double verdictPatience) {
    private static final String COMMITTED = committedText();
    /** The committed configuration. */
    public static final Tuning DEFAULT = parse(COMMITTED, Map.of());

    /** The committed configuration with some constants replaced, for experiments. */
    public static Tuning with(Map<String, Double> changes) {
        return parse(COMMITTED, changes);
    }

    private static final String DIGEST = digestOfCommitted();

    /** SHA-256 of the committed file, in hexadecimal: what figures were measured with. */
    public static String digest() {
        return DIGEST;
    }

    private static String digestOfCommitted() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(COMMITTED.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Tuning parse(String text, Map<String, Double> changes) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        changes.forEach((name, value) -> properties.setProperty(name, value.toString()));
        RecordComponent[] components = Tuning.class.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            String value = properties.getProperty(components[i].getName());
            if (value == null) {
                throw new IllegalArgumentException("tuning.properties lacks " + components[i].getName());
            }
            values[i] = Double.valueOf(value.trim());
            properties.remove(components[i].getName());
        }
        if (!properties.isEmpty()) {
            Set<Object> unknown = properties.keySet();
            throw new IllegalArgumentException("tuning.properties knows no " + unknown);
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return Tuning.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String committedText() {
        try (InputStream in = Tuning.class.getResourceAsStream("tuning.properties")) {
            if (in == null) {
                throw new IllegalStateException("tuning.properties is missing beside " + Tuning.class.getName());
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
