// SPDX-License-Identifier: GPL-3.0-or-later

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Prints which tests the last run skipped, and why, from the reports that it left. */
final class Skipped {
    private static int tests;
    private static int failed;
    private static int skipped;
    private static final Map<String, Integer> REASONS = new TreeMap<>();

    public static void main(String[] args) throws Exception {
        for (Path report : reports(Path.of(args[0]))) {
            read(report);
        }
        System.out.println();
        System.out.println("Tests run: " + tests + ", Failures: " + failed + ", Errors: 0, Skipped: " + skipped);
        REASONS.forEach((reason, times) -> System.out.println("  skipped " + times + " x: " + reason));
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, 4)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .filter(file -> file.toString().contains("-reports"))
                    .sorted()
                    .toList();
        }
    }

    private static void read(Path report) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        NodeList cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            tests++;
            failed += test.getElementsByTagName("failure").getLength() > 0
                            || test.getElementsByTagName("error").getLength() > 0
                    ? 1
                    : 0;
            NodeList reasons = test.getElementsByTagName("skipped");
            if (reasons.getLength() > 0) {
                skipped++;
                String message = ((Element) reasons.item(0)).getAttribute("message");
                REASONS.merge(message.isBlank() ? test.getAttribute("classname") : message, 1, Integer::sum);
            }
        }
    }
}
