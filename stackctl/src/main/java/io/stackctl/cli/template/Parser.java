package io.stackctl.cli.template;

import io.stackctl.cli.template.Node.Command;
import io.stackctl.cli.template.Node.Operand;
import io.stackctl.cli.template.Node.Pipeline;
import io.stackctl.cli.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes nodes of tokens. */
final class Parser {
    private static final int MAX_DEPTH = 100;

    private final List<Token> tokens;
    private final Set<String> functions;
    private int at;
    private int depth;
    private int loops;

    private Parser(List<Token> tokens, Set<String> functions) {
        this.tokens = tokens;
        this.functions = functions;
    }

    /** @param functions names that may be called */
    static List<Node> parse(String source, Set<String> functions) {
        var parser = new Parser(Lexer.tokens(source), functions);
        var nodes = parser.nodes();
        if (!parser.peek().is(Kind.END)) {
            parser.next();
            throw parser.unexpected(parser.peek(), "");
        }
        return nodes;
    }

    /** Up to {@code end}, {@code else} or the end of the template; that action stays unread. */
    private List<Node> nodes() {
        if (++depth > MAX_DEPTH) {
            throw TemplateException.parsing(peek().line(), "max template nesting depth exceeded");
        }
        var nodes = new ArrayList<Node>();
        while (true) {
            if (peek().is(Kind.TEXT)) {
                nodes.add(new Node.Text(next().text()));
                continue;
            }
            if (peek().is(Kind.END) || peek(1).word("end") || peek(1).word("else")) {
                depth--;
                return nodes;
            }
            next();
            nodes.add(action());
        }
    }

    private Node action() {
        Token first = peek();
        if (first.is(Kind.IDENTIFIER)) {
            switch (first.text()) {
                case "if", "with" -> {
                    next();
                    return branch(first.text());
                }
                case "range" -> {
                    next();
                    return range();
                }
                case "break", "continue" -> {
                    next();
                    return jump(first);
                }
                case "define", "block", "template" ->
                    throw TemplateException.parsing(
                            first.line(), "{{" + first.text() + "}} is not supported in --format");
                default -> {}
            }
        }
        var node = new Node.Action(pipeline(false));
        expect(Kind.CLOSE, "command");
        return node;
    }

    private Node branch(String word) {
        var condition = pipeline(false);
        expect(Kind.CLOSE, word);
        var then = nodes();
        List<Node> otherwise = List.of();
        keyword(word);
        if (next().word("else")) {
            if (peek().word(word)) {
                next();
                return node(word, condition, then, List.of(branch(word)));
            }
            expect(Kind.CLOSE, "else");
            otherwise = nodes();
            end(word);
        } else {
            expect(Kind.CLOSE, "end");
        }
        return node(word, condition, then, otherwise);
    }

    private static Node node(String word, Pipeline condition, List<Node> then, List<Node> otherwise) {
        return word.equals("if") ? new Node.If(condition, then, otherwise) : new Node.With(condition, then, otherwise);
    }

    private Node range() {
        var over = pipeline(true);
        expect(Kind.CLOSE, "range");
        loops++;
        var body = nodes();
        loops--;
        List<Node> otherwise = List.of();
        keyword("range");
        if (next().word("else")) {
            expect(Kind.CLOSE, "else");
            otherwise = nodes();
            end("range");
        } else {
            expect(Kind.CLOSE, "end");
        }
        return new Node.Range(over, body, otherwise);
    }

    private Node jump(Token word) {
        if (loops == 0) {
            throw TemplateException.parsing(word.line(), "{{" + word.text() + "}} outside {{range}}");
        }
        expect(Kind.CLOSE, word.text());
        return word.text().equals("break") ? new Node.Break() : new Node.Continue();
    }

    private void end(String word) {
        keyword(word);
        if (!next().word("end")) {
            throw TemplateException.parsing(peek().line(), "expected end; found {{else}}");
        }
        expect(Kind.CLOSE, "end");
    }

    /** Steps over the opening of {@code end} or {@code else}. */
    private void keyword(String word) {
        if (!next().is(Kind.OPEN)) {
            throw TemplateException.parsing(peek().line(), "unexpected EOF in " + word);
        }
    }

