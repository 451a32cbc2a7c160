// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.status;

import java.util.List;

/** What the role shows of itself. */
public interface IngestView {
    IngestStatus status();

    /** The latest refused input, the last first. */
    List<RejectedInput> rejected(int most);
}
