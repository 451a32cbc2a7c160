// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.serving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a series at a time; numbers are absent where no forecast reaches.
 *
 * @param lower where the interval of {@code level} begins
 */
public record Prediction(
        String series,
        Instant timestamp,
        @Nullable Double expected,
        @Nullable Double lower,
        @Nullable Double upper,
        double level,
        @Nullable Long modelVersion) {}
