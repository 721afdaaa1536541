package io.stackctl.cli.template;

import java.util.List;

/** A parsed piece of a template. */
sealed interface Node {
    record Text(String text) implements Node {}

    record Action(Pipeline pipeline) implements Node {}

    record If(Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

    record With(Pipeline value, List<Node> then, List<Node> otherwise) implements Node {}

    record Range(Pipeline over, List<Node> body, List<Node> otherwise) implements Node {}

    record Break() implements Node {}

    record Continue() implements Node {}

    /**
     * Commands, each of which gets the value of the one before as its last argument.
     *
     * @param variables that take the value; two only in a range, for index and element
     * @param declares whether the variables are new
     */
    record Pipeline(List<String> variables, boolean declares, List<Command> commands) {}

    /** A function or method and its arguments, or one operand alone. */
    record Command(List<Operand> operands) {}

    /** Something that has a value. */
    sealed interface Operand {
        record Literal(Value value) implements Operand {}

        record Function(String name) implements Operand {}

        /** {@code .A.B}; no names: the dot itself. */
        record Dot(List<String> names) implements Operand {}

        /** {@code $x.A}; the empty name is {@code $}, the value that the template was given. */
        record Variable(String name, List<String> names) implements Operand {}

        /** {@code (pipeline).A}. */
        record Group(Pipeline pipeline, List<String> names) implements Operand {}
    }
}
