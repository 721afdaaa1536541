package io.stackctl.plan;

import io.stackctl.spec.PortSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One reason for which a request cannot be carried out; nothing was changed. */
public sealed interface Refusal {
    /** What is wrong and what to do, in one sentence for the user. */
    String sentence();

    /** The name is in use. {@code owner}: the stack it belongs to; empty for an object made on its own. */
    record NameTaken(Subject subject, Optional<String> owner) implements Refusal {
        @Override
        public String sentence() {
            return "%s \"%s\" exists already and %s; choose another name"
                            .formatted(
                                    subject.kind().text(),
                                    subject.name(),
                                    owner.map(stack -> "belongs to stack \"" + stack + "\"")
                                            .orElse("belongs to no stack"))
                    + (subject.kind() == ObjectKind.SERVICE ? "" : ", or declare it as external");
        }
    }

    /** A command would make what is there already. The first part is the peer's text. */
    record AlreadyExists(Subject subject, Optional<String> owner) implements Refusal {
        @Override
        public String sentence() {
            return "%s %s already exists%s"
                    .formatted(
                            subject.kind().text(),
                            subject.name(),
                            owner.map(stack -> " and belongs to stack \"" + stack + "\"")
                                    .orElse(""));
        }
    }

    /** An object that must be there already is not. */
    record ExternalMissing(Subject subject, Optional<String> nearest) implements Refusal {
        @Override
        public String sentence() {
            return "%s \"%s\" is declared as external, but could not be found%s"
                    .formatted(subject.kind().text(), subject.name(), didYouMean(nearest, "create it first"));
        }
    }

    /** A command names something that is not there. */
    record Unknown(Subject subject, Optional<String> nearest) implements Refusal {
        @Override
        public String sentence() {
            var head = subject.kind() == ObjectKind.SERVICE
                    ? "no such service"
                    : subject.kind().text() + " not found";
            return "%s: %s%s".formatted(head, subject.name(), didYouMean(nearest, ""));
        }
    }

    /** A published port is held by another service. The first part is the peer's text. */
    record PortTaken(String service, PortSpec port, String holder, String holderId, PortSpec.PublishMode mode)
            implements Refusal {
        @Override
        public String sentence() {
            var as = switch (mode) {
                case INGRESS -> "an ingress port";
                case HOST -> "a host-published port";
            };
            return "port '%d' is already in use by service '%s' (%s) as %s; service \"%s\" needs another one"
                    .formatted(port.published().orElse(0), holder, holderId, as, service);
        }
    }

    /** A service's kind of mode never changes. */
    record ModeChange(String service, String from, String to) implements Refusal {
        @Override
        public String sentence() {
            return ("service mode change is not allowed: \"%s\" is %s and cannot become %s; give the service another"
                            + " name, or remove it first")
                    .formatted(service, from, to);
        }
    }

    /** A service was changed between the reading of its spec and the sending of the new one. The first part is the peer's. */
    record OutOfSequence(String service) implements Refusal {
        @Override
        public String sentence() {
            return "update out of sequence: service %s was changed meanwhile; run the command again".formatted(service);
        }
    }

    /** A service that has had one spec only. The first part is the peer's text. */
    record NoPreviousSpec(String service) implements Refusal {
        @Override
        public String sentence() {
            return "service %s does not have a previous spec to go back to".formatted(service);
        }
    }

    /** A network cannot change while something is on it. */
    record NetworkInUse(String network, List<FieldChange> fields, List<String> services) implements Refusal {
        public NetworkInUse {
            fields = List.copyOf(fields);
            services = List.copyOf(services);
        }

        @Override
        public String sentence() {
            var paths = fields.stream().map(FieldChange::path).collect(Collectors.joining(", "));
            return ("network \"%s\" cannot change (%s) while it is in use by %s; give the network another name, or"
                            + " remove those services first")
                    .formatted(network, paths, String.join(", ", services));
        }
    }

    /** Something is still needed. The text is the peer's. */
    record InUse(Subject subject, List<String> services) implements Refusal {
        public InUse {
            services = List.copyOf(services);
        }

        @Override
        public String sentence() {
            return "%s '%s' is in use by the following %s: %s"
                    .formatted(
                            subject.kind().text(),
                            subject.name(),
                            services.size() == 1 ? "service" : "services",
                            String.join(", ", services));
        }
    }

    /** A kept revision of a stack would lose what a rollback needs. */
    record NeededByRevision(Subject subject, String stack, long revision) implements Refusal {
        @Override
        public String sentence() {
            return "%s '%s' belongs to stack \"%s\", and its revision %d needs it; it goes with the stack"
                    .formatted(subject.kind().text(), subject.name(), stack, revision);
        }
    }

    /** The content of a secret or config is neither in the cluster nor in the request. */
    record ContentMissing(Subject subject) implements Refusal {
        @Override
        public String sentence() {
            return "the content of %s \"%s\" did not come with the request; deploy again"
                    .formatted(subject.kind().text(), subject.name());
        }
    }

    /** Some tasks of a service can run on no node of the cluster, however empty it is. */
    record Unplaceable(String service, int possible, int wanted, List<NodeReason> reasons) implements Refusal {
        /** Why one node is out. */
        public record NodeReason(String node, String reason) {}

        public Unplaceable {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String sentence() {
            var head = possible == 0
                    ? "no node of the cluster can run service \"" + service + "\""
                    : "only %d of %d tasks of service \"%s\" can be placed".formatted(possible, wanted, service);
            return reasons.stream()
                    .map(reason -> "\n  " + reason.node() + ": " + reason.reason())
                    .collect(Collectors.joining("", head + ":", "\n  (--allow-pending deploys all the same)"));
        }
    }

    /** What would be done is not what was reviewed. {@code now}: the id of the plan that would be carried out. */
    record StalePlan(String stack, String reviewed, String now) implements Refusal {
        @Override
        public String sentence() {
            return ("plan %s of stack \"%s\" is stale: the files, the options, an image or the cluster changed since it"
                            + " was made (the plan is now %s); nothing was changed, review it again with diff")
                    .formatted(reviewed, stack, now);
        }
    }

    /** A rollback to a revision that is not kept. {@code kept}: the numbers that are. */
    record UnknownRevision(String stack, long revision, List<Long> kept) implements Refusal {
        public UnknownRevision {
            kept = List.copyOf(kept);
        }

        @Override
        public String sentence() {
            return "stack \"%s\" has no revision %d; kept are: %s"
                    .formatted(
                            stack,
                            revision,
                            kept.stream().map(number -> Long.toString(number)).collect(Collectors.joining(", ")));
        }
    }

    /** A rollback, and no earlier revision that settled. */
    record NothingToGoBackTo(String stack) implements Refusal {
        @Override
        public String sentence() {
            return ("stack \"%s\" has no earlier revision that settled; history shows what there is, --to takes any of"
                            + " its numbers")
                    .formatted(stack);
        }
    }

    /** A rollback to a revision that needs what is not there any more. */
    record RevisionNeeds(String stack, long revision, Subject missing) implements Refusal {
        @Override
        public String sentence() {
            return "revision %d of stack \"%s\" needs %s, which is not there any more; nothing was changed"
                    .formatted(revision, stack, missing);
        }
    }

    private static String didYouMean(Optional<String> nearest, String otherwise) {
        return nearest.map(name -> "; did you mean \"" + name + "\"?")
                .orElse(otherwise.isEmpty() ? "" : "; " + otherwise);
    }
}
