// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.kpi;

import java.util.regex.Pattern;

/** The part of a detector's id that people choose. */
public final class DetectorName {
    /** Belongs to the detector that every KPI has from the start. */
    public static final String ADAPTIVE = "adaptive";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private DetectorName() {}

    /** @throws IllegalArgumentException naming the text and what a name may hold */
    public static String require(String name) {
        if (!NAME.matcher(name).matches()) {
            String shown = name.length() <= 80 ? name : name.substring(0, 80) + "…";
            throw new IllegalArgumentException("a detector's name has 1 to 63 of a to z, 0 to 9 and -, beginning with a"
                    + " letter or digit; \"" + shown + "\" does not. Write cpu-above-80, say");
        }
        return name;
    }
}
