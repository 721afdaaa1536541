package io.stackctl.diagnostic;

import io.stackctl.yaml.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All that was found in one run, sorted by place. */
public record Diagnostics(List<Diagnostic> all) {
    public Diagnostics {
        all = inOrder(all) ? List.copyOf(all) : all.stream().distinct().sorted().toList();
    }

    /** Each before the next, so that no two are the same. */
    private static boolean inOrder(List<Diagnostic> all) {
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i - 1).compareTo(all.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    public static Diagnostics none() {
        return new Diagnostics(List.of());
    }

    public boolean hasErrors() {
        return all.stream().anyMatch(Diagnostic::isError);
    }

    public List<Diagnostic> errors() {
        return all.stream().filter(Diagnostic::isError).toList();
    }

    public List<Diagnostic> warnings() {
        return of(Severity.WARNING);
    }

    /** What is worth knowing and no mistake. */
    public List<Diagnostic> notes() {
        return of(Severity.NOTE);
    }

    public Diagnostics withoutNotes() {
        return new Diagnostics(all.stream()
                .filter(diagnostic -> diagnostic.code().severity() != Severity.NOTE)
                .toList());
    }

    private List<Diagnostic> of(Severity severity) {
        return all.stream()
                .filter(diagnostic -> diagnostic.code().severity() == severity)
                .toList();
    }

    public Diagnostics and(Diagnostics others) {
        if (all.isEmpty() || others.all.isEmpty()) {
            return all.isEmpty() ? others : this;
        }
        List<Diagnostic> both = new ArrayList<>(all);
        both.addAll(others.all);
        return new Diagnostics(both);
    }

    /**
     * Gathers diagnostics while the phases of one run go over the files. A mistake met twice is kept once; an error about
     * a part of a file in which an earlier phase found one is dropped, because it would follow from that.
     */
    public static final class Collector {
        private final Set<Diagnostic> found = new LinkedHashSet<>();

        /** Places of errors: a file may hold very many, and each is asked about the parts it lies in. */
        private final NavigableSet<Span> errors = new TreeSet<>();

        private int suggested;

        public void add(Diagnostic diagnostic) {
            boolean follows = diagnostic.isError()
                    && diagnostic.span().filter(this::hasErrorWithin).isPresent();
            if (!follows) {
                found.add(diagnostic);
                diagnostic.span().filter(_ -> diagnostic.isError()).ifPresent(errors::add);
            }
        }

        /**
         * {@code did you mean `x`?} for a word that a file does not define; of very many mistakes only the first are thought
         * about, for each costs a look at many candidates.
         */
        public Optional<String> didYouMean(String word, Collection<String> candidates) {
            return suggested++ < Limits.SUGGESTIONS ? Suggestion.didYouMean(word, candidates) : Optional.empty();
        }

        public boolean hasErrors() {
            return found.stream().anyMatch(Diagnostic::isError);
        }

        /** Whether an error was found in this part of a file. */
        public boolean hasErrorWithin(Span part) {
            Span start = Span.at(part.source(), part.line(), part.column());
            for (Span error = errors.ceiling(start); error != null; error = errors.higher(error)) {
                if (part.contains(error)) {
                    return true;
                }
                boolean beyond = error.line() > part.endLine()
                        || (error.line() == part.endLine() && error.column() > part.endColumn());
                if (beyond || error.source().ordinal() != part.source().ordinal()) {
                    return false;
                }
            }
            return false;
        }

        public Diagnostics toDiagnostics() {
            return new Diagnostics(List.copyOf(found));
        }
    }
}
