// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.refusal;

/**
 * One refused point, or line.
 *
 * @param place its index from 0 in JSON, its line from 1 in CSV
 * @param message names the value, the limit and the remedy
 */
public record Refusal(long place, Cause cause, String message) {}
