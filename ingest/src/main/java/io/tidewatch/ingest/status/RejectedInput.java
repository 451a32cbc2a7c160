// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.status;

/**
 * One input that was refused.
 *
 * @param at when, ISO-8601 in UTC
 * @param input its beginning, as text
 */
public record RejectedInput(String at, String door, String code, String message, String input) {}
