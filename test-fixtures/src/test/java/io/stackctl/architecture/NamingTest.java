package io.stackctl.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

/** Names say what a class is. One that needs such an ending is two classes. */
class NamingTest {
    private static final String GENERATED = "io.stackctl.wire.proto..";

    @Test
    void no_class_name_ends_in_a_word_that_says_nothing() {
        noClasses()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|Info|Data|Base|Abstract)")
                .because("the name must say what it is")
                .check(Modules.CLASSES);
    }

    @Test
    void handlers_are_callbacks_of_netty_or_grpc() {
        classes()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .and()
                .haveSimpleNameEndingWith("Handler")
                .should()
                .beAssignableTo(Predicates.resideInAnyPackage("io.netty..", "io.grpc.."))
                .allowEmptyShould(true)
                .check(Modules.CLASSES);
    }

    @Test
    void nothing_is_inherited_but_from_libraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.ABSTRACT)
                .andShould()
                .notBeInterfaces()
                .because("behaviour is shared by calling it")
                .check(Modules.CLASSES);
    }
}
