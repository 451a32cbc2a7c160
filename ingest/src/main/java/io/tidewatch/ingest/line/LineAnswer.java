// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import java.util.Map;

/**
 * What an InfluxDB would answer.
 *
 * @param retryAfterSeconds 0 where to come again does not help
 * @param body for Jackson; empty where the status is 204
 */
public record LineAnswer(int status, int retryAfterSeconds, Map<String, String> body) {}
