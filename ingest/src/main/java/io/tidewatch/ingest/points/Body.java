// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.settings.IngestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A request's bytes, decompressed, and refused while they stream in when they are too many. */
final class Body {
    private Body() {}

    /**
     * @throws TidewatchException TOO_LARGE where the length says so already; UNSUPPORTED_MEDIA_TYPE where the encoding is another
     *     than gzip
     * @throws IOException where gzip's header is broken
     */
    static InputStream open(PointsRequest request, IngestSettings settings) throws IOException {
        String tooLarge = "the request has more than " + settings.maxRequestBytes()
                + " bytes; send smaller ones, or raise tidewatch.ingest.max-request-bytes";
        if (request.contentLength() > settings.maxRequestBytes()) {
            throw new TidewatchException(ErrorCode.TOO_LARGE, tooLarge);
        }
        InputStream limited = new LimitedInput(request.body(), settings.maxRequestBytes(), tooLarge);
        String encoding = request.contentEncoding().strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> limited;
            case "gzip", "x-gzip" ->
                new LimitedInput(
                        new GZIPInputStream(limited, 32 * 1024),
                        settings.maxInflatedBytes(),
                        "the request has more than " + settings.maxInflatedBytes()
                                + " bytes after decompression; send smaller ones, or raise "
                                + "tidewatch.ingest.max-inflated-bytes");
            default ->
                throw new TidewatchException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "content encoding \"" + encoding + "\" is not supported; use gzip or none");
        };
    }
}
