// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.forecast;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.forecaster.choice.ChosenMethod;
import io.tidewatch.forecaster.choice.ForecastMethod;
import io.tidewatch.forecaster.choice.ModelState;
import io.tidewatch.forecaster.choice.Trained;
import io.tidewatch.forecaster.nightly.ForecasterRole;
import io.tidewatch.forecaster.nightly.ForecasterSettings;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;

/**
 * A forecaster in a process of its own, to be killed; it ends by itself when its parent does. It writes a byte to a file for each
 * training, so that those done again can be counted.
 */
public final class ForecasterProcess {
    private ForecasterProcess() {}

    /** @param args JDBC address, the broker's address, file, threads, batch */
    public static void main(String[] args) throws IOException {
        Logs.from(Level.WARNING);
        OutputStream file = new FileOutputStream(args[2], true);
        ForecasterRole role = new ForecasterRole(
                new Settings(Integer.parseInt(args[3]), Integer.parseInt(args[4])),
                Database.open(args[0], 8),
                new LogClients(new LogSettings(args[1], 12, (short) 1)),
                InstantSource.system(),
                new Counted(new ChosenMethod(), file));
        role.start();
        while (System.in.read() >= 0) {
            // The parent never writes; the end of the stream is the end of the parent.
        }
        Runtime.getRuntime().halt(0);
    }

    private record Counted(ForecastMethod method, OutputStream file) implements ForecastMethod {
        @Override
        public int historyDays() {
            return method.historyDays();
        }

        @Override
        public Optional<Trained> train(History history, Optional<ModelState> before, long modelVersion) {
            try {
                file.write(1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return method.train(history, before, modelVersion);
        }
    }

    private record Settings(int workers, int batch) implements ForecasterSettings {
        @Override
        public Duration look() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration keep() {
            return Duration.ofDays(90);
        }

        @Override
        public Duration aliases() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Optional<URI> mlflow() {
            return Optional.empty();
        }
    }
}
