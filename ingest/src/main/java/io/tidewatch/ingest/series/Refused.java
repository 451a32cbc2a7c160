// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.series;

import io.tidewatch.ingest.refusal.Cause;

/** Why no point of a series, or a certain point, is taken. */
public record Refused(Cause cause, String message) {}
