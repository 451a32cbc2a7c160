// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.DeskCodec;
import io.tidewatch.core.wire.DeskMessage;
import io.tidewatch.storage.audit.AuditLog;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What every change on the desk needs: one transaction, the audit, the desk's events and a nudge once it has committed. */
public final class Workplace {
    private final Database database;
    private final InstantSource clock;
    private volatile Runnable nudge = () -> {};

    public Workplace(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public Database database() {
        return database;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Whom to tell that the outbox holds something; the role sets it while it runs. */
    public void onCommit(Runnable publisher) {
        nudge = publisher;
    }

    /** Runs the change in one transaction, then has what it left in the outbox published. */
    public <T> T change(Function<Handle, T> change) {
        T result = database.jdbi().inTransaction(change::apply);
        nudge.run();
        return result;
    }

    /** In the transaction of the change. */
    public void audit(Handle transaction, String actor, String action, String subject, String detail) {
        AuditLog.record(transaction, actor, action, subject, detail, now());
    }

    /** Says on the desk's topic what somebody did; {@code id} is unique. */
    public void tell(Handle transaction, AlertId alert, String id, String actor, DeskMessage.Act act) {
        DeskMessage message = new DeskMessage(alert, id, Micros.of(now()), actor, act);
        Outbox.DESK.add(
                transaction, Topic.DESK, alert.value().getBytes(StandardCharsets.UTF_8), DeskCodec.encode(message));
    }
}
