// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * The broker's start upper-cases names of enum constants in the default locale: a Turkish machine looks for {@code CLASSİC} and
 * fails. So the default locale is another one for as long as the start takes.
 */
final class RootLocale {
    private RootLocale() {}

    static synchronized <T> T during(Supplier<T> start) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            return start.get();
        } finally {
            Locale.setDefault(before);
        }
    }
}
