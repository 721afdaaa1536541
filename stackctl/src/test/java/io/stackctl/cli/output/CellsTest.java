package io.stackctl.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Status.HostPort;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.PortSpec.Protocol;
import io.stackctl.spec.PortSpec.PublishMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "service-10 service-2 service-1, service-1 service-2 service-10",
        "a1 a01 a001, a1 a01 a001",
        "b a 10 9, 9 10 a b",
        "web web-2 we, we web web-2",
        "x9y2 x9y10 x10y1, x9y2 x9y10 x10y1",
    })
    void namesSortNaturally(String names, String expected) {
        assertThat(List.of(names.split(" ")).stream()
                        .sorted(NaturalOrder.COMPARATOR)
                        .toList())
                .containsExactly(expected.split(" "));
    }

    @Test
    void neighbouringPortsAreJoined() {
        var ports = new ArrayList<PortSpec>();
        IntStream.rangeClosed(90, 96).forEach(port -> ports.add(ingress(port, port, Protocol.UDP)));
        IntStream.rangeClosed(90, 95).forEach(port -> ports.add(ingress(port, port, Protocol.TCP)));
        ports.add(ingress(81, 80, Protocol.TCP));
        ports.add(ingress(80, 80, Protocol.TCP));
        ports.add(ingress(62, 61, Protocol.TCP));
        ports.add(ingress(61, 61, Protocol.TCP));
        ports.add(ingress(60, 60, Protocol.TCP));
        ports.add(ingress(98, 98, Protocol.SCTP));
        ports.add(ingress(97, 97, Protocol.SCTP));
        assertThat(PortsCell.ofService(ports))
                .isEqualTo("*:97-98->97-98/sctp, *:60-61->60-61/tcp, *:62->61/tcp, *:80-81->80/tcp,"
                        + " *:90-95->90-95/tcp, *:90-96->90-96/udp");
    }

    @Test
    void onlyIngressPortsWithANumberAreShownAndAnAddressOfTheHostStandsInPlaceOfTheStar() {
        var host = new PortSpec(80, Optional.of(80), Protocol.TCP, PublishMode.HOST, Optional.empty());
        var unset = new PortSpec(80, Optional.empty(), Protocol.TCP, PublishMode.INGRESS, Optional.empty());
        var local = new PortSpec(81, Optional.of(8081), Protocol.TCP, PublishMode.INGRESS, Optional.of("127.0.0.1"));
        assertThat(PortsCell.ofService(List.of(host, unset, ingress(8080, 80, Protocol.TCP), local)))
                .isEqualTo("*:8080->80/tcp, 127.0.0.1:8081->81/tcp");
        assertThat(PortsCell.ofTask(List.of(new HostPort(80, 32768, Protocol.TCP), new HostPort(53, 53, Protocol.UDP))))
                .isEqualTo("*:32768->80/tcp,*:53->53/udp");
    }

    @Test
    void columnsAreThreeBlanksApartAndTenWideAtLeast() {
        assertThat(TabAligner.align("NAME\tSERVICES\ndemo\t3\n")).isEqualTo("NAME      SERVICES\ndemo      3\n");
        assertThat(TabAligner.align("ID\tNAME\tPORTS\nx1y2z3a4b5c6\tdemo_web_with_long_name\t\n")
                        .lines())
                .containsExactly(
                        "ID             NAME                      PORTS", "x1y2z3a4b5c6   demo_web_with_long_name   ");
        assertThat(TabAligner.align("ä\tb\n")).isEqualTo("ä         b\n");
        assertThat(TabAligner.align("")).isEmpty();
    }

    private static PortSpec ingress(int published, int target, Protocol protocol) {
        return new PortSpec(target, Optional.of(published), protocol, PublishMode.INGRESS, Optional.empty());
    }
}
