package io.stackctl.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The passphrase of a backup: from a file, from a credential that systemd hands over, or from a person at the terminal.
 * Never from the command line, which everybody on the machine can read.
 */
final class PassphraseOption {
    private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";
    private static final String CREDENTIAL = "stackctl-backup-passphrase";

    @Option(
            names = "--passphrase-file",
            paramLabel = "file|-",
            description =
                    "First line is the passphrase, - for stdin (default: systemd's credential stackctl-backup-passphrase,"
                            + " or asked)")
    private String file = "";

    /** {@code twice}: a new one, so that a slip is noticed. */
    String read(CommandContext context, boolean twice) throws CommandException {
        var text = given(context);
        var passphrase = text.isPresent() ? text.get() : asked(context, twice);
        if (passphrase.length() < Limits.PASSPHRASE_LEAST) {
            throw CommandException.error(
                    "the passphrase is too short: it must have " + Limits.PASSPHRASE_LEAST + " characters at least");
        }
        return passphrase;
    }

    private Optional<String> given(CommandContext context) throws CommandException {
        if (file.equals("-")) {
            return Optional.of(firstLine("the standard input", context.terminal()::in));
        }
        if (!file.isEmpty()) {
            return Optional.of(firstLine(file, () -> Files.newInputStream(Path.of(file))));
        }
        var credential = Path.of(context.environment().getOrDefault(CREDENTIALS, ""), CREDENTIAL);
        return context.environment().containsKey(CREDENTIALS) && Files.exists(credential)
                ? Optional.of(firstLine(credential.toString(), () -> Files.newInputStream(credential)))
                : Optional.empty();
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static String firstLine(String name, Opening opening) throws CommandException {
        try (var in = opening.open()) {
            var text = new String(in.readNBytes(Limits.PASSPHRASE_BYTES), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (IOException failure) {
            throw CommandException.error("cannot read " + name + ": " + FileErrors.reason(failure));
        }
    }

    private static String asked(CommandContext context, boolean twice) throws CommandException {
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (console.isEmpty() || !context.terminal().errIsTerminal()) {
            throw CommandException.error("no passphrase: name a file that holds it with --passphrase-file");
        }
        var first = answer(console.get(), "Passphrase of the backup: ");
        if (twice && !first.equals(answer(console.get(), "Once more: "))) {
            throw CommandException.error("the two passphrases differ");
        }
        return first;
    }

    private static String answer(Console console, String question) {
        var answer = console.readPassword("%s", question);
        return answer == null ? "" : new String(answer);
    }
}
