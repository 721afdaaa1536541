package io.stackctl.spec;

import java.util.List;

/**
 * A whole stack as the user's files describe it, ready to be planned. Lists are sorted by name.
 *
 * @param externalNetworks names of networks that must exist already; likewise secrets and configs
 */
public record StackSpec(
        String name,
        List<ServiceSpec> services,
        List<NetworkSpec> networks,
        List<SecretSpec> secrets,
        List<ConfigSpec> configs,
        List<String> externalNetworks,
        List<String> externalSecrets,
        List<String> externalConfigs) {
    public StackSpec {
        services = List.copyOf(services);
        networks = List.copyOf(networks);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
        externalNetworks = List.copyOf(externalNetworks);
        externalSecrets = List.copyOf(externalSecrets);
        externalConfigs = List.copyOf(externalConfigs);
    }
}
