// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.core.verdict.VerdictKind;

/** Verdicts in words, icons and keys. */
final class VerdictWords {
    private VerdictWords() {}

    static String shortly(VerdictKind kind) {
        return switch (kind) {
            case TRUE_ANOMALY -> "true";
            case FALSE_ALARM -> "false";
            case EXPECTED -> "expected";
            case NEW_NORMAL -> "new normal";
            case MISSED_ANOMALY -> "missed";
        };
    }

    static String said(VerdictKind kind) {
        return switch (kind) {
            case TRUE_ANOMALY -> "An anomaly";
            case FALSE_ALARM -> "A false alarm";
            case EXPECTED -> "Expected";
            case NEW_NORMAL -> "A new normal";
            case MISSED_ANOMALY -> "A missed anomaly";
        };
    }

    static String icon(VerdictKind kind) {
        return switch (kind) {
            case TRUE_ANOMALY -> "check";
            case FALSE_ALARM -> "x";
            case EXPECTED -> "calendar";
            case NEW_NORMAL -> "trending-up";
            case MISSED_ANOMALY -> "flag";
        };
    }

    static String key(VerdictKind kind) {
        return switch (kind) {
            case TRUE_ANOMALY -> "t";
            case FALSE_ALARM -> "f";
            case EXPECTED -> "e";
            case NEW_NORMAL -> "n";
            case MISSED_ANOMALY -> "";
        };
    }

    /** As the button says it. */
    static String offer(VerdictKind kind) {
        return switch (kind) {
            case TRUE_ANOMALY -> "Yes, an anomaly";
            case FALSE_ALARM -> "No, a false alarm";
            case EXPECTED -> "Expected, it was …";
            case NEW_NORMAL -> "A new normal from here";
            case MISSED_ANOMALY -> "A missed anomaly";
        };
    }
}
