package io.stackctl.cli.template;

import io.stackctl.cli.template.Node.Command;
import io.stackctl.cli.template.Node.Operand;
import io.stackctl.cli.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Walks the nodes of a template over one value. */
final class Evaluator {
    /** How a list of nodes came to its end. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private record Variable(String name, Value value) {}

    private final Map<String, Functions.Function> functions;
    private final StringBuilder out = new StringBuilder();
    private final List<Variable> variables = new ArrayList<>();

    private Evaluator(Map<String, Functions.Function> functions, Value data) {
        this.functions = functions;
        variables.add(new Variable("", data));
    }

    static String run(List<Node> nodes, Map<String, Functions.Function> functions, Value data) {
        var evaluator = new Evaluator(functions, data);
        evaluator.walk(nodes, data);
        return evaluator.out.toString();
    }

    private Flow walk(List<Node> nodes, Value dot) {
        int scope = variables.size();
        var flow = Flow.ON;
        for (Node node : nodes) {
            flow = walk(node, dot);
            if (flow != Flow.ON) {
                break;
            }
        }
        leave(scope);
        return flow;
    }

    private Flow walk(Node node, Value dot) {
        return switch (node) {
            case Node.Text(var text) -> {
                out.append(text);
                yield Flow.ON;
            }
            case Node.Action(var pipeline) -> {
                Value value = evaluate(pipeline, dot);
                if (pipeline.variables().isEmpty()) {
                    out.append(value.text());
                }
                yield Flow.ON;
            }
            case Node.If(var condition, var then, var otherwise) -> {
                int scope = variables.size();
                var flow = walk(evaluate(condition, dot).truth() ? then : otherwise, dot);
                leave(scope);
                yield flow;
            }
            case Node.With(var pipeline, var then, var otherwise) -> {
                int scope = variables.size();
                Value value = evaluate(pipeline, dot);
                var flow = value.truth() ? walk(then, value) : walk(otherwise, dot);
                leave(scope);
                yield flow;
            }
            case Node.Range range -> {
                range(range, dot);
                yield Flow.ON;
            }
            case Node.Break _ -> Flow.BREAK;
            case Node.Continue _ -> Flow.CONTINUE;
        };
    }

    private void range(Node.Range range, Value dot) {
        List<Variable> elements = elements(value(range.over(), dot));
        if (elements.isEmpty()) {
            walk(range.otherwise(), dot);
            return;
        }
        List<String> names = range.over().variables();
        boolean keyed = names.size() == 2;
        for (int i = 0; i < elements.size(); i++) {
            int scope = variables.size();
            Variable element = elements.get(i);
            if (!names.isEmpty()) {
                variables.add(new Variable(names.getLast(), element.value()));
            }
            if (keyed) {
                Value key = element.name().isEmpty() ? Value.of(i) : Value.of(element.name());
                variables.add(new Variable(names.getFirst(), key));
            }
            var flow = walk(range.body(), element.value());
            leave(scope);
            if (flow == Flow.BREAK) {
                return;
            }
        }
    }

    /** What a range goes over; elements of a list have no name. */
    private static List<Variable> elements(Value over) {
        return switch (over) {
            case Value.Items(var items) ->
                items.stream().map(item -> new Variable("", item)).toList();
            case Value.Dictionary(var entries) ->
                entries.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new Variable(entry.getKey(), entry.getValue()))
                        .toList();
            case Value.Nothing _ -> List.of();
            case Value.Text _, Value.Whole _, Value.Decimal _, Value.Flag _, Value.Struct _, Value.Method _ ->
                throw TemplateException.executing("range can't iterate over " + over.text());
        };
    }

    private Value evaluate(Pipeline pipeline, Value dot) {
        Value value = value(pipeline, dot);
        for (String name : pipeline.variables()) {
            if (pipeline.declares()) {
                variables.add(new Variable(name, value));
            } else {
                variables.set(find(name), new Variable(name, value));
            }
        }
        return value;
    }

    private Value value(Pipeline pipeline, Value dot) {
        Optional<Value> last = Optional.empty();
        for (Command command : pipeline.commands()) {
            last = Optional.of(evaluate(command, dot, last));
        }
        return last.orElse(Value.nothing());
    }

    private Value evaluate(Command command, Value dot, Optional<Value> piped) {
        List<Operand> operands = command.operands();
        if (operands.getFirst() instanceof Operand.Function(var name)) {
            return call(name, operands.subList(1, operands.size()), dot, piped);
        }
        Value first = evaluate(operands.getFirst(), dot);
        var arguments = new ArrayList<Value>();
        operands.subList(1, operands.size()).forEach(operand -> arguments.add(evaluate(operand, dot)));
        piped.ifPresent(arguments::add);
        if (first instanceof Value.Method(var method)) {
            if (Functions.one("method", arguments) instanceof Value.Text(var text)) {
                return method.apply(text);
            }
            throw TemplateException.executing("a method takes a string");
        }
        if (!arguments.isEmpty()) {
            throw TemplateException.executing("can't give argument to non-function " + first.text());
        }
        return first;
    }

    private Value call(String name, List<Operand> operands, Value dot, Optional<Value> piped) {
        if (operands.isEmpty() && piped.isEmpty()) {
            if (name.startsWith("print")) {
                return function(name).call(List.of());
            }
            throw TemplateException.executing("wrong number of args for " + name + ": want at least 1 got 0");
        }
        var arguments = new ArrayList<Value>();
        boolean either = name.equals("and") || name.equals("or");
        for (Operand operand : operands) {
            Value value = evaluate(operand, dot);
            if (either && value.truth() == name.equals("or")) {
                return value;
            }
            arguments.add(value);
        }
        piped.ifPresent(arguments::add);
        return function(name).call(arguments);
    }

    /** The parser lets known names through alone. */
    private Functions.Function function(String name) {
        return Objects.requireNonNull(functions.get(name));
    }

    private Value evaluate(Operand operand, Value dot) {
        return switch (operand) {
            case Operand.Literal(var value) -> value;
            case Operand.Function(var name) -> call(name, List.of(), dot, Optional.empty());
            case Operand.Dot(var names) -> follow(dot, names);
            case Operand.Variable(var name, var names) ->
                follow(variables.get(find(name)).value(), names);
            case Operand.Group(var pipeline, var names) -> follow(value(pipeline, dot), names);
        };
    }

    private static Value follow(Value from, List<String> names) {
        Value at = from;
        for (String name : names) {
            at = field(at, name);
        }
        return at;
    }

    private static Value field(Value of, String name) {
        return switch (of) {
            case Value.Struct(var fields) -> {
                Value value = fields.get(name);
                if (value == null) {
                    throw TemplateException.executing("can't evaluate field " + name + "; there are "
                            + String.join(
                                    ", ",
                                    fields.keySet().stream()
                                            .map(field -> "." + field)
                                            .toList()));
                }
                yield value;
            }
            case Value.Dictionary(var entries) -> entries.getOrDefault(name, Value.nothing());
            case Value.Nothing _ -> Value.nothing();
            case Value.Text _, Value.Whole _, Value.Decimal _, Value.Flag _, Value.Items _, Value.Method _ ->
                throw TemplateException.executing("can't evaluate field " + name + " in " + of.text());
        };
    }

    private int find(String name) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name().equals(name)) {
                return i;
            }
        }
        throw TemplateException.executing("undefined variable \"$" + name + "\"");
    }

    private void leave(int scope) {
        while (variables.size() > scope) {
            variables.removeLast();
        }
    }
}
