package io.stackctl.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the first document of a text.
 *
 * <p>The tree is built from the parser's events with a stack of our own and not by the library's composer, for three
 * reasons: nesting is limited by {@link Limits} and not by the thread's stack; every mistake is reported, not only the
 * first; and scalars, merge keys and the limit on aliases follow go-yaml v3, which compose files are written for.
 */
public final class YamlReader {
    private static final int NEWEST_MINOR_VERSION = 2;

    private final Source source;
    private final List<YamlProblem> problems = new ArrayList<>();
    private Map<Span, MergeTag> tags = Map.of();

    private YamlReader(Source source) {
        this.source = source;
    }

    /**
     * What a text holds.
     *
     * @param root the tree; empty if the text is no YAML at all, or holds no document
     * @param tags of values that have one, by their places
     * @param problems all that is wrong with it; with problems the root is the best reading of the rest
     */
    public record Document(Source source, Optional<Yaml> root, Map<Span, MergeTag> tags, List<YamlProblem> problems) {
        public Document {
            tags = Map.copyOf(tags);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads the first document and all that is wrong with it.
     *
     * @param ordinal place of this text among those of one run
     * @param name what the user called it
     * @param bytes UTF-8, or UTF-16 with a byte order mark
     */
    public static Document read(int ordinal, String name, byte[] bytes) {
        return switch (TextDecoder.decode(ordinal, name, bytes)) {
            case TextDecoder.Decoded(var source, var text) -> new YamlReader(source).read(text);
            case TextDecoder.Undecodable(var source, var problem) ->
                new Document(source, Optional.empty(), Map.of(), List.of(problem));
        };
    }

    private Document read(String text) {
        Optional<Yaml> root = Optional.empty();
        try {
            root = firstDocument(text);
        } catch (MarkedYamlEngineException e) {
            problems.add(SyntaxProblems.of(source, e));
        } catch (ReaderException e) {
            problems.add(SyntaxProblems.of(source, text, e));
        } catch (TreeBuilder.Refused e) {
            problems.add(e.problem());
        } catch (YamlEngineException e) {
            problems.add(problem(YamlProblem.Kind.SYNTAX, String.valueOf(e.getMessage()), source.start()));
        }
        return new Document(source, root, tags, problems);
    }

    private Optional<Yaml> firstDocument(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setCodePointLimit(Limits.CODE_POINTS)
                .setBufferSize(Math.min(text.length(), Limits.BUFFER) + 1)
                .build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        TreeBuilder tree = new TreeBuilder(source, problems);
        tags = tree.tags();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event) {
                case DocumentStartEvent start -> checkVersion(start);
                case ScalarEvent scalar -> tree.scalar(scalar);
                case AliasEvent alias -> tree.alias(alias);
                case SequenceStartEvent start -> tree.open(start, true);
                case MappingStartEvent start -> tree.open(start, false);
                case SequenceEndEvent end -> tree.close(end);
                case MappingEndEvent end -> tree.close(end);
                case DocumentEndEvent _ -> {
                    warnOfMore(events);
                    return tree.root();
                }
                default -> {} // start and end of the stream
            }
        }
        return tree.root();
    }

    private void checkVersion(DocumentStartEvent start) {
        start.getSpecVersion()
                .filter(version -> version.getMajor() != 1 || version.getMinor() > NEWEST_MINOR_VERSION)
                .ifPresent(version -> problems.add(problem(
                        YamlProblem.Kind.SYNTAX,
                        "YAML " + version.getMajor() + "." + version.getMinor() + " is not supported; use 1.2",
                        Spans.of(source, start))));
    }

    /** Later documents are not read, not even for their mistakes: the peer ignores them too. */
    private void warnOfMore(Iterator<Event> events) {
        try {
            if (events.hasNext() && events.next() instanceof DocumentStartEvent start) {
                problems.add(problem(
                        YamlProblem.Kind.EXTRA_DOCUMENT,
                        "only the first YAML document of a file is read",
                        Spans.of(source, start)));
            }
        } catch (YamlEngineException e) {
            problems.add(problem(
                    YamlProblem.Kind.EXTRA_DOCUMENT,
                    "what follows the first YAML document is not read, and is not YAML",
                    source.start()));
        }
    }

    private static YamlProblem problem(YamlProblem.Kind kind, String message, Span span) {
        return new YamlProblem(kind, message, span, Optional.empty());
    }
}