    private Pipeline pipeline(boolean range) {
        List<String> variables = new ArrayList<>();
        boolean declares = false;
        if (peek().is(Kind.VARIABLE)) {
            boolean pair = range && peek(1).is(Kind.COMMA) && peek(2).is(Kind.VARIABLE);
            Token sign = peek(pair ? 3 : 1);
            if (sign.is(Kind.DECLARE) || sign.is(Kind.ASSIGN)) {
                variables.add(next().text());
                if (pair) {
                    next();
                    variables.add(next().text());
                }
                declares = next().is(Kind.DECLARE);
            }
        }
        var commands = new ArrayList<Command>();
        commands.add(command());
        while (peek().is(Kind.PIPE)) {
            next();
            commands.add(command());
        }
        return new Pipeline(List.copyOf(variables), declares, List.copyOf(commands));
    }

    private Command command() {
        var operands = new ArrayList<Operand>();
        while (!peek().is(Kind.CLOSE) && !peek().is(Kind.RIGHT) && !peek().is(Kind.PIPE)) {
            operands.add(operand());
        }
        if (operands.isEmpty()) {
            throw TemplateException.parsing(peek().line(), "missing value for command");
        }
        return new Command(List.copyOf(operands));
    }

    private Operand operand() {
        Token token = next();
        return switch (token.kind()) {
            case DOT -> new Operand.Dot(List.of());
            case FIELD -> {
                var names = new ArrayList<String>();
                names.add(token.text());
                names.addAll(chain());
                yield new Operand.Dot(List.copyOf(names));
            }
            case VARIABLE -> new Operand.Variable(token.text(), chain());
            case LEFT -> {
                if (++depth > MAX_DEPTH) {
                    throw TemplateException.parsing(token.line(), "max expression depth exceeded");
                }
                var inner = pipeline(false);
                depth--;
                expect(Kind.RIGHT, "parenthesized pipeline");
                yield new Operand.Group(inner, chain());
            }
            case STRING -> new Operand.Literal(Value.of(token.text()));
            case CHARACTER -> character(token);
            case NUMBER -> new Operand.Literal(number(token));
            case IDENTIFIER -> identifier(token);
            case TEXT, OPEN, CLOSE, PIPE, RIGHT, DECLARE, ASSIGN, COMMA, END -> throw unexpected(token, " in operand");
        };
    }

    private static Operand character(Token token) {
        if (token.text().codePointCount(0, token.text().length()) != 1) {
            throw TemplateException.parsing(token.line(), "malformed character constant: '" + token.text() + "'");
        }
        return new Operand.Literal(Value.of(token.text().codePointAt(0)));
    }

    private List<String> chain() {
        var names = new ArrayList<String>();
        while (peek().is(Kind.FIELD) && !peek().spaced()) {
            names.add(next().text());
        }
        return List.copyOf(names);
    }

    private Operand identifier(Token token) {
        return switch (token.text()) {
            case "true" -> new Operand.Literal(Value.of(true));
            case "false" -> new Operand.Literal(Value.of(false));
            case "nil" -> new Operand.Literal(Value.nothing());
            default -> {
                if (!functions.contains(token.text())) {
                    throw TemplateException.parsing(token.line(), "function \"" + token.text() + "\" not defined");
                }
                yield new Operand.Function(token.text());
            }
        };
    }

    private static Value number(Token token) {
        String text = token.text().replace("_", "");
        try {
            return Value.of(Long.decode(text));
        } catch (NumberFormatException notWhole) {
            try {
                return new Value.Decimal(Double.parseDouble(text));
            } catch (NumberFormatException notDecimal) {
                notDecimal.addSuppressed(notWhole);
                throw (TemplateException) TemplateException.parsing(token.line(), "bad number syntax: \"" + text + "\"")
                        .initCause(notDecimal);
            }
        }
    }

    private void expect(Kind kind, String where) {
        Token token = next();
        if (!token.is(kind)) {
            throw unexpected(token, " in " + where);
        }
    }

    private TemplateException unexpected(Token token, String where) {
        return switch (token.kind()) {
            case END -> TemplateException.parsing(token.line(), "unexpected EOF");
            case IDENTIFIER -> TemplateException.parsing(token.line(), "unexpected {{" + token.text() + "}}" + where);
            default -> TemplateException.parsing(token.line(), "unexpected \"" + token.text() + "\"" + where);
        };
    }

    private Token peek() {
        return peek(0);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    private Token next() {
        Token token = peek();
        at++;
        return token;
    }
}
