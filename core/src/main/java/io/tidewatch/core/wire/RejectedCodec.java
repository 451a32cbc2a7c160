// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tidewatch.core.point.Rejected;
import io.tidewatch.core.wire.v1.RejectedInput;

/** Records of the topic of refused input. */
public final class RejectedCodec {
    private RejectedCodec() {}

    public static byte[] encode(Rejected rejected) {
        return RejectedInput.newBuilder()
                .setDoor(rejected.door())
                .setCode(rejected.code())
                .setMessage(rejected.message())
                .setInput(ByteString.copyFrom(rejected.input()))
                .setReceivedMicros(rejected.receivedMicros())
                .build()
                .toByteArray();
    }

    /** @throws Undecodable where the bytes are something else */
    public static Rejected decode(byte[] bytes) {
        try {
            RejectedInput wire = RejectedInput.parseFrom(bytes);
            return new Rejected(
                    wire.getDoor(),
                    wire.getCode(),
                    wire.getMessage(),
                    wire.getInput().toByteArray(),
                    wire.getReceivedMicros());
        } catch (InvalidProtocolBufferException e) {
            throw new Undecodable("rejected", e);
        }
    }
}
