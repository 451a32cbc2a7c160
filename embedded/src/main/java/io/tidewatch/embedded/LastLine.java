// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a program said last, for an error message. */
final class LastLine {
    private LastLine() {}

    static String of(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return lines.reversed().stream()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .map(line -> "it said: " + line.strip() + ".")
                    .orElse("it said nothing.");
        } catch (IOException e) {
            return "it said nothing.";
        }
    }
}
