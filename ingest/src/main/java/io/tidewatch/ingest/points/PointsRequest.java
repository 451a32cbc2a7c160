// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A request that brings points, free of any framework.
 *
 * @param contentType as the header says; empty where there is none
 * @param contentEncoding as the header says; empty where there is none
 * @param contentLength -1 where it is not known
 * @param query parameters with their values, decoded
 * @param waited for somebody to serve it, since it came in
 */
public record PointsRequest(
        String contentType,
        String contentEncoding,
        long contentLength,
        Map<String, List<String>> query,
        InputStream body,
        Duration waited) {

    /** One that was served at once. */
    public PointsRequest(
            String contentType,
            String contentEncoding,
            long contentLength,
            Map<String, List<String>> query,
            InputStream body) {
        this(contentType, contentEncoding, contentLength, query, body, Duration.ZERO);
    }

    /** Without an encoding that somebody else undoes. */
    PointsRequest unwrapped(String encoding) {
        return contentEncoding.strip().equalsIgnoreCase(encoding)
                ? new PointsRequest(contentType, "", contentLength, query, body, waited)
                : this;
    }

    PointsRequest with(InputStream other) {
        return new PointsRequest(contentType, contentEncoding, contentLength, query, other, waited);
    }
}
