// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How far a file was sent, in a small file beside it that goes away at the end. It counts only for the same file, unchanged, and
 * the same series on the same server; where the directory can't be written, a repeated import begins at the beginning.
 */
final class Resume {
    private final Path note;
    private final String what;
    private boolean broken;

    /** @param target the server and the series */
    Resume(Path file, String target) throws IOException {
        this.note = file.resolveSibling(file.getFileName() + ".import-" + Integer.toHexString(target.hashCode()));
        this.what = Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis() + " " + target;
    }

    /** The last line that the server has; 0 where none. */
    long line() {
        try {
            String[] parts = Files.readString(note).split(" ", 2);
            return parts.length == 2 && parts[1].strip().equals(what) ? Long.parseLong(parts[0]) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    void reached(long line) {
        if (broken) {
            return;
        }
        try {
            Path next = note.resolveSibling(note.getFileName() + ".next");
            Files.writeString(next, line + " " + what, UTF_8);
            Files.move(next, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            broken = true;
        }
    }

    void done() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            broken = true;
        }
    }
}
