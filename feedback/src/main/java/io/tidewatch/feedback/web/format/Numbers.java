// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers for people: at most three significant digits unless they count something, a decimal point, a thin space
 * between thousands, a true minus sign. The same in every locale, as the script in {@code format.js} writes them.
 */
public final class Numbers {
    static final char THIN_SPACE = '\u2009';
    private static final char MINUS = '\u2212';
    private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** At most three significant digits, "no data" for what is no number. */
    public static String value(double value) {
        return Double.isFinite(value) ? plain(new BigDecimal(value).round(THREE)) : "no data";
    }

    /** Rounded where the third digit of a greater one beside it stands: "0.7 to 1.08", not "0.701 to 1.08". */
    public static String like(double value, double other) {
        double size = Math.max(Math.abs(value), Math.abs(other));
        if (!Double.isFinite(value) || !Double.isFinite(size) || size == 0) {
            return value(value);
        }
        BigDecimal greater = new BigDecimal(size).round(THREE);
        return plain(new BigDecimal(value).setScale(greater.scale(), RoundingMode.HALF_EVEN));
    }

    /** Every digit of a whole number. */
    public static String count(double value) {
        return Double.isFinite(value) ? plain(new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN)) : "no data";
    }

    /** A value with as many decimals as asked, as for scores and precisions that stand under one another. */
    public static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? grouped(new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString())
                : "no data";
    }

    /** A share in [0, 1] as a percentage, "95.3 %". */
    public static String percent(double share) {
        return value(share * 100) + " %";
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return grouped(stripped.toPlainString());
    }

    private static String grouped(String digits) {
        boolean negative = digits.startsWith("-");
        int from = negative ? 1 : 0;
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits.length() + 4);
        if (negative) {
            text.append(MINUS);
        }
        for (int i = from; i < end; i++) {
            if (i > from && (end - i) % 3 == 0) {
                text.append(THIN_SPACE);
            }
            text.append(digits.charAt(i));
        }
        return text.append(digits, end, digits.length()).toString();
    }
}
