// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

/** Ends the import with a sentence that says what to do. */
final class ImportFailure extends RuntimeException {
    ImportFailure(String message) {
        super(message);
    }
}
