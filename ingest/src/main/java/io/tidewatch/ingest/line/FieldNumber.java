// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Reads a field's number on its bytes. Up to 15 digits with a power of ten within 22 are exact in doubles, so that one
 * multiplication or division rounds as the JDK's own parser does (W. D. Clinger, How to read floating point numbers accurately,
 * 1990); all others go to that parser.
 */
final class FieldNumber {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int EXACT_DIGITS = 15;
    private static final int MOST_BYTES = 400;

    private double real;
    private long whole;

    double asDouble() {
        return real;
    }

    long asLong() {
        return whole;
    }

    /** A field's value that is no text; false where it is none, or not finite. */
    boolean value(byte[] bytes, int from, int to) {
        byte last = bytes[to - 1];
        if (last == 'i') {
            boolean read = whole(bytes, from, to - 1);
            real = whole;
            return read;
        }
        if (last == 'u') {
            return unsigned(bytes, from, to - 1);
        }
        byte first = bytes[from];
        if (first == 't' || first == 'T' || first == 'f' || first == 'F') {
            return bool(bytes, from, to);
        }
        return decimal(bytes, from, to);
    }

    /** A whole number of 64 bits. */
    boolean whole(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (at < to && (negative || bytes[at] == '+')) {
            at++;
        }
        if (at == to || to - at > 19) {
            return false;
        }
        long sum = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum = sum * 10 + digit;
        }
        // Beyond 63 bits it has wrapped, and 19 digits wrap at most once.
        if (sum < 0 && !(negative && sum == Long.MIN_VALUE)) {
            return false;
        }
        whole = negative ? -sum : sum;
        return true;
    }

    private boolean unsigned(byte[] bytes, int from, int to) {
        if (to - from < 1 || to - from > 20) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return false;
            }
        }
        try {
            whole = Long.parseUnsignedLong(new String(bytes, from, to - from, US_ASCII));
        } catch (NumberFormatException e) {
            return false;
        }
        real = whole >= 0 ? whole : (whole >>> 1) * 2.0 + (whole & 1);
        return true;
    }

    private boolean bool(byte[] bytes, int from, int to) {
        boolean yes = (bytes[from] | 0x20) == 't';
        if (to - from > 1) {
            String text = new String(bytes, from, Math.min(to - from, 6), US_ASCII);
            boolean known = switch (text) {
                case "true", "True", "TRUE", "false", "False", "FALSE" -> true;
                default -> false;
            };
            if (!known) {
                return false;
            }
        }
        real = yes ? 1 : 0;
        return true;
    }

    private boolean decimal(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = bytes[at] == '-';
        if (negative || bytes[at] == '+') {
            at++;
        }
        long digits = 0;
        int count = 0;
        int seen = 0;
        int scale = 0;
        boolean point = false;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                seen++;
                count += count > 0 || digit > 0 ? 1 : 0;
                if (count <= EXACT_DIGITS) {
                    digits = digits * 10 + digit;
                    scale -= point ? 1 : 0;
                }
            } else if (bytes[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return false;
        }
        int exponent = 0;
        if (at < to) {
            if ((bytes[at] | 0x20) != 'e' || !whole(bytes, at + 1, to) || Math.abs(whole) > 9_999) {
                return false;
            }
            exponent = (int) whole;
        }
        int power = scale + exponent;
        if (count > EXACT_DIGITS || power < -22 || power > 22) {
            return slowly(bytes, from, to);
        }
        double size = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
        real = negative ? -size : size;
        return true;
    }

    private boolean slowly(byte[] bytes, int from, int to) {
        if (to - from > MOST_BYTES) {
            return false;
        }
        real = Double.parseDouble(new String(bytes, from, to - from, US_ASCII));
        return Double.isFinite(real);
    }
}
