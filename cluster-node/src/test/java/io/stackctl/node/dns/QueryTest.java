package io.stackctl.node.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.handler.codec.dns.DnsRecordType;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryTest {
    @Test
    void reads_what_is_asked_and_how_long_the_answer_may_be() {
        assertThat(read("Web.Shop.", 0)).satisfies(query -> {
            assertThat(query.id()).isEqualTo(0xBEEF);
            assertThat(query.question().name()).isEqualTo("web.shop");
            assertThat(query.question().type()).isEqualTo(1);
            assertThat(query.udpAnswerBytes(4096)).isEqualTo(512);
        });
        assertThat(read("web.", 1232).udpAnswerBytes(4096)).isEqualTo(1232);
        assertThat(read("web.", 100).udpAnswerBytes(4096)).as("RFC 6891, 6.2.3").isEqualTo(512);
        assertThat(read("web.", 60_000).udpAnswerBytes(4096)).isEqualTo(4096);
    }

    @Test
    void a_dot_inside_of_a_label_does_not_make_it_two() {
        byte[] bytes = DnsClient.query(1, "aXb.", DnsRecordType.A, 0);
        bytes[14] = '.';
        assertThat(((Query) Query.read(bytes)).question().name()).isEqualTo("a\\.b");
    }

    @Test
    void no_bytes_whatever_make_it_fail() {
        var random = new Random(7);
        byte[] valid = DnsClient.query(1, "web.shop.example.org.", DnsRecordType.A, 1232);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Arrays.copyOf(valid, random.nextInt(valid.length + 8));
            for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> answerIfReadable(bytes))
                    .as("round %s: %s", round, Arrays.toString(bytes))
                    .doesNotThrowAnyException();
        }
    }

    private static void answerIfReadable(byte[] bytes) {
        switch (Query.read(bytes)) {
            case Query query -> {
                Messages.addresses(query, List.of(InetAddress.getLoopbackAddress()), query.udpAnswerBytes(4096));
                Messages.truncated(query);
                Reply.of(bytes, query.id(), query);
            }
            case Received.Unanswerable unanswerable -> Messages.headerOnly(unanswerable);
            case Received.Noise() -> {
                // Dropped.
            }
        }
    }

    private static Query read(String name, int ednsPayload) {
        return (Query) Query.read(DnsClient.query(0xBEEF, name, DnsRecordType.A, ednsPayload));
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.2.1.in-addr.arpa, 1.2.3.4",
        "255.0.0.10.in-addr.arpa, 10.0.0.255",
        "256.0.0.10.in-addr.arpa,",
        "04.0.0.10.in-addr.arpa,",
        "0.0.10.in-addr.arpa,",
        "1.4.3.2.1.in-addr.arpa,",
        "..3.2.1.in-addr.arpa,",
        "1.ip6.arpa,",
        "in-addr.arpa,"
    })
    void a_reverse_name_stands_for_one_address_or_none(String name, String address) {
        assertThat(ReverseName.address(name).map(InetAddress::getHostAddress).orElse(null))
                .isEqualTo(address);
    }
}
