// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.silence;

import io.tidewatch.storage.alert.Alert;
import java.util.List;
import java.util.Locale;

/**
 * What a silence would cover.
 *
 * @param series how many, of those that ever sent a point
 * @param open alerts that would be told to nobody any more, the newest first
 * @param message all of it in a sentence
 */
public record SilencePreview(long series, List<Covered> open, String message) {
    public record Covered(String id, String series, String severity, String sentence) {
        static Covered of(Alert alert) {
            return new Covered(
                    alert.id().value(),
                    alert.series().toString(),
                    alert.last().severity().name().toLowerCase(Locale.ROOT),
                    alert.last().why());
        }
    }

    static SilencePreview of(long series, int all, List<Covered> open) {
        String alerts = open.isEmpty()
                ? "no open alert"
                : open.size()
                        + (open.size() == 1 ? " open alert: " : " open alerts: ")
                        + String.join(
                                ", ",
                                open.stream().limit(5).map(Covered::series).toList())
                        + (open.size() > 5 ? " and more" : "");
        return new SilencePreview(series, open, "Covers " + series + " of " + all + " series and " + alerts + ".");
    }
}
