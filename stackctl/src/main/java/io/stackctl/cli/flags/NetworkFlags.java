package io.stackctl.cli.flags;

import static io.stackctl.cli.flags.Flag.single;

import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.NetworkAttachment;
import java.util.List;
import java.util.Optional;

/** Networks, published ports and the name that leads to the tasks. */
final class NetworkFlags {
    private NetworkFlags() {}

    static List<Flag> common() {
        return List.of(
                single(
                        "--hostname",
                        "NAME",
                        "Container hostname",
                        (draft, value) -> draft.container.naming.hostname = ProcessFlags.text(value)),
                single(
                        "--endpoint-mode",
                        "MODE",
                        "Endpoint mode: vip or dnsrr (default vip)",
                        (draft, value) -> draft.endpointMode = Values.word(value, List.of(EndpointMode.values()))));
    }

    static List<Pair> pairs() {
        return List.of(
                new Pair(
                        "network",
                        "NETWORK",
                        "network attachments",
                        (draft, value) -> {
                            var network = attachment(value);
                            draft.networks.put(network.network(), network);
                        },
                        "NETWORK",
                        (draft, name) -> draft.networks.remove(name)),
                new Pair(
                        "publish",
                        "-p",
                        "PORT",
                        "published ports",
                        (draft, value) -> {
                            for (var port : PortFlag.parse(value)) {
                                if (!draft.ports.contains(port)) {
                                    draft.ports.add(port);
                                }
                            }
                        },
                        "TARGET[/PROTOCOL]",
                        (draft, value) -> {
                            for (var gone : PortFlag.parse(value)) {
                                draft.ports.removeIf(
                                        port -> port.target() == gone.target() && port.protocol() == gone.protocol());
                            }
                        }));
    }

    /** A name, or {@code name=...,alias=...,driver-opt=key=value}. */
    private static NetworkAttachment attachment(String text) throws FlagException {
        if (!text.contains("=")) {
            return new NetworkAttachment(text, List.of(), Immutable.emptyMap(), Optional.empty());
        }
        var fields = Csv.parse(text);
        var name = fields.take("name").orElseThrow(() -> new FlagException("the network has no name: add name=..."));
        var aliases = fields.takeAll("alias");
        var options = fields.takePairs("driver-opt");
        fields.end("name, alias, driver-opt");
        return new NetworkAttachment(name, aliases, options, Optional.empty());
    }
}
