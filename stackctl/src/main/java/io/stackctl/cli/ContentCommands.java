package io.stackctl.cli;

import io.stackctl.cli.CommandTree.Branch;
import io.stackctl.cli.client.ContentKind;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that secrets and configs have alike; only their texts differ. */
final class ContentCommands {
    private ContentCommands() {}

    static List<Branch> of(ContentKind kind) {
        String word = kind.word();
        return List.of(
                branch(
                        List.of("create"),
                        kind,
                        CreateContentCommand::new,
                        "Create a " + word + " from a file or stdin; prints its ID",
                        "  stackctl " + word + " create --label tier=front site.conf ./site.conf",
                        "  printf %s \"$PASSWORD\" | stackctl " + word + " create db_password -"),
                branch(
                        List.of("ls", "list"),
                        kind,
                        ListContentsCommand::new,
                        "List " + word + "s",
                        "  stackctl " + word + " ls",
                        "  stackctl " + word + " ls --filter name=db -q"),
                branch(
                        List.of("inspect"),
                        kind,
                        InspectContentCommand::new,
                        "Display detailed information on one or more " + word + "s"
                                + (kind == ContentKind.SECRET ? "; never their content" : ""),
                        "  stackctl " + word + " inspect db_password",
                        "  stackctl " + word + " inspect --format '{{.Spec.Name}}' db_password"),
                branch(
                        List.of("rm", "remove"),
                        kind,
                        RemoveContentsCommand::new,
                        "Remove one or more " + word + "s",
                        "  stackctl " + word + " rm db_password"));
    }

    private static Branch branch(
            List<String> names,
            ContentKind kind,
            BiFunction<CommandContext, ContentKind, Object> maker,
            String description,
            String... examples) {
        return new Branch(
                names,
                context -> {
                    var spec = CommandSpec.forAnnotatedObject(maker.apply(context, kind));
                    spec.usageMessage()
                            .description(description)
                            .footerHeading("%nExamples:%n")
                            .footer(escaped(examples));
                    return spec;
                },
                List.of());
    }

    /** The library reads a footer as a format. */
    private static String[] escaped(String... lines) {
        return List.of(lines).stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }
}
