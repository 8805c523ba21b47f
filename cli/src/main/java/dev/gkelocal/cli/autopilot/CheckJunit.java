package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.check.Refusal;
import dev.gkelocal.autopilot.core.check.Report;
import dev.gkelocal.autopilot.core.check.Verdict;
import java.io.StringWriter;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The verdicts as JUnit's XML: a test case for each object, a failure for each that would be refused. */
final class CheckJunit {
    private CheckJunit() {}

    static String of(Report report) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "gke-local autopilot check");
            xml.writeAttribute(
                    "tests",
                    Integer.toString(
                            report.verdicts().size() + report.unreadable().size()));
            xml.writeAttribute("failures", Long.toString(report.refused()));
            xml.writeAttribute("errors", Integer.toString(report.unreadable().size()));
            for (var verdict : report.verdicts()) {
                verdict(xml, verdict);
            }
            for (var broken : report.unreadable()) {
                testCase(xml, broken.at().source(), "line " + broken.at().line());
                problem(xml, "error", broken.message(), broken.toString());
                xml.writeEndElement();
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private static void verdict(XMLStreamWriter xml, Verdict verdict) throws XMLStreamException {
        testCase(xml, verdict.object().at().source(), verdict.object().toString());
        if (verdict.isRefused()) {
            var messages = verdict.refusals().stream().map(Refusal::message).collect(Collectors.joining("; "));
            var details = verdict.refusals().stream()
                    .map(it -> it.at() + ": " + it.rule() + ": " + it.message() + "\nfix: " + it.fix())
                    .collect(Collectors.joining("\n"));
            problem(xml, "failure", messages, details);
        }
        if (!verdict.warnings().isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(printable(String.join("\n", verdict.warnings())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, String source, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", printable(source));
        xml.writeAttribute("name", printable(name));
    }

    private static void problem(XMLStreamWriter xml, String element, String message, String details)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", printable(message));
        xml.writeCharacters(printable(details));
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String printable(String text) {
        return text.codePoints()
                .map(it -> it == '\n' || it == '\t' || it >= ' ' && it != 0xFFFE && it != 0xFFFF && !isSurrogate(it)
                        ? it
                        : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
