package io.stackctl.cli;

import io.stackctl.cli.output.Durations;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.StackRevision;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How values of flags are read: as docker's flags read them. */
final class Converters {
    private Converters() {}

    static void registerWith(CommandLine commandLine) {
        commandLine.registerConverter(Boolean.class, Converters::flag);
        commandLine.registerConverter(boolean.class, Converters::flag);
        commandLine.registerConverter(Duration.class, Converters::duration);
        commandLine.registerConverter(ColourChoice.class, text -> choice(ColourChoice.class, text));
        commandLine.registerConverter(ProgressChoice.class, text -> choice(ProgressChoice.class, text));
        commandLine.registerConverter(DiffCommand.Look.class, text -> choice(DiffCommand.Look.class, text));
        commandLine.registerConverter(
                StackRevision.OnFailure.class, text -> choice(StackRevision.OnFailure.class, text));
        commandLine.registerConverter(Node.Availability.class, text -> choice(Node.Availability.class, text));
        commandLine.registerConverter(Node.Role.class, text -> choice(Node.Role.class, text));
        commandLine.registerConverter(OutputChoice.class, text -> choice(OutputChoice.class, text));
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw new TypeConversionException("strconv.ParseBool: parsing \"" + text + "\": invalid syntax");
        };
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .filter(duration -> !duration.isNegative())
                .orElseThrow(() -> new TypeConversionException(
                        "time: invalid duration \"" + text + "\", expected one such as 90s or 10m"));
    }

    private static <T extends Enum<T>> T choice(Class<T> type, String text) {
        var names = new java.util.ArrayList<String>();
        for (T constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        throw new TypeConversionException("must be one of " + String.join(", ", names));
    }
}
