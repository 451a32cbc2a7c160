// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.people;

import io.tidewatch.storage.audit.AuditLog;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Local accounts; each change leaves a row in the audit log. A change of password, role or standing ends the sessions. */
public final class PersonStore {
    private final Database database;

    public PersonStore(Database database) {
        this.database = database;
    }

    /** False where the name is taken. */
    public boolean add(Person person, String actor, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            int added = transaction
                    .createUpdate("insert into person (name, role, password, one_time, created_at, changed_at)"
                            + " values (:name, :role, :password, :oneTime, :now, :now) on conflict do nothing")
                    .bind("name", person.name())
                    .bind("role", person.role())
                    .bind("password", person.password())
                    .bind("oneTime", person.oneTime())
                    .bind("now", now)
                    .execute();
            if (added == 1) {
                AuditLog.record(transaction, actor, "person.added", "person/" + person.name(), person.role(), now);
            }
            return added == 1;
        });
    }

    /**
     * An account of somebody who signs in elsewhere.
     *
     * @param subject who that is there
     * @return false where the name is taken
     */
    public boolean addFromElsewhere(String subject, String name, String role, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            int added = transaction.execute(
                    "insert into person (name, role, password, one_time, subject, created_at, changed_at)"
                            + " values (?, ?, '', false, ?, ?, ?) on conflict do nothing",
                    name,
                    role,
                    subject,
                    now,
                    now);
            if (added == 1) {
                AuditLog.record(
                        transaction, name, "person.arrived", "person/" + name, role + ", known as " + subject, now);
            }
            return added == 1;
        });
    }

    public Optional<Person> bySubject(String subject) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from person where subject = ?")
                        .bind(0, subject)
                        .map(PersonStore::person)
                        .findOne());
    }

    public Optional<Person> find(String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from person where name = ?")
                        .bind(0, name)
                        .map(PersonStore::person)
                        .findOne());
    }

    /** By name. */
    public List<Person> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from person order by name")
                        .map(PersonStore::person)
                        .list());
    }

    /** @param oneTime whether it must be replaced at the next sign-in */
    public boolean setPassword(String name, String hash, boolean oneTime, String actor, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            int changed = transaction.execute(
                    "update person set password = ?, one_time = ?, changed_at = ? where name = ?",
                    hash,
                    oneTime,
                    now,
                    name);
            transaction.execute("delete from session where person = ?", name);
            if (changed == 1) {
                AuditLog.record(
                        transaction, actor, "person.password", "person/" + name, oneTime ? "one-time" : "", now);
            }
            return changed == 1;
        });
    }

    /** Changes role and standing; false where there is no such person, or no admin would be left. */
    public boolean change(String name, String role, boolean disabled, String actor, Instant now) {
        return keepingAnAdmin(transaction -> {
            int changed = transaction.execute(
                    "update person set role = ?, disabled = ?, changed_at = ? where name = ?",
                    role,
                    disabled,
                    now,
                    name);
            transaction.execute("delete from session where person = ?", name);
            AuditLog.record(
                    transaction, actor, "person.changed", "person/" + name, role + (disabled ? ", disabled" : ""), now);
            return changed == 1;
        });
    }

    /** Sessions go with the account; false where there is no such person, or no admin would be left. */
    public boolean delete(String name, String actor, Instant now) {
        return keepingAnAdmin(transaction -> {
            int deleted = transaction.execute("delete from person where name = ?", name);
            AuditLog.record(transaction, actor, "person.deleted", "person/" + name, "", now);
            return deleted == 1;
        });
    }

    private boolean keepingAnAdmin(Predicate<Handle> change) {
        return database.jdbi().inTransaction(transaction -> {
            // Two admins who demote each other at once must not both succeed.
            transaction.execute("lock table person in share row exclusive mode");
            boolean changed = change.test(transaction);
            boolean adminLeft = transaction
                    .createQuery("select exists (select 1 from person where role = 'admin' and not disabled)")
                    .mapTo(Boolean.class)
                    .one();
            if (!changed || !adminLeft) {
                transaction.rollback();
                return false;
            }
            return true;
        });
    }

    private static Person person(ResultSet row, StatementContext context) throws SQLException {
        return new Person(
                row.getString("name"),
                row.getString("role"),
                row.getString("password"),
                row.getBoolean("one_time"),
                row.getBoolean("disabled"),
                Times.instant(row, "created_at"));
    }
}
