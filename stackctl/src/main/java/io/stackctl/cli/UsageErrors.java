package io.stackctl.cli;

import io.stackctl.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a wrong command line the way docker does: what is wrong, the usage, where to read on. */
final class UsageErrors {
    private UsageErrors() {}

    static String text(ParameterException error) {
        CommandLine at = error.getCommandLine();
        String name = at.getCommandSpec().qualifiedName();
        return message(error) + "\n\nUsage:  " + synopsis(at.getCommandSpec()) + "\n\nRun '" + name
                + " --help' for more information";
    }

    static String synopsis(CommandSpec spec) {
        return new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .synopsis(0)
                .strip();
    }

    private static String message(ParameterException error) {
        return switch (error) {
            case UnmatchedArgumentException unmatched ->
                unmatched(
                        unmatched.getCommandLine().getCommandSpec(),
                        unmatched.getUnmatched().getFirst());
            case MissingParameterException missing -> missing(missing);
            default -> invalid(error);
        };
    }

    private static String unmatched(CommandSpec spec, String word) {
        if (word.startsWith("--")) {
            String flag = word.replaceFirst("=.*", "");
            var names = new ArrayList<String>();
            spec.options().forEach(option -> names.addAll(List.of(option.names())));
            return "unknown flag: " + flag + meant(flag, names);
        }
        if (word.startsWith("-") && word.length() > 1) {
            return "unknown shorthand flag: '" + word.charAt(1) + "' in " + word;
        }
        if (!spec.subcommands().isEmpty() && spec.positionalParameters().isEmpty()) {
            return "stackctl: unknown command: " + spec.qualifiedName() + " " + word
                    + meant(word, spec.subcommands().keySet());
        }
        return arguments(spec);
    }

    private static String missing(MissingParameterException error) {
        // A flag that is not known is told first, as docker does.
        var unknown = error.getCommandLine().getUnmatchedArguments().stream()
                .filter(word -> word.startsWith("-") && word.length() > 1)
                .findFirst();
        if (unknown.isPresent()) {
            return unmatched(error.getCommandLine().getCommandSpec(), unknown.get());
        }
        ArgSpec missing = error.getMissing().getFirst();
        return missing instanceof OptionSpec option
                ? "flag needs an argument: " + option.longestName()
                : arguments(error.getCommandLine().getCommandSpec());
    }

    /** How many arguments the command takes. */
    private static String arguments(CommandSpec spec) {
        int least = 0;
        int most = 0;
        for (var parameter : spec.positionalParameters()) {
            least += parameter.arity().min();
            most = parameter.arity().isVariable()
                    ? Integer.MAX_VALUE
                    : most + parameter.arity().max();
        }
        String takes = most == 0
                ? "accepts no arguments"
                : least == most
                        ? "requires " + count(least)
                        : most == Integer.MAX_VALUE
                                ? "requires at least " + count(least)
                                : "requires at least " + least + " and at most " + count(most);
        return "stackctl: '" + spec.qualifiedName() + "' " + takes;
    }

    private static String count(int arguments) {
        return arguments + (arguments == 1 ? " argument" : " arguments");
    }

    private static String invalid(ParameterException error) {
        String reason = error.getCause() instanceof TypeConversionException conversion
                ? String.valueOf(conversion.getMessage())
                : String.valueOf(error.getMessage());
        return error.getArgSpec() instanceof OptionSpec option && error.getValue() != null
                ? "invalid argument \"" + error.getValue() + "\" for \"" + String.join(", ", option.names())
                        + "\" flag: " + reason
                : reason;
    }

    private static String meant(String word, Iterable<String> known) {
        var names = new ArrayList<String>();
        known.forEach(names::add);
        return Suggestion.nearest(word, names)
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
    }
}
