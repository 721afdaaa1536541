package io.stackctl.cli.ci;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A deploy as a test suite in JUnit's XML: one case for each service. */
public record JUnitReport(String stack, Duration took, List<Case> cases) {
    /**
     * One service.
     *
     * @param problem why it is not as the file wants it; empty if it is
     * @param lines what belongs to the problem: output of a probe, the end of a log
     */
    public record Case(String name, Optional<String> problem, List<String> lines) {
        public Case {
            lines = List.copyOf(lines);
        }
    }

    public JUnitReport {
        cases = List.copyOf(cases);
    }

    public String xml() {
        long failures =
                cases.stream().filter(each -> each.problem().isPresent()).count();
        var seconds = String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
        var counts =
                " tests=\"" + cases.size() + "\" failures=\"" + failures + "\" errors=\"0\" time=\"" + seconds + "\"";
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites").append(counts).append(">\n");
        xml.append("  <testsuite name=\"")
                .append(text(stack))
                .append('"')
                .append(counts)
                .append(">\n");
        cases.forEach(each -> add(xml, each));
        return xml.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private void add(StringBuilder xml, Case each) {
        xml.append("    <testcase classname=\"").append(text(stack)).append("\" name=\"");
        xml.append(text(each.name())).append('"');
        if (each.problem().isEmpty()) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n      <failure message=\"")
                .append(text(each.problem().get()))
                .append("\">");
        xml.append(text(String.join("\n", each.lines()))).append("</failure>\n    </testcase>\n");
    }

    /** XML 1.0 has no place for most control characters, however they are written. */
    private static String text(String raw) {
        var clean = new StringBuilder();
        raw.codePoints().forEach(code -> {
            switch (code) {
                case '&' -> clean.append("&amp;");
                case '<' -> clean.append("&lt;");
                case '>' -> clean.append("&gt;");
                case '"' -> clean.append("&quot;");
                case '\n' -> clean.append("&#10;");
                case '\t' -> clean.append("&#9;");
                default -> clean.appendCodePoint(valid(code) ? code : '\uFFFD');
            }
        });
        return clean.toString();
    }

    private static boolean valid(int code) {
        return (code >= 0x20 && code <= 0xD7FF) || (code >= 0xE000 && code <= 0xFFFD) || code >= 0x10000;
    }
}
