// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Says how many bytes have been read. */
final class CountedInput extends FilterInputStream {
    private long count;

    CountedInput(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count += Math.max(read, 0);
        return read;
    }
}
