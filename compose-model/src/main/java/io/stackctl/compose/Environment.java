package io.stackctl.compose;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The variables that compose files may use. Values may be secret: the text form shows names only. */
public record Environment(SortedMap<String, Variable> variables) {
    public Environment {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /**
     * A variable's value and where it was set.
     *
     * @param origin in words for the user, as in {@code the environment} or {@code .env:3}
     */
    public record Variable(String value, String origin) {
        @Override
        public String toString() {
            return "from " + origin;
        }
    }

    public static Environment empty() {
        return of(Map.of());
    }

    /** The variables of the process that runs the command. */
    public static Environment of(Map<String, String> variables) {
        SortedMap<String, Variable> named = new TreeMap<>();
        variables.forEach((name, value) -> named.put(name, new Variable(value, "the environment")));
        return new Environment(named);
    }

    public Optional<String> get(String name) {
        return variable(name).map(Variable::value);
    }

    public Optional<Variable> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public String toString() {
        return "Environment" + variables.keySet();
    }
}
