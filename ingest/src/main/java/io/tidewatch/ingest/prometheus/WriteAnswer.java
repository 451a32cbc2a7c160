// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.prometheus;

/**
 * What a sender of remote write is told: 204, or a status with a text. It sends again after 429 and 5xx only.
 *
 * @param samplesWritten for the header of version 2.0; -1 where the sender speaks 1.0
 */
public record WriteAnswer(int status, int retryAfterSeconds, long samplesWritten, String text) {}
