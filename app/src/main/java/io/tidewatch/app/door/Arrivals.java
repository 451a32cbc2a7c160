// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.app.settings.SingleSignOn;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.storage.people.Person;
import io.tidewatch.storage.people.PersonStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;

/** The accounts of people who sign in elsewhere: made at their first arrival, their role as the provider's groups say at each. */
final class Arrivals {
    private final PersonStore people;
    private final SingleSignOn settings;
    private final InstantSource clock;

    Arrivals(PersonStore people, SingleSignOn settings, InstantSource clock) {
        this.people = people;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @return the account's name
     * @throws TidewatchException FORBIDDEN where the account is disabled, CONFLICT where somebody else has the name here, INVALID_VALUE
     *     where the provider's name for the person can't be one here
     */
    String admit(Provider.Arrival arrival) {
        String role = role(arrival);
        Instant now = clock.instant();
        Optional<Person> known = people.bySubject(arrival.subject());
        if (known.isPresent()) {
            Person person = known.get();
            if (person.disabled()) {
                throw new TidewatchException(
                        ErrorCode.FORBIDDEN, "The account " + person.name() + " is disabled. Ask an admin.");
            }
            if (!person.role().equals(role)) {
                // The last admin stays one: nobody could let another in.
                people.change(person.name(), role, false, person.name(), now);
            }
            return person.name();
        }
        String name = Accounts.checkedName(arrival.name());
        if (!people.addFromElsewhere(arrival.subject(), name, role, now)) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "There is an account " + name
                            + " here that is not the provider's. Ask an admin to delete it, or sign in with "
                            + "its password.");
        }
        return name;
    }

    private String role(Provider.Arrival arrival) {
        if (!Collections.disjoint(arrival.groups(), settings.admins())) {
            return Access.ADMIN;
        }
        return Collections.disjoint(arrival.groups(), settings.analysts()) ? Access.VIEWER : Access.ANALYST;
    }
}
