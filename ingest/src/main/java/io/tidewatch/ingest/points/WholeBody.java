// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.TidewatchException;
import java.io.IOException;
import java.io.InputStream;

/** Messages that have to stand in memory as a whole before they can be read. */
public final class WholeBody {
    private WholeBody() {}

    /**
     * All bytes of a body. One that has too many is let go while it streams in: it is never put together.
     *
     * @param tooLarge what to tell its sender
     * @throws TidewatchException TOO_LARGE where it has more than {@code most} bytes
     */
    public static byte[] read(InputStream body, long most, String tooLarge) throws IOException {
        return new LimitedInput(body, most, tooLarge).readAllBytes();
    }
}
