// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.event.Event;
import io.tidewatch.core.event.Lookup;
import io.tidewatch.core.wire.v1.EventRecord;
import io.tidewatch.core.wire.v1.LookupRecord;

/** Records of the events topic and of the lookup topic; their keys are {@link Event#key} and {@link Lookup#key} in UTF-8. */
public final class EventsCodec {
    private EventsCodec() {}

    public static byte[] encode(Event event) {
        return EventRecord.newBuilder()
                .setId(event.id())
                .setKey(event.key())
                .setType(event.type())
                .setTimeMicros(event.timeMicros())
                .putAllAttributes(event.attributes())
                .build()
                .toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static Event decode(byte[] bytes) {
        try {
            EventRecord wire = EventRecord.parseFrom(bytes);
            return new Event(
                    wire.getId(), wire.getKey(), wire.getType(), wire.getTimeMicros(), wire.getAttributesMap());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("event", e);
        }
    }

    public static byte[] encode(Lookup lookup) {
        return LookupRecord.newBuilder()
                .setKey(lookup.key())
                .putAllFields(lookup.fields())
                .build()
                .toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static Lookup decodeLookup(byte[] bytes) {
        try {
            LookupRecord wire = LookupRecord.parseFrom(bytes);
            return new Lookup(wire.getKey(), wire.getFieldsMap());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Undecodable("lookup", e);
        }
    }
}
