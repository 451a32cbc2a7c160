// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.prometheus;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.points.WholeBody;
import java.io.IOException;
import java.io.InputStream;
import org.xerial.snappy.Snappy;

/** A body in snappy's block format, which says at its head how long it will be. */
final class Snapped {
    private Snapped() {}

    /**
     * @param most bytes after decompression
     * @throws TidewatchException TOO_LARGE before anything is decompressed; MALFORMED where it is no snappy
     */
    static byte[] read(InputStream body, long most) throws IOException {
        byte[] block = WholeBody.read(body, most, message(most));
        try {
            // Its own length comes first, so that a bomb is refused unopened.
            long length = Snappy.uncompressedLength(block);
            if (length > most) {
                throw new TidewatchException(ErrorCode.TOO_LARGE, message(most));
            }
            if (!Snappy.isValidCompressedBuffer(block)) {
                throw broken("it is broken");
            }
            return Snappy.uncompress(block);
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private static TidewatchException broken(String why) {
        return new TidewatchException(
                ErrorCode.MALFORMED, "the body is no block of snappy (" + why + "); remote write asks for one");
    }

    private static String message(long most) {
        return "the message has more than " + most
                + " bytes; send smaller ones (max_samples_per_send), or raise tidewatch.ingest.max-message-bytes";
    }
}
