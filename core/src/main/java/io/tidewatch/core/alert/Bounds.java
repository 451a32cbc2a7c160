// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.alert;

/** Expected value and the interval about it, in the KPI's unit. */
public record Bounds(double expected, double lower, double upper) {}
