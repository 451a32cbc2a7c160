// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine;

/** As the build wrote it. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"tidewatch " + number()};
    }

    static String number() {
        try (InputStream file = Version.class.getResourceAsStream("/io/tidewatch/app/version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(file, "the build writes it"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
