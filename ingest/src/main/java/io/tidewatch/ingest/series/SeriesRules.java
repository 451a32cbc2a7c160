// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.settings.IngestSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a series may be called, and that its KPI exists. */
public final class SeriesRules {
    private static final Pattern LABEL_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.:/-]*");

    private final IngestSettings settings;
    private final Function<String, Optional<Kpi>> kpis;

    public SeriesRules(IngestSettings settings, Function<String, Optional<Kpi>> kpis) {
        this.settings = settings;
        this.kpis = kpis;
    }

    /**
     * Empty where points of this series are welcome.
     *
     * @param registered whether it is, so that its name and labels need no second look
     */
    public Optional<Refused> check(SeriesKey key, boolean registered) {
        if (!registered) {
            Optional<Refused> named = names(key);
            if (named.isPresent()) {
                return named;
            }
        }
        if (kpis.apply(key.kpi()).isEmpty()) {
            return refused(
                    Cause.UNKNOWN_KPI,
                    "KPI \"" + key.kpi() + "\" is not known; create it in the web UI, by POST /api/v1/kpis, or with "
                            + "tidewatch import --create");
        }
        return Optional.empty();
    }

    private Optional<Refused> names(SeriesKey key) {
        try {
            Kpi.requireName(key.kpi());
        } catch (IllegalArgumentException e) {
            return refused(Cause.BAD_NAME, e.getMessage());
        }
        Map<String, String> labels = key.labels().values();
        if (labels.size() > settings.maxLabels()) {
            return refused(
                    Cause.BAD_LABEL,
                    "a series has at most " + settings.maxLabels() + " labels, not " + labels.size()
                            + "; drop some, or raise tidewatch.ingest.max-labels");
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            Optional<Refused> refused = check(label.getKey(), label.getValue());
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<Refused> check(String name, String value) {
        int nameBytes = name.getBytes(UTF_8).length;
        if (nameBytes > settings.maxNameBytes() || !LABEL_NAME.matcher(name).matches()) {
            return refused(
                    Cause.BAD_LABEL,
                    "a label's name starts with a letter or _, holds letters, digits and _ . : / -, and has at most "
                            + settings.maxNameBytes() + " bytes (tidewatch.ingest.max-name-bytes); \"" + shown(name)
                            + "\" of " + nameBytes + " bytes does not");
        }
        int valueBytes = value.getBytes(UTF_8).length;
        if (valueBytes > settings.maxLabelValueBytes()) {
            return refused(
                    Cause.BAD_LABEL,
                    "the value of label " + shown(name) + " has " + valueBytes + " bytes; at most "
                            + settings.maxLabelValueBytes()
                            + " are allowed (tidewatch.ingest.max-label-value-bytes)");
        }
        boolean odd = value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (odd) {
            return refused(
                    Cause.BAD_LABEL,
                    "the value of label " + shown(name) + " holds a control character or half a surrogate pair; "
                            + "remove it");
        }
        return Optional.empty();
    }

    private static Optional<Refused> refused(Cause cause, @org.jspecify.annotations.Nullable String message) {
        return Optional.of(new Refused(cause, String.valueOf(message)));
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
