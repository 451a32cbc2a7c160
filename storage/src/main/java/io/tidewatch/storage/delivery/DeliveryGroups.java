// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import io.tidewatch.storage.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Events that are gathered, and become one delivery when their time is over. */
public final class DeliveryGroups {
    private final Database database;

    /** An event that waits for others. */
    public record Member(long id, String eventId, String kind, String series, String contentType, String body) {}

    /**
     * A message that carries events.
     *
     * @param count how many, counted from where the message before ended
     */
    public record Message(int count, String contentType, String body) {}

    private record Group(UUID subscription, String lane) {}

    public DeliveryGroups(Database database) {
        this.database = database;
    }

    /**
     * Ends the groups whose time is over.
     *
     * @param pack makes messages of a group's events, in order; called with at least two
     * @return how many deliveries came of it
     */
    public int close(Instant now, Function<List<Member>, List<Message>> pack) {
        List<Group> due = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select subscription_id, lane from delivery where state = 'gathering' group by 1, 2 "
                                        + "having min(next_try) <= :now limit 500")
                        .bind("now", now)
                        .map((row, context) -> new Group(row.getObject(1, UUID.class), row.getString(2)))
                        .list());
        int deliveries = 0;
        for (Group group : due) {
            deliveries += database.jdbi().inTransaction(transaction -> close(transaction, group, now, pack));
        }
        return deliveries;
    }

    /** Another process that wants the same group waits for the locks and finds nothing left. */
    private static int close(Handle transaction, Group group, Instant now, Function<List<Member>, List<Message>> pack) {
        Lanes lanes = Lanes.of(group.subscription(), group.lane());
        lanes.lock(transaction);
        List<Member> members = transaction
                .createQuery(
                        "select id, event_id, kind, series, content_type, body from delivery where subscription_id = ? "
                                + "and lane = ? and state = 'gathering' order by id for update")
                .bind(0, group.subscription())
                .bind(1, group.lane())
                .map((row, context) -> new Member(
                        row.getLong("id"),
                        row.getString("event_id"),
                        row.getString("kind"),
                        row.getString("series"),
                        row.getString("content_type"),
                        row.getString("body")))
                .list();
        if (members.isEmpty()) {
            return 0;
        }
        List<Message> messages = members.size() == 1
                ? List.of(new Message(
                        1, members.getFirst().contentType(), members.getFirst().body()))
                : pack.apply(members);
        int from = 0;
        for (Message message : messages) {
            send(transaction, group, members.subList(from, from + message.count()), message, now);
            from += message.count();
        }
        lanes.promote(transaction, now);
        return messages.size();
    }

    private static void send(Handle transaction, Group group, List<Member> members, Message message, Instant now) {
        Member first = members.getFirst();
        if (members.size() == 1) {
            transaction.execute("update delivery set state = 'queued', next_try = ? where id = ?", now, first.id());
            return;
        }
        long delivery = transaction
                .createQuery(
                        "insert into delivery (subscription_id, event_id, kind, lane, series, content_type, body, state, "
                                + "next_try, created_at) values (:subscription, :event, 'group', :lane, :series, :type, :body, 'queued', "
                                + ":now, :now) returning id")
                .bind("subscription", group.subscription())
                .bind("event", "group-" + first.eventId())
                .bind("lane", group.lane())
                .bind("series", first.series() + " and " + (members.size() - 1) + " more")
                .bind("type", message.contentType())
                .bind("body", message.body())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
        transaction.execute(
                "update delivery set state = 'grouped', reason = ?, finished_at = ? where id = any(?)",
                "sent with others, as delivery " + delivery,
                now,
                members.stream().map(Member::id).toArray(Long[]::new));
    }
}
