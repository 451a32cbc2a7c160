// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Jazzer's entry: it calls the two methods by name, so that nothing here needs Jazzer. Started by {@code bench/fuzz}. */
public final class Fuzzing {
    private static Target target = Target.LINE;
    private static LonelyDoors doors = new LonelyDoors();

    private Fuzzing() {}

    /** Writes the seeds of a target: its name, a directory. Without arguments: names all targets. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            for (Target one : Target.values()) {
                System.out.println(one.name().toLowerCase(Locale.ROOT));
            }
            return;
        }
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        List<byte[]> seeds = Seeds.of(named(arguments[0]));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(directory.resolve("seed-" + i), seeds.get(i));
        }
    }

    /** @param arguments the target's name */
    public static void fuzzerInitialize(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        target = named(arguments[0]);
        doors = new LonelyDoors();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        target.run(doors, input);
    }

    private static Target named(String name) {
        return Target.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
