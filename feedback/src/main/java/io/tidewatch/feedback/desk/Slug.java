// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enums as they stand in JSON and in addresses: lower case with underscores. */
@SuppressWarnings("rawtypes") // Jackson asks for the raw class of what it writes
public final class Slug extends StdSerializer<Enum> {
    private static final long serialVersionUID = 1;

    Slug() {
        super(Enum.class);
    }

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** @throws TidewatchException INVALID_VALUE with what is possible */
    public static <E extends Enum<E>> E read(Class<E> type, String what, String text) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(text.strip())) {
                return constant;
            }
        }
        throw new TidewatchException(
                ErrorCode.INVALID_VALUE,
                what + " must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(Slug::of).collect(Collectors.joining(", "))
                        + ", not \"" + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "\".");
    }

    @Override
    public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(of(value));
    }
}
