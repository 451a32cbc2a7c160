// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.joint;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.core.wire.EventsCodec;
import io.tidewatch.scorer.detector.Ledger;
import io.tidewatch.scorer.detector.StateReader;
import io.tidewatch.scorer.detector.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is kept of a virtual series, as bytes. */
public final class JointCodec {
    private static final int COMPOSITE = 1;
    private static final int SESSIONS = 2;

    private JointCodec() {}

    public static boolean isComposite(byte[] state) {
        return new StateReader(state).getInt() == COMPOSITE;
    }

    public static byte[] encode(CompositeSeries series) {
        StateWriter out = new StateWriter();
        out.put(COMPOSITE);
        write(out, series.ledger());
        out.put(series.inputs().size());
        series.inputs().forEach(input -> out.put(AlertsCodec.encode(new AlertsMessage.Event(input))));
        return out.toBytes();
    }

    /** @param state nothing where nothing was kept */
    public static CompositeSeries composite(SeriesKey series, byte @Nullable [] state) {
        if (state == null) {
            return new CompositeSeries(series, List.of(), new Ledger());
        }
        StateReader in = reader(state, COMPOSITE);
        Ledger ledger = ledger(in);
        List<AlertEvent> inputs = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            inputs.add(event(in));
        }
        return new CompositeSeries(series, inputs, ledger);
    }

    public static byte[] encode(EventSessions sessions) {
        StateWriter out = new StateWriter();
        out.put(SESSIONS);
        write(out, sessions.ledger());
        out.put(sessions.settled());
        out.put(sessions.events().size());
        sessions.events().forEach(event -> out.put(EventsCodec.encode(event)));
        out.put(sessions.firstSeen().size());
        sessions.firstSeen().forEach((value, at) -> out.put(value).put(at));
        return out.toBytes();
    }

    /** @param state nothing where nothing was kept */
    public static EventSessions sessions(SeriesKey series, byte @Nullable [] state) {
        if (state == null) {
            return new EventSessions(series, List.of(), new TreeMap<>(), new Ledger(), Long.MIN_VALUE);
        }
        StateReader in = reader(state, SESSIONS);
        Ledger ledger = ledger(in);
        long settled = in.getLong();
        List<Event> events = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            events.add(EventsCodec.decode(in.getBytes()));
        }
        TreeMap<String, Long> firstSeen = new TreeMap<>();
        for (int left = in.getInt(); left > 0; left--) {
            String value = in.getString();
            firstSeen.put(value, in.getLong());
        }
        return new EventSessions(series, events, firstSeen, ledger, settled);
    }

    private static StateReader reader(byte[] state, int kind) {
        StateReader in = new StateReader(state);
        int found = in.getInt();
        if (found != kind) {
            throw new IllegalArgumentException("a joint state of kind " + found + " is none of kind " + kind);
        }
        return in;
    }

    private static void write(StateWriter out, Ledger ledger) {
        out.put(ledger.entries().size());
        for (Ledger.Entry entry : ledger.entries()) {
            out.put(entry.own().value()).put(AlertsCodec.encode(new AlertsMessage.Event(entry.last())));
        }
    }

    private static Ledger ledger(StateReader in) {
        Ledger ledger = new Ledger();
        for (int left = in.getInt(); left > 0; left--) {
            AlertId own = new AlertId(in.getString());
            ledger.add(new Ledger.Entry(own, event(in)));
        }
        return ledger;
    }

    private static AlertEvent event(StateReader in) {
        return AlertsCodec.decodeEvent(in.getBytes());
    }
}
