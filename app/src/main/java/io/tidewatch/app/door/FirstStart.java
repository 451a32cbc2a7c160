// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.app.settings.Settings;
import java.util.Optional;
import java.util.function.Supplier;

/** What the door needs before the first caller: an admin, and the key of commands on this machine. */
public final class FirstStart {
    private final Supplier<Accounts> accounts;
    private final Supplier<Keys> keys;
    private final Settings settings;
    private volatile Optional<String> secret = Optional.empty();

    FirstStart(Supplier<Accounts> accounts, Supplier<Keys> keys, Settings settings) {
        this.accounts = accounts;
        this.keys = keys;
        this.settings = settings;
    }

    /** Call when the database can be reached. */
    public void prepare() {
        secret = accounts.get().firstAdmin(settings.adminPassword());
        new CliKey(settings.data(), keys.get()).ensure();
    }

    /** The one-time secret of the person {@code admin}, to be shown once; empty where there is none to show. */
    public Optional<String> secret() {
        return secret;
    }
}
