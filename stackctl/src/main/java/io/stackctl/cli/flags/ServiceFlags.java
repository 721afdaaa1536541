package io.stackctl.cli.flags;

import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** All flags that edit a service, in the order in which they count: what is removed goes before anything is added. */
public final class ServiceFlags {
    private ServiceFlags() {}

    /** Of {@code service create}. */
    public static List<Flag> ofCreate() {
        var flags = new ArrayList<Flag>(ProcessFlags.ofCreate());
        flags.add(SizeFlags.mode());
        flags.addAll(common());
        pairs().map(Pair::create).forEach(flags::add);
        return flags;
    }

    /** Of {@code service update}. */
    public static List<Flag> ofUpdate() {
        var flags = new ArrayList<Flag>(ProcessFlags.ofUpdate());
        flags.addAll(common());
        pairs().map(Pair::update).forEach(flags::addAll);
        return flags;
    }

    private static List<Flag> common() {
        return Stream.of(
                        ProcessFlags.common(),
                        HealthFlags.common(),
                        SizeFlags.common(),
                        ResourceFlags.common(),
                        RestartFlags.common(),
                        RolloutFlags.of("update", "update", draft -> draft.update),
                        RolloutFlags.of("rollback", "rollback", draft -> draft.rollback),
                        PrivilegeFlags.common(),
                        NetworkFlags.common())
                .flatMap(List::stream)
                .toList();
    }

    private static Stream<Pair> pairs() {
        return Stream.of(
                        ProcessFlags.pairs(),
                        NamingFlags.pairs(),
                        FileFlags.pairs(),
                        PlacementFlags.pairs(),
                        ResourceFlags.pairs(),
                        PrivilegeFlags.pairs(),
                        NetworkFlags.pairs())
                .flatMap(List::stream);
    }

    /**
     * The spec after the flags that were given.
     *
     * @param given the values of a flag; none if it was not given
     * @param ofUser the user's variables, for {@code --env NAME}
     */
    public static ServiceSpec edited(
            ServiceSpec spec, List<Flag> flags, Function<Flag, List<String>> given, Map<String, String> ofUser)
            throws FlagException {
        var draft = new ServiceDraft(spec, ofUser);
        for (var flag : flags) {
            var values = given.apply(flag);
            boolean last = flag.kind() != Flag.Kind.LIST && values.size() > 1;
            for (var value : last ? List.of(values.getLast()) : values) {
                apply(flag, draft, value);
            }
        }
        var edited = draft.spec();
        boolean rollout = flags.stream()
                .filter(flag -> !given.apply(flag).isEmpty())
                .map(flag -> flag.names().getFirst())
                .anyMatch(name -> name.startsWith("--update-") || name.startsWith("--rollback-"));
        if (rollout && edited.mode().job()) {
            throw new FlagException("update and rollback configuration is not supported for jobs");
        }
        SpecCheck.check(edited);
        return edited;
    }

    private static void apply(Flag flag, ServiceDraft draft, String value) throws FlagException {
        try {
            flag.edit().apply(draft, value);
        } catch (FlagException wrong) {
            throw new FlagException("invalid argument \"" + value + "\" for \""
                    + flag.names().getFirst() + "\" flag: " + wrong.getMessage());
        }
    }
}
