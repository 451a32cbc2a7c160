// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.mapping.MappingFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xerial.snappy.Snappy;

/** What is fuzzed, and what must hold whatever comes: an answer that blames the sender, and never an exception. */
enum Target {
    LINE {
        @Override
        int answer(LonelyDoors doors, byte[] input) {
            return doors.lines(input);
        }
    },
    JSON {
        @Override
        int answer(LonelyDoors doors, byte[] input) {
            return doors.points("application/json", input, Map.of());
        }
    },
    CSV {
        @Override
        int answer(LonelyDoors doors, byte[] input) {
            return doors.points("text/csv", input, Map.of("kpi", List.of("signups")));
        }
    },
    WRITE1 {
        @Override
        int answer(LonelyDoors doors, byte[] input) {
            return doors.writes("application/x-protobuf", block(input));
        }
    },
    WRITE2 {
        @Override
        int answer(LonelyDoors doors, byte[] input) {
            return doors.writes("application/x-protobuf;proto=io.prometheus.write.v2.Request", block(input));
        }
    },
    METRICS {
        @Override
        int answer(LonelyDoors doors, byte[] input) {
            return doors.metrics("application/x-protobuf", input);
        }
    },
    METRICS_JSON {
        @Override
        int answer(LonelyDoors doors, byte[] input) {
            return doors.metrics("application/json", input);
        }
    },
    RULES {
        @Override
        int answer(LonelyDoors doors, byte[] input) {
            try {
                Mapping mapping = MappingFile.parse(new String(input, UTF_8));
                mapping.known("requests", Map.of("code", "503", "service", "shop", "le", "0.5"));
                return 200;
            } catch (TidewatchException e) {
                return e.code().status();
            }
        }
    };

    /** 413 for what is too large, 422 where no point is taken, 429 where messages would hold too much. */
    private static final Set<Integer> RIGHT = Set.of(200, 204, 400, 413, 415, 422, 429);

    abstract int answer(LonelyDoors doors, byte[] input);

    /** @throws IllegalStateException where the answer blames us */
    void run(LonelyDoors doors, byte[] input) {
        int status = answer(doors, input);
        if (!RIGHT.contains(status)) {
            throw new IllegalStateException(name() + " answers " + status);
        }
    }

    /** Mostly a good block around any message, as little else would come past the block; every other time any block. */
    private static byte[] block(byte[] input) {
        if (input.length > 0 && input[0] == 0) {
            return Arrays.copyOfRange(input, 1, input.length);
        }
        try {
            return Snappy.compress(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
