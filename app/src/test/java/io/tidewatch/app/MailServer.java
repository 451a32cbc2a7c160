// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A small real SMTP server (RFC 5321) on loopback that takes everything and puts each message into a file. */
public final class MailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Path directory;
    private final AtomicInteger count = new AtomicInteger();

    MailServer() {
        try {
            directory = Files.createTempDirectory("tidewatch-mail");
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Where the messages are: who, to whom, and what, as it came. */
    Path directory() {
        return directory;
    }

    /** Those to an address, the first first. */
    public static List<String> to(String address, Path directory) {
        List<String> found = new ArrayList<>();
        try {
            for (int number = 1; Files.exists(directory.resolve(number + ".eml")); number++) {
                String mail = Files.readString(directory.resolve(number + ".eml"));
                if (mail.contains("[<" + address + ">]")) {
                    found.add(mail);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = client.getOutputStream();
            say(out, "220 mail.example ready");
            String from = "";
            List<String> to = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("MAIL FROM:")) {
                    from = line.substring(10).strip();
                    to.clear();
                    say(out, "250 ok");
                } else if (command.startsWith("RCPT TO:")) {
                    to.add(line.substring(8).strip());
                    say(out, "250 ok");
                } else if (command.equals("DATA")) {
                    say(out, "354 go on");
                    int number = count.incrementAndGet();
                    Path file = directory.resolve(number + ".part");
                    Files.writeString(file, from + "\n" + to + "\n" + data(in));
                    Files.move(file, directory.resolve(number + ".eml"));
                    say(out, "250 taken");
                } else if (command.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 mail.example");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line).append('\n');
        }
        return data.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
