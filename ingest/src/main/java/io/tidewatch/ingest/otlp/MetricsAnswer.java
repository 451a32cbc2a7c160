// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.otlp;

/** What an exporter is told, in the encoding in which it asked. It sends again after 429 and 503. */
@SuppressWarnings("ArrayRecordComponent") // goes straight into the response
public record MetricsAnswer(int status, int retryAfterSeconds, String contentType, byte[] body) {}
