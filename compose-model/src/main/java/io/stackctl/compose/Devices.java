package io.stackctl.compose;

import io.stackctl.spec.NodeAccess.Device;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Devices of the node: {@code /dev/source[:/dev/target[:rwm]]}, or a mapping of the three. */
final class Devices {
    private static final String ALL = "rwm";
    private static final int PARTS = 3;

    private Devices() {}

    /** Each as one text. */
    static Optional<Yaml> form(Yaml value, Context context) {
        List<Yaml> devices = new ArrayList<>();
        if (value instanceof Yaml.Sequence sequence) {
            sequence.items()
                    .forEach(item -> Forms.print(item)
                            .or(() -> ValueReader.asMapping(item).map(Devices::text))
                            .ifPresent(text -> devices.add(Yaml.Scalar.text(text, item.span()))));
        }
        return devices.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Sequence(devices, value.span()));
    }

    private static String text(Yaml.Mapping mapping) {
        ValueReader device = ValueReader.of(mapping);
        String source = device.text("source").orElse("");
        return source + ":" + device.text("target").orElse(source) + ":"
                + device.text("permissions").orElse(ALL);
    }

    /** The device, or empty if the text names none that an engine can pass on by its path. */
    static Optional<Device> parse(String text) {
        String[] parts = text.split(":", -1);
        boolean permissionsOnly = parts.length == 2 && isPermissions(parts[1]);
        String target = parts.length > 1 && !permissionsOnly ? parts[1] : parts[0];
        String permissions = permissionsOnly ? parts[1] : parts.length == PARTS ? parts[2] : ALL;
        boolean valid = parts.length <= PARTS
                && parts[0].startsWith("/")
                && target.startsWith("/")
                && isPermissions(permissions);
        return valid ? Optional.of(new Device(parts[0], target, permissions)) : Optional.empty();
    }

    private static boolean isPermissions(String text) {
        return text.matches("[rwm]{1,3}");
    }
}
