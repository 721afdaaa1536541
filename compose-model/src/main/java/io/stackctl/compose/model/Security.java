package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What a container may do beyond, or short of, the usual. */
public record Security(
        List<String> capAdd,
        List<String> capDrop,
        SortedMap<String, String> sysctls,
        List<Ulimit> ulimits,
        boolean readOnly,
        boolean privileged,
        List<String> securityOptions,
        Optional<Long> oomScoreAdjustment,
        Optional<String> isolation,
        Optional<CredentialSpec> credentialSpec) {
    public Security {
        capAdd = List.copyOf(capAdd);
        capDrop = List.copyOf(capDrop);
        ulimits = List.copyOf(ulimits);
        securityOptions = List.copyOf(securityOptions);
    }

    public record Ulimit(String name, long soft, long hard) {}

    /** Windows only. */
    public record CredentialSpec(
            Span span, Optional<Located<String>> config, Optional<String> file, Optional<String> registry) {}
}
