package io.stackctl.node.control;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.RequestId;
import io.stackctl.plan.Contents;
import io.stackctl.plan.DeployOptions;
import io.stackctl.plan.ObjectKind;
import io.stackctl.spec.ConfigSpec;
import io.stackctl.spec.SecretSpec;
import io.stackctl.spec.StackSpec;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.StackCodec;
import io.stackctl.wire.proto.DeployRequest;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/** Turns a client's deploy into a request: contents are sealed and named by version here, and go no further in clear. */
final class DeployRequests {
    private final ContentVault vault;
    private final TreeMap<Contents.Key, Bytes> contents = new TreeMap<>();

    private DeployRequests(ContentVault vault) {
        this.vault = vault;
    }

    static StackRequests.Deploy read(DeployRequest message, ClusterState state, ImageDigests digests)
            throws DecodeException {
        var vault = new ContentVault(state.settings().contentKey().orElseThrow());
        return new DeployRequests(vault).request(message, digests.resolved(message, state));
    }

    private static DeployOptions options(DeployRequest message) throws DecodeException {
        return new DeployOptions(
                message.getPrune(),
                message.getAllowPending(),
                message.getPlanId().isEmpty() ? Optional.empty() : Optional.of(message.getPlanId()),
                StackCodec.onFailure(message.getOnFailure()),
                message.getKeep() == 0 ? Limits.STACK_REVISIONS : message.getKeep());
    }

    private StackRequests.Deploy request(DeployRequest message, StackSpec stack) throws DecodeException {
        var secrets = new ArrayList<SecretSpec>();
        for (var secret : stack.secrets()) {
            secrets.add(secret(message, secret));
        }
        var configs = new ArrayList<ConfigSpec>();
        for (var config : stack.configs()) {
            configs.add(config(message, config));
        }
        var versioned = new StackSpec(
                stack.name(),
                stack.services(),
                stack.networks(),
                secrets,
                configs,
                stack.externalNetworks(),
                stack.externalSecrets(),
                stack.externalConfigs());
        return new StackRequests.Deploy(
                new RequestId(message.getRequestId()),
                versioned,
                new Contents(contents),
                options(message),
                message.getAuthor(),
                message.getMessage(),
                message.hasGitRevision() ? Optional.of(message.getGitRevision()) : Optional.empty());
    }

    private SecretSpec secret(DeployRequest message, SecretSpec secret) {
        var content = message.getSecretContentsMap().get(secret.name());
        if (content == null) {
            return secret;
        }
        var bytes = content.toByteArray();
        var version = vault.secretVersion(secret.name(), bytes);
        contents.put(new Contents.Key(ObjectKind.SECRET, secret.name(), version), vault.seal(secret.name(), bytes));
        return new SecretSpec(secret.name(), secret.labels(), Optional.of(version), secret.templating());
    }

    private ConfigSpec config(DeployRequest message, ConfigSpec config) {
        var content = message.getConfigContentsMap().get(config.name());
        if (content == null) {
            return config;
        }
        var bytes = content.toByteArray();
        var version = ContentVault.configVersion(bytes);
        contents.put(new Contents.Key(ObjectKind.CONFIG, config.name(), version), Bytes.of(bytes));
        return new ConfigSpec(config.name(), config.labels(), Optional.of(version), config.templating());
    }

    static StackSpec spec(DeployRequest message) throws DecodeException {
        return SpecCodec.fromMessage(message.getStack());
    }
}
