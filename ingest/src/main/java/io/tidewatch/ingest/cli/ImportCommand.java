// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tidewatch import}: sends a file's points to a running server, as history that is stored and never scored, or live.
 * Exit code 0 where all points are in, 1 where it failed, 2 where the arguments make no sense, 3 where some lines were refused.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Sends the points of a CSV file (timestamp,value[,label], gzipped or not) to a running server.",
            "An import that was cut off goes on where it stopped when it is run again.",
            "To send a file again is harmless: of two values for one time the later one sent stays."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final int ALL_IN = 0;
    private static final int FAILED = 1;
    private static final int SOME_REFUSED = 3;

    private final UnaryOperator<@Nullable String> environment;
    private final Pause pause;
    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "timestamp,value[,label]; the label is not read")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--kpi", required = true, paramLabel = "NAME", description = "the KPI that the points belong to")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String kpi;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "a label of the series; may be repeated")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--create", description = "create the KPI unless it exists")
    private boolean create;

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            paramLabel = "ZONE",
            description = "time zone of a new KPI, and of times in the file that have no offset (default: UTC)")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ZoneId zone;

    @Option(names = "--unit", defaultValue = "", paramLabel = "TEXT", description = "unit of a new KPI")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String unit;

    @Option(
            names = "--url",
            defaultValue = "${env:TIDEWATCH_URL:-http://127.0.0.1:8090}",
            paramLabel = "URL",
            description = "the server (default: http://127.0.0.1:8090)")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "API key; else TIDEWATCH_API_KEY, else the one in the data directory of a server on this machine")
    private @Nullable String key;

    @Option(names = "--restart", description = "send the file from its beginning, though an import of it was cut off")
    private boolean restart;

    @Option(names = "--live", description = "score the points as they come in, in place of storing them as history")
    private boolean live;

    /** For the command line. */
    public ImportCommand() {
        this(System::getenv, Pause.real(), InstantSource.system());
    }

    ImportCommand(UnaryOperator<@Nullable String> environment, Pause pause, InstantSource clock) {
        this.environment = environment;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return run(err);
        } catch (ImportFailure e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("The import stopped: " + e + ". Run the same command again; to send points twice is harmless.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("The import was interrupted. Run the same command again; to send points twice is harmless.");
        }
        return FAILED;
    }

    private int run(PrintWriter err) throws IOException, InterruptedException {
        LineProblems problems = new LineProblems();
        Progress progress = new Progress(err, clock, System.console() != null);
        ImportRun run = new ImportRun(new Server(url, key(), pause), kpi, labels, live, problems, progress);
        try (FileChunks chunks = new FileChunks(file, zone, problems)) {
            if (create) {
                Map<String, String> settings = new LinkedHashMap<>();
                settings.put("name", kpi);
                settings.put("zone", zone.getId());
                if (!unit.isEmpty()) {
                    settings.put("unit", unit);
                }
                run.create(settings);
            }
            Resume resume = new Resume(file, url + run.target());
            long sent = restart ? 0 : resume.line();
            if (sent > 0) {
                chunks.skipTo(sent);
                err.println(file + ": the server has it up to line " + sent
                        + "; going on from there (--restart begins anew).");
            }
            run.send(chunks, resume);
            progress.done();
            return summary(err, run, chunks, problems, progress, sent > 0);
        }
    }

    private int summary(
            PrintWriter err,
            ImportRun run,
            FileChunks chunks,
            LineProblems problems,
            Progress progress,
            boolean resumed) {
        long seen = run.accepted() + problems.count() + chunks.skipped();
        if (seen == 0 && !resumed) {
            throw new ImportFailure(file + " has a header and no rows.");
        }
        err.println(
                file + ": " + run.accepted() + " points of " + kpi + " are in (" + progress.perSecond(run.accepted())
                        + " a second)"
                        + (chunks.skipped() == 0 ? "" : ", " + chunks.skipped() + " rows without value passed over")
                        + (problems.count() == 0 ? "." : ", " + problems.count() + " lines refused:"));
        problems.listed().forEach(problem -> err.println("  " + problem));
        if (problems.count() > problems.listed().size()) {
            err.println("  and " + (problems.count() - problems.listed().size()) + " more.");
        }
        return problems.count() == 0 ? ALL_IN : SOME_REFUSED;
    }

    private String key() throws IOException {
        String fromEnvironment = environment.apply("TIDEWATCH_API_KEY");
        if (key != null && !key.isBlank()) {
            return key.strip();
        }
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return fromEnvironment.strip();
        }
        String data = Optional.ofNullable(environment.apply("TIDEWATCH_DATA")).orElse(".tidewatch");
        String home = Optional.ofNullable(environment.apply("TIDEWATCH_HOME")).orElse("");
        Path stored = Path.of(home).resolve(data).resolve("cli.key");
        if (Files.isReadable(stored)) {
            return Files.readString(stored).strip();
        }
        throw new ImportFailure(
                "No API key: give one with --key or TIDEWATCH_API_KEY. (A server on this machine leaves one in "
                        + stored + " for its own user.)");
    }
}
