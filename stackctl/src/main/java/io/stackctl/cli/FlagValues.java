package io.stackctl.cli;

import io.stackctl.cli.flags.Flag;
import io.stackctl.cli.flags.FlagException;
import io.stackctl.cli.flags.ServiceFlags;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of a service on a command line: which there are, and what was given. */
final class FlagValues {
    private final List<Flag> flags;
    private final Map<Flag, List<String>> given = new HashMap<>();

    FlagValues(List<Flag> flags) {
        this.flags = flags;
    }

    /** Makes each flag an option of the command. One that every command has under that name gives the name up. */
    void addTo(CommandSpec command) {
        for (var flag : flags) {
            for (var name : flag.names()) {
                Optional.ofNullable(command.findOption(name)).ifPresent(other -> giveUp(command, other, name));
            }
            command.addOption(option(flag));
        }
    }

    private static void giveUp(CommandSpec command, OptionSpec option, String name) {
        var others = Arrays.stream(option.names())
                .filter(other -> !other.equals(name))
                .toArray(String[]::new);
        command.remove(option);
        command.addOption(option.toBuilder().names(others).build());
    }

    private OptionSpec option(Flag flag) {
        var option = OptionSpec.builder(flag.names().toArray(String[]::new))
                .description(flag.description().replace("%", "%%"))
                .paramLabel(flag.label());
        if (flag.kind() == Flag.Kind.SWITCH) {
            return option.type(boolean.class)
                    .arity("0..1")
                    .fallbackValue("true")
                    .setter(setter(value -> put(flag, String.valueOf(value))))
                    .build();
        }
        return option.type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .setter(setter(value -> {
                    given.remove(flag);
                    if (value instanceof List<?> values) {
                        values.forEach(each -> put(flag, String.valueOf(each)));
                    }
                }))
                .build();
    }

    /** Takes what the library read. */
    private interface Taker {
        void take(Object value);
    }

    private static ISetter setter(Taker taker) {
        return new ISetter() {
            @Override
            public <T> T set(T value) {
                if (value != null) {
                    taker.take(value);
                }
                return value;
            }
        };
    }

    private void put(Flag flag, String value) {
        given.computeIfAbsent(flag, _ -> new ArrayList<>()).add(value);
    }

    boolean has(String name) {
        return given.keySet().stream().anyMatch(flag -> flag.names().contains(name));
    }

    boolean isEmpty() {
        return given.isEmpty();
    }

    ServiceSpec edited(ServiceSpec spec, Map<String, String> ofUser) throws CommandException {
        try {
            return ServiceFlags.edited(spec, flags, flag -> given.getOrDefault(flag, List.of()), ofUser);
        } catch (FlagException wrong) {
            throw CommandException.error(String.valueOf(wrong.getMessage()));
        }
    }
}
