package io.stackctl.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Timer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The core takes what it needs as arguments: no clock, no chance, no thread, no file, and no order that a run makes up. */
class PurityTest {
    /** What gives another answer each time it is asked, or another order in each run: owner, then name. */
    private static final List<String> IMPURE = List.of(
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.lang.Object.wait");

    private static final List<String> UNORDERED = List.of(
            "java.util.Set.of",
            "java.util.Set.copyOf",
            "java.util.Map.of",
            "java.util.Map.ofEntries",
            "java.util.Map.copyOf",
            "java.util.stream.Collectors.toSet",
            "java.util.stream.Collectors.toUnmodifiableSet",
            "java.util.stream.Collectors.toMap",
            "java.util.stream.Collectors.toUnmodifiableMap",
            "java.util.stream.Collectors.groupingBy",
            "java.util.Collection.parallelStream",
            "java.util.stream.BaseStream.parallel",
            "java.util.stream.Stream.parallel");

    @Test
    void the_reconciler_touches_nothing_outside_itself() {
        noClasses()
                .that()
                .resideInAnyPackage(Modules.RECONCILER)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net..",
                                "java.nio..",
                                "java.util.concurrent..",
                                "java.util.logging..",
                                "org.slf4j..",
                                "com.google.protobuf..",
                                "io.grpc..")
                        .or(type(Clock.class))
                        .or(type(Thread.class))
                        .or(type(Timer.class))
                        .or(type(Random.class))
                        .or(type(UUID.class))
                        .or(inputAndOutput()))
                .because("a tick must be repeatable: the same state and the same observations give the same changes")
                .check(Modules.CLASSES);
    }

    @Test
    void the_reconciler_asks_neither_clock_nor_chance() {
        noClasses()
                .that()
                .resideInAnyPackage(Modules.RECONCILER)
                .should()
                .accessTargetWhere(oneOf(IMPURE))
                .because("time and ids are arguments, made by the proposer, and travel in the changes")
                .check(Modules.CLASSES);
    }

    @Test
    void the_reconciler_has_no_collection_whose_order_differs_from_run_to_run() {
        noClasses()
                .that()
                .resideInAnyPackage(Modules.RECONCILER)
                .should()
                .dependOnClassesThat(type(HashMap.class).or(type(HashSet.class)))
                .orShould()
                .accessTargetWhere(oneOf(UNORDERED))
                .because("replicas must come to the same state; take lists, sorted maps, or io.stackctl.spec.Immutable")
                .check(Modules.CLASSES);
    }

    @Test
    void the_compose_model_reads_through_its_port_only() {
        noClasses()
                .that()
                .resideInAnyPackage(Modules.COMPOSE_MODEL)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.file..",
                                "java.net..",
                                "java.util.logging..",
                                "org.slf4j..",
                                "com.google.protobuf..",
                                "picocli..")
                        .or(type(Clock.class))
                        .or(type(Thread.class))
                        .or(type(File.class)))
                .orShould()
                .accessTargetWhere(oneOf(IMPURE))
                .because("the CLI hands in files and environment; tests hand in theirs")
                .check(Modules.CLASSES);
    }

    /** Marker interfaces of the language itself are no input or output. */
    private static DescribedPredicate<JavaClass> inputAndOutput() {
        return DescribedPredicate.describe(
                "input and output",
                type -> type.getPackageName().equals("java.io")
                        && !type.getSimpleName().equals("Serializable"));
    }

    private static DescribedPredicate<JavaAccess<?>> oneOf(List<String> banned) {
        return DescribedPredicate.describe("one of " + banned, access -> banned.contains(name(access.getTarget())));
    }

    private static String name(AccessTarget target) {
        return target.getOwner().getFullName() + "." + target.getName();
    }
}
