// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.request;

import java.util.Locale;

/** What may be asked for, and of whom. */
public enum RequestKind {
    /** Of the forecaster: train one KPI now; the subject is its name. */
    TRAIN,
    /** Of the forecaster: serve the model version of the payload; the subject is the KPI. */
    PROMOTE,
    /** Of the forecaster: serve the version before; the subject is the KPI. */
    ROLL_BACK,
    /** Of the replay: which alerts other settings or verdicts would have raised; the payload is a ReplayOrder. */
    PREVIEW,
    /** Of the replay: bounds and scores of a past range; the payload is a ReplayOrder. */
    SCORE_PAST,
    /** Of ingest. */
    BACKFILL,
    /**
     * Of the notifier: send deliveries of a subscription again; the subject is its id, the payload names one
     * ({@code {"delivery": "12"}}) or a range ({@code {"from": …, "to": …}}, ISO-8601).
     */
    RESEND,
    /** Of the notifier: send a test event; the subject is the subscription's id. */
    SEND_TEST,
    /** Of ingest: drop points and series of a KPI, the subject, or of the one series that the payload names. */
    FORGET_POINTS,
    /** Of the forecaster: as {@link #FORGET_POINTS}, models and forecasts. */
    FORGET_MODELS;

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
