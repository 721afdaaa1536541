package io.stackctl.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which way dependencies point: towards the specs, never back, and never in a circle. */
class DirectionTest {
    @Test
    void the_reconciler_knows_no_other_module() {
        forbid(Modules.RECONCILER, all(Modules.COMPOSE_MODEL, Modules.WIRE, Modules.CLUSTER_NODE, Modules.CLI));
    }

    @Test
    void the_compose_model_knows_the_specs_and_nothing_of_clusters() {
        forbid(Modules.COMPOSE_MODEL, all(Modules.WIRE, Modules.CLUSTER_NODE, Modules.CLI));
    }

    @Test
    void the_wire_knows_records_only() {
        forbid(Modules.WIRE, all(Modules.COMPOSE_MODEL, Modules.CLUSTER_NODE, Modules.CLI));
    }

    @Test
    void the_daemon_parses_no_compose_files() {
        forbid(Modules.CLUSTER_NODE, all(Modules.COMPOSE_MODEL, Modules.CLI, new String[] {"picocli.."}));
    }

    @Test
    void the_tool_needs_no_raft_and_no_engine() {
        forbid(Modules.CLI, all(Modules.CLUSTER_NODE, new String[] {
            "com.alipay.sofa..", "com.github.dockerjava..", "org.rocksdb.."
        }));
    }

    @Test
    void messages_stay_in_the_wire_and_where_they_are_sent() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.stackctl.wire..",
                        "io.stackctl.node",
                        "io.stackctl.node.agent..",
                        "io.stackctl.node.control..",
                        "io.stackctl.node.store..",
                        "io.stackctl.node.trust..",
                        "io.stackctl.cli.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..", "io.stackctl.wire.proto..")
                .because("a message is turned into a record where it arrives")
                .check(Modules.CLASSES);
    }

    @Test
    void the_core_is_layered() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("spec")
                .definedBy("io.stackctl.spec..")
                .layer("cluster")
                .definedBy("io.stackctl.cluster..")
                .layer("schedule")
                .definedBy("io.stackctl.schedule..")
                .layer("views and plans")
                .definedBy("io.stackctl.view..", "io.stackctl.plan..")
                .layer("reconcile")
                .definedBy("io.stackctl.reconcile..")
                .whereLayer("reconcile")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("views and plans")
                .mayOnlyBeAccessedByLayers("reconcile")
                .whereLayer("schedule")
                .mayOnlyBeAccessedByLayers("views and plans", "reconcile")
                .whereLayer("cluster")
                .mayOnlyBeAccessedByLayers("schedule", "views and plans", "reconcile")
                .check(Modules.CLASSES);
    }

    @Test
    void packages_form_no_circle() {
        for (var level : new String[] {"io.stackctl.(*)..", "io.stackctl.node.(*).."}) {
            slices().matching(level).should().beFreeOfCycles().check(Modules.CLASSES);
        }
    }

    private static void forbid(String[] from, String[] to) {
        noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .because("modules depend in one direction only")
                .check(Modules.CLASSES);
    }

    private static String[] all(String[]... groups) {
        return Stream.of(groups).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
