// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.storage.people.Person;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a name and password, slower and slower after failures. */
final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Accounts accounts;
    private final Sessions sessions;
    private final Throttle names;
    private final Throttle addresses;

    SignIn(Accounts accounts, Sessions sessions, InstantSource clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.names = Throttle.perName(clock);
        this.addresses = Throttle.perAddress(clock);
    }

    /** @param token for the cookie */
    record Opened(Person person, String token) {}

    /**
     * @return empty where name or password is wrong
     * @throws TooMany after failures, with how long to wait
     */
    Optional<Opened> with(String name, String password, String address) {
        Duration wait = max(names.waitFor(name), addresses.waitFor(address));
        if (wait.isPositive()) {
            throw new TooMany(wait);
        }
        Optional<Person> person = accounts.check(name, password);
        if (person.isEmpty()) {
            names.failed(name);
            addresses.failed(address);
            LOG.info("A sign-in from {} failed", address);
            return Optional.empty();
        }
        names.succeeded(name);
        return person.map(found -> new Opened(found, sessions.open(found.name())));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Too many failures; how long to wait. */
    static final class TooMany extends TidewatchException {
        private final transient Duration wait;

        TooMany(Duration wait) {
            super(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "Too many failed sign-ins; try again in " + (wait.toSeconds() + 1) + " seconds.");
            this.wait = wait;
        }

        long seconds() {
            return wait.toSeconds() + 1;
        }
    }
}
