package io.stackctl.cli;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * All commands by name. A run makes only those on its own path, because looking at a command's class costs more time
 * than many commands take; where no path can be told, as for help, it makes all of a level.
 */
final class CommandTree {
    /** Options before the command's name that take the next word as their value. */
    private static final Set<String> WITH_VALUE = Set.of("-H", "--host", "--context", "--color");

    /** A command, or a group of commands. The first name is its own, others are aliases. */
    record Branch(List<String> names, Function<CommandContext, Object> maker, List<Branch> children) {}

    /** A command whose options are not all written on it. */
    interface Completed {
        /** Called when the command has its place in the tree, and with it the options of every command. */
        void complete(CommandSpec spec);
    }

    private CommandTree() {}

    static CommandLine build(CommandContext context, String... arguments) {
        var root = line(new Stackctl(context));
        root.addMixin("globals", context.globals());
        grow(root, context, Commands.ALL, arguments, 0);
        complete(root);
        return root;
    }

    private static void complete(CommandLine line) {
        if (line.getCommand() instanceof Completed command) {
            command.complete(line.getCommandSpec());
        }
        line.getSubcommands().values().stream().distinct().forEach(CommandTree::complete);
    }

    private static void grow(
            CommandLine parent, CommandContext context, List<Branch> level, String[] arguments, int from) {
        int at = from;
        while (at < arguments.length && arguments[at].startsWith("-")) {
            at += WITH_VALUE.contains(arguments[at]) ? 2 : 1;
        }
        String word = at < arguments.length ? arguments[at] : "";
        boolean known = level.stream().anyMatch(branch -> branch.names().contains(word));
        for (Branch branch : level) {
            if (!known || branch.names().contains(word)) {
                var child = line(branch.maker().apply(context));
                grow(child, context, branch.children(), arguments, known ? at + 1 : arguments.length);
                parent.addSubcommand(
                        branch.names().getFirst(),
                        child,
                        branch.names().subList(1, branch.names().size()).toArray(String[]::new));
            }
        }
    }

    private static CommandLine line(Object command) {
        var line = new CommandLine(command);
        line.addMixin("help", new HelpOption());
        line.setHelpFactory(HelpText::new);
        line.getCommandSpec()
                .usageMessage()
                .abbreviateSynopsis(true)
                .synopsisHeading("Usage:  ")
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        List.copyOf(line.getCommandSpec().options()).forEach(option -> takeDocker(line, option));
        return line;
    }

    /** Docker's flags may have a value behind an equals sign: {@code --detach=false}. */
    private static void takeDocker(CommandLine line, OptionSpec option) {
        if (option.type() == boolean.class && !option.usageHelp()) {
            line.getCommandSpec().remove(option);
            line.getCommandSpec()
                    .addOption(option.toBuilder()
                            .arity("0..1")
                            .fallbackValue("true")
                            .build());
        }
    }
}
