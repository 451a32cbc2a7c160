// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.delivery.DeliveryLog;
import io.tidewatch.storage.delivery.EndpointHealth;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** Subscriptions, each its owner's to manage; an admin's too. Somebody else's is as if it were not there. */
public final class SubscriptionService {
    /** Both secrets sign for so long after a rotation. */
    public static final Duration OVERLAP = Duration.ofHours(24);
    /** What one person may have. */
    static final int MAX_OWNED = 200;

    private final Workplace desk;
    private final RandomGenerator random;
    private final SubscriptionStore store;
    private final RequestStore requests;
    private final DeliveryLog log;

    /** A subscription and the secret that is shown this once. */
    public record WithSecret(Subscription subscription, SigningSecret secret) {}

    /** @param random cryptographically strong, except in tests */
    public SubscriptionService(Workplace desk, RandomGenerator random) {
        this.desk = desk;
        this.random = random;
        this.store = new SubscriptionStore(desk.database());
        this.requests = new RequestStore(desk.database());
        this.log = new DeliveryLog(desk.database());
    }

    /** In order of name; an admin sees everybody's. */
    public List<Subscription> visible(Caller caller) {
        return caller.admin() ? store.all() : store.ownedBy(caller.name());
    }

    /** @throws TidewatchException NOT_FOUND, also where it is somebody else's */
    public Subscription find(String id, Caller caller) {
        try {
            return store.find(UUID.fromString(id)).filter(caller::sees).orElseThrow(() -> unknown(id));
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    public EndpointHealth health(Subscription subscription) {
        return log.health(subscription.id());
    }

    /** What its owner must be told, the newest first. */
    public List<DeliveryLog.Notice> notices(Subscription subscription) {
        return log.notices(subscription.id());
    }

    /** What would be made of a draft, without its being there. @throws TidewatchException INVALID_VALUE naming what is wrong */
    public Subscription check(SubscriptionDraft draft, Caller caller) {
        return valid(() -> new Subscription(
                UUID.randomUUID(),
                1,
                caller.name(),
                draft.name(),
                draft.url(),
                draft.format(),
                draft.credential(),
                draft.filter(),
                draft.routing(),
                false,
                1));
    }

    /** @throws TidewatchException CONFLICT where the caller has one of that name, INVALID_VALUE naming what is wrong */
    public WithSecret create(SubscriptionDraft draft, Caller caller) {
        if (store.ownedBy(caller.name()).size() >= MAX_OWNED) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    caller.name() + " has " + MAX_OWNED + " subscriptions, which is the limit. Delete one, or use "
                            + "patterns in its filter.");
        }
        Subscription wanted = check(draft, caller);
        SigningSecret secret = SigningSecret.generate(random);
        return desk.change(transaction -> {
            if (!store.create(transaction, wanted, secret, caller.name(), desk.now())) {
                throw new TidewatchException(
                        ErrorCode.CONFLICT,
                        "you have a subscription named \"" + draft.name() + "\" already. Choose another name.");
            }
            audit(transaction, caller, "subscription.created", wanted);
            return new WithSecret(wanted, secret);
        });
    }

    /**
     * Changes what the draft says; a credential that it leaves out stays.
     *
     * @param version the one that the caller saw
     * @throws TidewatchException CONFLICT where it was changed meanwhile
     */
    public Subscription update(String id, long version, SubscriptionDraft draft, Caller caller) {
        Subscription before = find(id, caller);
        if (before.version() != version) {
            throw changed(before);
        }
        return save(
                before,
                valid(() -> new Subscription(
                        before.id(),
                        version + 1,
                        before.owner(),
                        draft.name(),
                        draft.url(),
                        draft.format(),
                        draft.credential().or(before::credential),
                        draft.filter(),
                        draft.routing(),
                        before.paused(),
                        before.epoch())),
                "subscription.changed",
                caller);
    }

    /** Nothing is sent any more; what comes waits. */
    public Subscription pause(String id, Caller caller) {
        Subscription before = find(id, caller);
        return before.paused() ? before : save(before, before.pausedNow(), "subscription.paused", caller);
    }

    /** Sends again, what waited first; also after its receiver's failures switched it off. */
    public Subscription resume(String id, Caller caller) {
        Subscription before = find(id, caller);
        return save(before, before.resumed(), "subscription.resumed", caller);
    }

    public void delete(String id, Caller caller) {
        Subscription subscription = find(id, caller);
        desk.change(transaction -> {
            audit(transaction, caller, "subscription.deleted", subscription);
            return store.delete(transaction, subscription.id());
        });
    }

    /** A new secret; the old one signs beside it for {@link #OVERLAP}. */
    public WithSecret rotate(String id, Caller caller) {
        Subscription subscription = find(id, caller);
        SigningSecret secret = SigningSecret.generate(random);
        return desk.change(transaction -> {
            Instant now = desk.now();
            store.rotate(transaction, subscription.id(), secret, now, now.plus(OVERLAP));
            audit(transaction, caller, "subscription.rotated", subscription);
            return new WithSecret(subscription, secret);
        });
    }

    /** Has the notifier send a signed test event; how that went stands in the delivery log. */
    public Request test(String id, Caller caller) {
        Subscription subscription = find(id, caller);
        return desk.change(transaction -> {
            audit(transaction, caller, "subscription.tested", subscription);
            return requests.add(
                    transaction, RequestKind.SEND_TEST, subscription.id().toString(), "{}", caller.name(), desk.now());
        });
    }

    private Subscription save(Subscription before, Subscription after, String action, Caller caller) {
        return desk.change(transaction -> {
            if (!store.update(transaction, after, caller.name(), desk.now())) {
                throw changed(before);
            }
            audit(transaction, caller, action, after);
            return after;
        });
    }

    private void audit(Handle transaction, Caller caller, String action, Subscription subscription) {
        desk.audit(transaction, caller.name(), action, "subscription/" + subscription.id(), subscription.toString());
    }

    private static Subscription valid(Supplier<Subscription> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, String.valueOf(e.getMessage()), e);
        }
    }

    private static TidewatchException changed(Subscription before) {
        return new TidewatchException(
                ErrorCode.CONFLICT,
                "subscription \"" + before.name() + "\" was changed meanwhile. Read it again and repeat your change.");
    }

    private static TidewatchException unknown(String id) {
        return new TidewatchException(
                ErrorCode.NOT_FOUND,
                "no subscription of yours has the id \"" + (id.length() > 80 ? id.substring(0, 80) + "…" : id) + "\".");
    }
}
