// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import java.time.Instant;

/** Something goes wrong with one series for a while. */
record Incident(String series, Shape shape, Instant from, Instant to) {
    double applied(double value, Instant time) {
        double passed =
                (double) (time.toEpochMilli() - from.toEpochMilli()) / (to.toEpochMilli() - from.toEpochMilli());
        return shape.applied(value, passed);
    }

    boolean covers(String name, Instant time) {
        return series.equals(name) && !time.isBefore(from) && time.isBefore(to);
    }
}
