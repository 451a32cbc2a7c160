// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import java.util.regex.Pattern;

/** A pattern with {@code *} for any text and {@code ?} for one character; a leading {@code !} turns it round. */
final class Glob {
    private final boolean negated;
    private final Pattern pattern;

    Glob(String text) {
        negated = text.startsWith("!");
        StringBuilder regex = new StringBuilder();
        for (char c : (negated ? text.substring(1) : text).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches() != negated;
    }
}
