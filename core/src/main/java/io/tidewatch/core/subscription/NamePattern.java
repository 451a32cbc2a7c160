// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

/** A text in which {@code *} stands for any characters, also none; everything else stands for itself. */
public record NamePattern(String text) {
    private static final int MAX_LENGTH = 512;

    public NamePattern {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a pattern has 1 to " + MAX_LENGTH + " characters, not " + text.length() + "; use * for any text");
        }
    }

    /** In time proportional to both lengths at worst: patterns come from people and may be hostile. */
    public boolean matches(String name) {
        int at = 0;
        int inPattern = 0;
        int star = -1;
        int resume = 0;
        while (at < name.length()) {
            if (inPattern < text.length() && text.charAt(inPattern) == '*') {
                star = inPattern++;
                resume = at;
            } else if (inPattern < text.length() && text.charAt(inPattern) == name.charAt(at)) {
                inPattern++;
                at++;
            } else if (star >= 0) {
                inPattern = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (inPattern < text.length() && text.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
