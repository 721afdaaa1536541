package io.stackctl.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Node;
import io.stackctl.spec.Constraint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of constraints and their matching, with the cases of the peer's own tests. */
class ConstraintsTest {
    private static final Node NODE = Nodes.at(Nodes.node("id1", "zone=East", "Security=high"), "186.17.9.41:2377");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nodeabc",
                "node ~ abc",
                "1node==a2",
                "no de== x",
                "no*de==x",
                "==x",
                "node==",
                "node== ",
                "no$de==x",
                "n==x"
            })
    void malformedConstraintsAreRefused(String text) {
        assertThat(Constraint.parse(text)).isInstanceOf(Constraint.Parsed.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " node == a",
                "NoDe==node1",
                "no.de==node1",
                "_node==_node1",
                "node==[a-b]+c*(n|b)/",
                "node==node 1",
                "node != x"
            })
    void oddButWellFormedConstraintsAreTaken(String text) {
        assertThat(Constraint.parse(text)).isInstanceOf(Constraint.Parsed.Valid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "node.id==id1, true",
        "NODE.ID == ID1, true",
        "node.id!=id1, false",
        "node.hostname==HOST-id1, true",
        "node.hostname==host, false",
        "node.hostname==host.*, false",
        "node.role==worker, true",
        "node.role==Manager, false",
        "node.role!=manager, true",
        "node.platform.os==Linux, true",
        "node.platform.arch==x86_64, true",
        "node.platform.arch==amd64, false",
        "node.labels.zone==east, true",
        "Node.Labels.zone==EAST, true",
        "node.labels.Zone==east, false",
        "node.labels.Zone!=east, true",
        "node.labels.security==high, false",
        "node.labels.Security==HIGH, true",
        "node.labels.missing==x, false",
        "node.labels.missing!=x, true",
        "engine.labels.storage==ssd, true",
        "engine.labels.zone==east, false",
        "engine.labels.zone!=east, true",
        "node.labels.storage==ssd, false",
        "node.other==x, false",
        "node.other!=x, false",
        "disk==ssd, false",
        "disk!=ssd, false",
        "node.labels.==x, false",
        "node.labels.!=x, false"
    })
    void keysAndValuesCompareWithoutCaseButForTheNamesOfLabels(String text, boolean matches) {
        assertThat(Constraints.matches(Specs.constraint(text), NODE)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "186.17.9.41, node.ip==186.17.9.41, true",
        "186.17.9.41, node.ip!=186.17.9.41, false",
        "186.17.9.41, node.ip==186.17.9.42, false",
        "186.17.9.41, node.ip==186.17.9.4/24, true",
        "186.17.9.41:2377, node.ip==186.17.9.4/24, true",
        "186.17.8.41, node.ip==186.17.9.4/24, false",
        "186.17.8.41, node.ip!=186.17.9.4/24, true",
        "186.17.9.41, node.ip==186.17.9/24, false",
        "186.17.9.41, node.ip!=186.17.9/24, false",
        "186.17.9.41, node.ip==186.17.9.4/34, false",
        "186.17.9.41, node.ip!=no, false",
        "186.17.9.41, node.ip==0.0.0.0/0, true",
        "2001:db8::2, node.ip==2001:db8::2, true",
        "2001:db8::2, node.ip==2001:db8:0:0:0:0:0:2, true",
        "2001:db8:0000::2, node.ip==2001:DB8::/32, true",
        "[2001:db8::2]:2377, node.ip==2001:db8::/32, true",
        "2001:db9::2, node.ip==2001:db8::/32, false",
        "::ffff:1.2.3.4, node.ip==::ffff:102:304, true",
        "2001:db8::2, node.ip==1::2::3, false",
        "'', node.ip==186.17.9.41, false",
        "'', node.ip!=186.17.9.41, true",
        "'', node.ip!=nonsense, false"
    })
    void addressesCompareAsNumbersAndMalformedOnesMatchNothing(String address, String text, boolean matches) {
        assertThat(Constraints.matches(Specs.constraint(text), Nodes.at(NODE, address)))
                .isEqualTo(matches);
    }
}
