// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.storage.people.Person;
import io.tidewatch.storage.people.PersonStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Local accounts: the first admin, new people, passwords. */
final class Accounts {
    static final String FIRST_ADMIN = "admin";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final String SYSTEM = "tidewatch";

    private final PersonStore people;
    private final Passwords passwords;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Accounts(PersonStore people, Passwords passwords, InstantSource clock) {
        this.people = people;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Sees to it that somebody can sign in.
     *
     * @param given the first admin's password where the operator set one
     * @return a new one-time secret to be shown; empty where nobody needs one. As long as the first one was never used, each
     *     start makes another, so that a lost one costs a restart only
     */
    Optional<String> firstAdmin(Optional<String> given) {
        Optional<Person> admin = people.find(FIRST_ADMIN);
        if (admin.isPresent() && !admin.get().oneTime()
                || admin.isEmpty() && !people.all().isEmpty()) {
            return Optional.empty();
        }
        String secret = given.orElseGet(() -> Tokens.random(random, 15));
        boolean oneTime = given.isEmpty();
        String hash = passwords.hash(given.isPresent() ? checkedPassword(secret) : secret);
        if (admin.isPresent()) {
            people.setPassword(FIRST_ADMIN, hash, oneTime, SYSTEM, clock.instant());
        } else {
            people.add(
                    new Person(FIRST_ADMIN, Access.ADMIN, hash, oneTime, false, clock.instant()),
                    SYSTEM,
                    clock.instant());
        }
        return oneTime ? Optional.of(secret) : Optional.empty();
    }

    List<Person> all() {
        return people.all();
    }

    /** @return the one-time secret that the new person's first sign-in replaces */
    String add(String name, String role, String actor) {
        String secret = Tokens.random(random, 15);
        Person person =
                new Person(checkedName(name), Rank.checked(role), passwords.hash(secret), true, false, clock.instant());
        if (!people.add(person, actor, clock.instant())) {
            throw new TidewatchException(ErrorCode.CONFLICT, "there is a person " + name + " already");
        }
        return secret;
    }

    /** @return the new one-time secret */
    String reset(String name, String actor) {
        checkSignsInHere(name);
        String secret = Tokens.random(random, 15);
        if (!people.setPassword(name, passwords.hash(secret), true, actor, clock.instant())) {
            throw unknown(name);
        }
        return secret;
    }

    void change(String name, String role, boolean disabled, String actor) {
        if (people.find(name).isEmpty()) {
            throw unknown(name);
        }
        if (!people.change(name, Rank.checked(role), disabled, actor, clock.instant())) {
            throw lastAdmin(name);
        }
    }

    void delete(String name, String actor) {
        if (people.find(name).isEmpty()) {
            throw unknown(name);
        }
        if (!people.delete(name, actor, clock.instant())) {
            throw lastAdmin(name);
        }
    }

    /** Empty where the name is unknown, disabled, or the password is another; each takes the same time. */
    Optional<Person> check(String name, String password) {
        Optional<Person> person = people.find(name).filter(found -> !found.disabled());
        if (person.isEmpty()) {
            passwords.matchNobody(password);
            return Optional.empty();
        }
        return person.filter(found -> passwords.matches(password, found.password()));
    }

    /** Replaces one's own password. */
    void setOwn(String name, String password) {
        checkSignsInHere(name);
        people.setPassword(name, passwords.hash(checkedPassword(password)), false, name, clock.instant());
    }

    private void checkSignsInHere(String name) {
        if (people.find(name).filter(Person::signsInElsewhere).isPresent()) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT, name + " signs in with single sign-on and has no password here.");
        }
    }

    static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "name must be 1 to 64 letters, digits or . _ @ -, not \"" + name + "\"");
        }
        return name;
    }

    private static String checkedPassword(String password) {
        if (password.length() < Passwords.LEAST || password.length() > Passwords.MOST) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "a password must have " + Passwords.LEAST + " to " + Passwords.MOST + " characters, not "
                            + password.length());
        }
        return password;
    }

    private static TidewatchException lastAdmin(String name) {
        return new TidewatchException(
                ErrorCode.CONFLICT, name + " is the last admin; make somebody else an admin first");
    }

    private static TidewatchException unknown(String name) {
        return new TidewatchException(ErrorCode.NOT_FOUND, "there is no person " + name);
    }
}
