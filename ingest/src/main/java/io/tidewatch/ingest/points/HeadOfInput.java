// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.point.Rejected;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Remembers how a stream began, for the topic of rejected input. */
final class HeadOfInput extends FilterInputStream {
    private final byte[] head = new byte[Rejected.MAX_INPUT_BYTES];
    private int kept;

    HeadOfInput(InputStream in) {
        super(in);
    }

    byte[] head() {
        return Arrays.copyOf(head, kept);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0 && kept < head.length) {
            head[kept++] = (byte) read;
        }
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        int more = Math.min(Math.max(read, 0), head.length - kept);
        System.arraycopy(into, from, head, kept, more);
        kept += more;
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
