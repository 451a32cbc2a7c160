// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.app.settings.Settings;
import io.tidewatch.storage.audit.AuditLog;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.people.ApiKeyStore;
import io.tidewatch.storage.people.PersonStore;
import io.tidewatch.storage.people.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The door's objects. */
@ApplicationScoped
class DoorWiring {
    @Produces
    @Singleton
    Passwords passwords() {
        return new Passwords();
    }

    @Produces
    @Singleton
    Accounts accounts(Database database, Passwords passwords, InstantSource clock) {
        return new Accounts(new PersonStore(database), passwords, clock);
    }

    @Produces
    @Singleton
    Sessions sessions(Database database, InstantSource clock, Settings settings) {
        return new Sessions(new SessionStore(database), clock, Duration.ofHours(settings.sessionHours()));
    }

    @Produces
    @Singleton
    Keys keys(Database database, InstantSource clock) {
        return new Keys(new ApiKeyStore(database), clock);
    }

    @Produces
    @Singleton
    SignIn signIn(Accounts accounts, Sessions sessions, InstantSource clock) {
        return new SignIn(accounts, sessions, clock);
    }

    @Produces
    @Singleton
    AuditLog audit(Database database) {
        return new AuditLog(database);
    }

    /** Made once the database can be reached. */
    @Produces
    @Singleton
    FirstStart firstStart(Instance<Accounts> accounts, Instance<Keys> keys, Settings settings) {
        return new FirstStart(accounts::get, keys::get, settings);
    }
}
