package io.stackctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.spec.PortSpec;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Differences of specs as users read them. */
class SpecDiffTest {
    private static final ServiceSpec WEB = Specs.service("demo_web");

    private record Case(String name, ServiceSpec before, ServiceSpec after, String expected) {}

    @TestFactory
    List<DynamicTest> fields() {
        return List.of(
                        new Case("nothing", WEB, WEB, ""),
                        new Case("image", WEB, Specs.image(WEB, "image:2"), "image: image:1 -> image:2 !"),
                        new Case("a new variable", WEB, Specs.environment(WEB, "A=1"), "environment A: -> 1 !"),
                        new Case(
                                "a variable that goes",
                                Specs.environment(WEB, "A=1", "B=2"),
                                Specs.environment(WEB, "B=2"),
                                "environment A: 1 -> !"),
                        new Case(
                                "an empty variable",
                                Specs.environment(WEB, "A="),
                                Specs.environment(WEB, "A"),
                                "environment A: \"\" -> (taken away) !"),
                        new Case(
                                "a password",
                                Specs.environment(WEB, "DB_PASSWORD=one"),
                                Specs.environment(WEB, "DB_PASSWORD=two"),
                                "environment DB_PASSWORD: *** -> *** ! hidden"),
                        new Case(
                                "a password in an address",
                                Specs.environment(WEB, "DB=none"),
                                Specs.environment(WEB, "DB=postgres://app:pw@db/app"),
                                "environment DB: *** -> *** ! hidden"),
                        new Case("a label", WEB, Specs.labels(WEB, "a", "b"), "deploy.labels a: -> b"),
                        new Case(
                                "an ingress port",
                                WEB,
                                Specs.ports(WEB, Specs.port(80, 8080, PortSpec.PublishMode.INGRESS)),
                                "ports 8080/tcp: -> 80"),
                        new Case(
                                "a host port",
                                WEB,
                                Specs.ports(WEB, Specs.port(80, 8080, PortSpec.PublishMode.HOST)),
                                "ports 8080/tcp host: -> 80 !"),
                        new Case(
                                "placement",
                                WEB,
                                Specs.constrained(WEB, "node.role==manager"),
                                "deploy.placement.constraints: -> node.role==manager"))
                .stream()
                .map(it -> DynamicTest.dynamicTest(
                        it.name(), () -> assertThat(text(it)).isEqualTo(it.expected())))
                .toList();
    }

    @Test
    void aFieldReplacesTasksExactlyWhenTheSpecSaysSo() {
        for (var other : List.of(
                Specs.image(WEB, "image:2"),
                Specs.environment(WEB, "A=1"),
                Specs.labels(WEB, "a", "b"),
                Specs.atMost(WEB, 1),
                WEB.withForceUpdate(1),
                Specs.ports(WEB, Specs.port(80, 8080, PortSpec.PublishMode.INGRESS)),
                Specs.ports(WEB, Specs.port(80, 8080, PortSpec.PublishMode.HOST)))) {
            var diff = SpecDiff.between(WEB, other);
            assertThat(diff.fields().stream().anyMatch(FieldChange::replacesTasks))
                    .as(diff.toString())
                    .isEqualTo(!other.keepsTasksOf(WEB));
        }
    }

    private static String text(Case it) {
        var text = new StringBuilder();
        for (var field : SpecDiff.between(it.before(), it.after()).fields()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(field.path())
                    .append(":")
                    .append(field.before().map(value -> " " + value).orElse(""))
                    .append(" ->")
                    .append(field.after().map(value -> " " + value).orElse(""))
                    .append(field.replacesTasks() ? " !" : "")
                    .append(field.hidden() ? " hidden" : "");
        }
        return text.toString();
    }
}
