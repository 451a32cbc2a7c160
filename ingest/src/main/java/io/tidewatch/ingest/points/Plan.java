// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.point.Origin;
import java.io.IOException;
import java.io.InputStream;

/**
 * How a request is read.
 *
 * @param register whether KPIs that nobody has made are registered
 */
public record Plan(Origin origin, boolean register, Reader reader) {
    /** Parses a body that is decompressed and cut off at its limit. */
    @FunctionalInterface
    public interface Reader {
        void read(InputStream body, Intake intake) throws IOException;
    }
}
