package io.stackctl.cli;

import io.stackctl.cli.client.SwarmClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stackctl swarm ca}: shows the root of the swarm, or puts another in its place. */
@Command(
        description = "Display and rotate the root CA",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm ca",
            "  stackctl swarm ca --rotate",
            "  stackctl swarm ca --rotate --ca-cert root.pem --ca-key root.key",
            "  stackctl swarm ca --rotate --ca-cert root.pem --external-ca protocol=cfssl,url=https://ca.example.com/sign",
            "",
            "The old root vouches for the new one until every node has a certificate of the new one; a node that is away is",
            "waited for until it is back or removed. Then the join tokens change. Interrupting the command does not stop it."
        })
final class RootCertificateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--rotate",
            description = "Rotate the swarm CA: if no certificate or key are provided, new ones will be generated")
    private boolean rotate;

    @Option(names = "--ca-cert", paramLabel = "FILE", description = "The root certificate to rotate to, PEM")
    private String root = "";

    @Option(names = "--ca-key", paramLabel = "FILE", description = "The key of the root to rotate to, PEM (PKCS #8)")
    private String rootKey = "";

    @Option(names = "--cert-expiry", paramLabel = "DURATION", description = "Validity period for node certificates")
    private Optional<Duration> certificateLife = Optional.empty();

    @Mixin
    private final ExternalAuthorityOption externals = new ExternalAuthorityOption();

    @Option(
            names = {"-d", "--detach"},
            description = "Exit immediately instead of waiting for the root rotation to converge")
    private boolean detach;

    @Option(
            names = {"-q", "--quiet"},
            description = "Suppress progress output")
    private boolean quiet;

    RootCertificateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        check();
        try (var client = context.connect()) {
            if (!rotate) {
                context.print(client.swarm().cluster().root());
                return ExitCode.SUCCESS.number();
            }
            client.swarm()
                    .rotateRoot(new SwarmClient.NextRoot(
                            ExternalAuthorityOption.text(root),
                            ExternalAuthorityOption.text(rootKey),
                            externals.externals(),
                            certificateLife));
            if (!detach) {
                context.print(new RotationWait(context, client, quiet).run().root());
            }
        }
        return ExitCode.SUCCESS.number();
    }

    /** The peer's rules and words. */
    private void check() throws CommandException {
        if (!rotate) {
            requireRotate("ca-cert", !root.isEmpty());
            requireRotate("ca-key", !rootKey.isEmpty());
            requireRotate("cert-expiry", certificateLife.isPresent());
            requireRotate("external-ca", externals.given());
            return;
        }
        if (externals.given() && root.isEmpty()) {
            throw CommandException.error(
                    "rotating to an external CA requires the `--ca-cert` flag to specify the external"
                            + " CA's cert - to add an external CA with the current root CA certificate, use the `update` command"
                            + " instead");
        }
        if (!root.isEmpty() && rootKey.isEmpty() && !externals.given()) {
            throw CommandException.error("the --ca-cert flag requires that a --ca-key flag and/or --external-ca flag be"
                    + " provided as well");
        }
        if (root.isEmpty() && !rootKey.isEmpty()) {
            throw CommandException.error("--ca-cert and --ca-key go together");
        }
    }

    private static void requireRotate(String flag, boolean given) throws CommandException {
        if (given) {
            throw CommandException.error("`--" + flag + "` flag requires the `--rotate` flag to update the CA");
        }
    }
}
