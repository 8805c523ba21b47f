package dev.gkelocal.config.loading;

import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML text as a tree with line numbers, within bounds of size and depth; aliases are not expanded, and few. */
final class YamlText {
    /** A file with every key and its comment has 20 thousand. */
    static final int MOST_CHARACTERS = 262_144;

    private static final int MOST_DEPTH = 16;

    private YamlText() {}

    /** Takes what is wrong with a text and the line, counted from 1, where it is. */
    interface Refusal {
        void at(int line, String what);
    }

    /** Hands on the root of the tree, or why there is none; neither where the text holds nothing but comments. */
    static void parse(String text, Consumer<Node> root, Refusal refusal) {
        if (text.length() > MOST_CHARACTERS) {
            refusal.at(1, "is larger than " + MOST_CHARACTERS + " characters; is it the right file?");
            return;
        }
        try {
            compose(text).ifPresent(root);
        } catch (TooDeep problem) {
            refusal.at(problem.line, "is nested deeper than " + MOST_DEPTH + " levels; no key is");
        } catch (MarkedYamlEngineException problem) {
            refusal.at(line(problem), "is not valid YAML: " + words(problem));
        } catch (ReaderException problem) {
            refusal.at(
                    lineOf(text, problem.getPosition()),
                    "is not valid YAML: it has the unprintable character U+%04X; remove it"
                            .formatted(problem.getCodePoint()));
        } catch (YamlEngineException problem) {
            refusal.at(1, "is not valid YAML: " + problem.getMessage());
        }
    }

    private static Optional<Node> compose(String text) {
        var settings = LoadSettings.builder()
                .setSchema(new PlainSchema())
                .setAllowNonScalarKeys(true)
                .build();
        var parser = new BoundedParser(new ParserImpl(settings, new StreamReader(settings, text)));
        return new Composer(settings, parser).getSingleNode();
    }

    private static int line(MarkedYamlEngineException problem) {
        var mark = problem.getProblemMark() == null ? problem.getContextMark() : problem.getProblemMark();
        return mark.map(at -> at.getLine() + 1).orElse(1);
    }

    private static String words(MarkedYamlEngineException problem) {
        var what = Optional.ofNullable(problem.getProblem()).orElse("it ends too early");
        if (what.contains("\\t")) {
            return what + "; indent with spaces, not with tabs";
        }
        if (what.contains("mapping values are not allowed")) {
            return what + "; check the indentation, and put text with \": \" in quotes";
        }
        var context =
                problem.getContext() == null || problem.getContext().isEmpty() ? "" : " (" + problem.getContext() + ")";
        return what + context + "; check indentation, quotes and brackets here and above";
    }

    private static int lineOf(String text, int position) {
        return 1
                + (int) text.substring(0, Math.min(position, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** YAML 1.2's core schema without the merge keys of YAML 1.1. */
    private static final class PlainSchema extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new CoreScalarResolver(false);
        }
    }

    /** Ends the parse before the composer, which recurses, is too deep. */
    private static final class BoundedParser implements Parser {
        private final Parser parser;
        private int depth;

        BoundedParser(Parser parser) {
            this.parser = parser;
        }

        @Override
        public boolean checkEvent(Event.ID choice) {
            return parser.checkEvent(choice);
        }

        @Override
        public Event peekEvent() {
            return parser.peekEvent();
        }

        @Override
        public boolean hasNext() {
            return parser.hasNext();
        }

        @Override
        public Event next() {
            var event = parser.next();
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> deeper(event);
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            return event;
        }

        private void deeper(Event event) {
            depth++;
            if (depth > MOST_DEPTH) {
                throw new TooDeep(
                        event.getStartMark().map(at -> at.getLine() + 1).orElse(1));
            }
        }
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;

        TooDeep(int line) {
            super("too deep", null, false, false);
            this.line = line;
        }
    }
}
