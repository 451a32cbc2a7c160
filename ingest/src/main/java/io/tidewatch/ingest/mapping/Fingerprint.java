// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import io.tidewatch.ingest.window.wire.WindowSpec;

/** Of a spec with its outputs' series: what the aggregator keeps its state by. */
public final class Fingerprint {
    private Fingerprint() {}

    /** The first 8 bytes of SHA-256 over its bytes, which hold no map and so are always the same. */
    public static long of(WindowSpec spec) {
        return Target.hash(spec.toByteArray());
    }
}
