package io.stackctl.node.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.dns.DnsRecordType;
import io.stackctl.node.EventLoops;
import io.stackctl.node.FreePorts;
import io.stackctl.node.dns.DnsClient.Answer;
import io.stackctl.node.dns.DnsTable.Client;
import io.stackctl.node.dns.DnsTable.Outside;
import io.stackctl.node.dns.DnsTable.Zone;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DnsServerTest {
    private static final InetAddress GATEWAY = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress OTHER_GATEWAY = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress SHOP_CLIENT = InetAddress.ofLiteral("127.0.0.21");
    private static final InetAddress BLOG_CLIENT = InetAddress.ofLiteral("127.0.0.22");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("127.0.0.23");
    private static final InetAddress FIRST = InetAddress.ofLiteral("127.0.0.11");
    private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.0.12");

    private static EventLoops loops;

    @TempDir
    private Path folder;

    private int port;
    private int upstreamPort;
    private DnsServer server;

    @BeforeAll
    static void startLoops() {
        loops = EventLoops.start(2);
    }

    @AfterAll
    static void stopLoops() {
        loops.close();
    }

    @BeforeEach
    void listen() throws IOException {
        port = FreePorts.next();
        upstreamPort = FreePorts.next();
        resolvers(FIRST, SECOND);
        start(Duration.ofSeconds(30), 16);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Duration upstreamTimeout, int queriesInFlight) {
        server = new DnsServer(
                loops,
                new DnsSettings(folder.resolve("resolv.conf"), port, upstreamPort, upstreamTimeout, queriesInFlight));
        assertThat(server.listenOn(Set.of(GATEWAY))).isEmpty();
        server.use(TABLE);
    }

    private void restart(Duration upstreamTimeout, int queriesInFlight) {
        server.close();
        start(upstreamTimeout, queriesInFlight);
    }

    private static final DnsTable TABLE = new DnsTable(
            Map.of(
                    SHOP_CLIENT, Client.on(List.of("shop", "shared")),
                    BLOG_CLIENT, Client.on(List.of("blog"))),
            Map.of(
                    "shop",
                    new Zone(
                            Map.of(
                                    "Web", addresses(1, 3),
                                    "idle", List.of(),
                                    "many", addresses(1, 60),
                                    "db", addresses(200, 200)),
                            Map.of(InetAddress.ofLiteral("10.1.0.1"), "shop_web.1.k3x")),
                    "shared",
                    new Zone(Map.of("db", addresses(90, 90), "idle", addresses(91, 91)), Map.of()),
                    "blog",
                    new Zone(Map.of("web", addresses(77, 77)), Map.of())));

    private static List<InetAddress> addresses(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> InetAddress.ofLiteral("10.1.0." + i))
                .toList();
    }

    @Test
    void a_container_gets_the_names_of_its_own_networks_and_of_no_other() throws IOException {
        try (var upstream = FakeResolver.saying(upstream(FIRST), "9.9.9.9")) {
            assertThat(from(SHOP_CLIENT).ask("web.", DnsRecordType.A).values())
                    .containsExactlyInAnyOrder("10.1.0.1", "10.1.0.2", "10.1.0.3");
            assertThat(from(BLOG_CLIENT).ask("web.", DnsRecordType.A).values()).containsExactly("10.1.0.77");
            assertThat(upstream.asked()).isEmpty();

            assertThat(from(BLOG_CLIENT).ask("many.", DnsRecordType.A).values()).containsExactly("9.9.9.9");
            assertThat(from(STRANGER).ask("web.", DnsRecordType.A).values()).containsExactly("9.9.9.9");
            assertThat(upstream.asked()).hasSize(2);
        }
    }

    @Test
    void a_name_in_two_networks_is_answered_by_the_first_that_has_addresses_for_it() throws IOException {
        assertThat(from(SHOP_CLIENT).ask("db.", DnsRecordType.A).values()).containsExactly("10.1.0.200");
        assertThat(from(SHOP_CLIENT).ask("idle.", DnsRecordType.A).values()).containsExactly("10.1.0.91");
    }

    @Test
    void letters_case_does_not_matter() throws IOException {
        assertThat(from(BLOG_CLIENT).ask("wEB.", DnsRecordType.A).values()).containsExactly("10.1.0.77");
    }

    @Test
    void each_answer_starts_with_the_next_address_even_when_ipv6_is_asked_for_in_between() throws IOException {
        var firsts = new TreeSet<String>();
        for (int i = 0; i < 3; i++) {
            firsts.add(from(SHOP_CLIENT).ask("web.", DnsRecordType.A).values().getFirst());
            from(SHOP_CLIENT).ask("web.", DnsRecordType.AAAA);
        }
        assertThat(firsts).containsExactly("10.1.0.1", "10.1.0.2", "10.1.0.3");
    }

    @Test
    void a_known_name_without_the_asked_kind_of_address_is_empty_and_never_asked_elsewhere() throws IOException {
        try (var upstream = FakeResolver.saying(upstream(FIRST), "9.9.9.9")) {
            assertThat(from(SHOP_CLIENT).ask("web.", DnsRecordType.AAAA).withoutSize())
                    .isEqualTo(Answer.none(0));
            assertThat(from(SHOP_CLIENT).ask("web.", DnsRecordType.MX).withoutSize())
                    .isEqualTo(Answer.none(0));
            server.use(new DnsTable(
                    Map.of(SHOP_CLIENT, Client.on(List.of("shop"))),
                    Map.of("shop", new Zone(Map.of("idle", List.of()), Map.of()))));
            assertThat(from(SHOP_CLIENT).ask("idle.", DnsRecordType.A).withoutSize())
                    .isEqualTo(Answer.none(0));
            assertThat(upstream.asked()).isEmpty();
        }
    }

    @Test
    void an_address_of_ours_is_given_its_name_back() throws IOException {
        assertThat(from(SHOP_CLIENT)
                        .ask("1.0.1.10.in-addr.arpa.", DnsRecordType.PTR)
                        .values())
                .containsExactly("shop_web.1.k3x.");
    }

    @Test
    void an_answer_that_is_too_long_for_the_client_is_cut_and_comes_whole_over_tcp_or_edns() throws IOException {
        Answer plain = from(SHOP_CLIENT).ask("many.", DnsRecordType.A);
        assertThat(plain.truncated()).isTrue();
        assertThat(plain.bytes()).isLessThanOrEqualTo(512);
        assertThat(plain.values()).hasSizeGreaterThan(20);

        Answer overTcp = from(SHOP_CLIENT).askOverTcp("many.", DnsRecordType.A);
        assertThat(overTcp.truncated()).isFalse();
        assertThat(overTcp.values()).hasSize(60);

        Answer edns = from(SHOP_CLIENT).askWithEdns("many.", DnsRecordType.A, 1232);
        assertThat(edns.truncated()).isFalse();
        assertThat(edns.values()).hasSize(60);
    }

    @Test
    void bytes_that_are_no_question_hurt_nobody() throws IOException {
        var random = new Random(42);
        DnsClient client = from(BLOG_CLIENT);
        try (DatagramSocket socket = client.open()) {
            for (int i = 0; i < 200; i++) {
                var noise = new byte[random.nextInt(64)];
                random.nextBytes(noise);
                if (noise.length > 2) {
                    // An answer by its header: must stay without an answer.
                    noise[2] |= (byte) 0x80;
                }
                DnsClient.send(socket, noise);
            }
            DnsClient.send(socket, DnsClient.query(7, "web.", DnsRecordType.A, 0));
            assertThat(DnsClient.decode(DnsClient.receive(socket)).values()).containsExactly("10.1.0.77");
        }
    }

    @Test
    void a_question_that_cannot_be_read_is_a_format_error() throws IOException {
        byte[] query = DnsClient.query(7, "web.", DnsRecordType.A, 0);
        byte[] cut = Arrays.copyOf(query, query.length - 3);
        assertThat(from(BLOG_CLIENT).exchange(cut)).startsWith(0, 7, 0x81, 0x01).hasSize(12);
    }

    @Test
    void what_the_host_answers_arrives_unchanged() throws IOException {
        try (var upstream = FakeResolver.overUdp(upstream(FIRST), query -> List.of(mailAnswer(query)))) {
            byte[] query = DnsClient.query(0x1234, "example.org.", DnsRecordType.MX, 0);
            assertThat(from(SHOP_CLIENT).exchange(query)).isEqualTo(mailAnswer(query));
            assertThat(upstream.asked()).hasSize(1);
        }
    }

    /** An MX record whose name points back into the message. */
    private static byte[] mailAnswer(byte[] query) {
        byte[] answer = FakeResolver.bare(Arrays.copyOf(query, query.length + 18), 0x8180);
        byte[] record = {(byte) 0xC0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 6, 0, 10, 1, 'm', (byte) 0xC0, 12};
        System.arraycopy(record, 0, answer, query.length, record.length);
        answer[7] = 1;
        return answer;
    }

    @Test
    void a_silent_resolver_is_followed_by_the_next_and_then_asked_last() throws IOException {
        restart(Duration.ofMillis(100), 16);
        try (var silent = FakeResolver.silent(upstream(FIRST));
                var second = FakeResolver.saying(upstream(SECOND), "9.9.9.9")) {
            assertThat(from(STRANGER).ask("example.org.", DnsRecordType.A).values())
                    .containsExactly("9.9.9.9");
            assertThat(from(STRANGER).ask("example.org.", DnsRecordType.A).values())
                    .containsExactly("9.9.9.9");
            assertThat(silent.asked()).hasSize(1);
            assertThat(second.asked()).hasSize(2);
        }
    }

    @Test
    void a_resolver_that_is_not_there_is_followed_by_the_next_at_once() throws IOException {
        try (var second = FakeResolver.saying(upstream(SECOND), "9.9.9.9")) {
            // With a timeout of 30 s only the kernel's word "unreachable" can bring this answer within the limit.
            assertThat(from(STRANGER).ask("example.org.", DnsRecordType.A).values())
                    .containsExactly("9.9.9.9");
            assertThat(second.asked()).hasSize(1);
        }
    }

    @Test
    void a_resolver_that_refuses_is_followed_by_the_next_at_once() throws IOException {
        try (var refusing = FakeResolver.overUdp(upstream(FIRST), query -> List.of(FakeResolver.bare(query, 0x8185)));
                var second = FakeResolver.saying(upstream(SECOND), "9.9.9.9")) {
            assertThat(from(STRANGER).ask("example.org.", DnsRecordType.A).values())
                    .containsExactly("9.9.9.9");
            assertThat(refusing.asked()).hasSize(1);
            assertThat(second.asked()).hasSize(1);
        }
    }

    @Test
    void an_answer_to_another_question_is_not_taken_for_ours() throws IOException {
        try (var upstream = FakeResolver.overUdp(upstream(FIRST), query -> {
            byte[] wrongId = FakeResolver.addressAnswer(query, "6.6.6.6");
            wrongId[1]++;
            byte[] wrongName = FakeResolver.addressAnswer(query, "6.6.6.7");
            wrongName[14]++;
            return List.of(wrongId, wrongName, FakeResolver.addressAnswer(query, "9.9.9.9"));
        })) {
            assertThat(from(STRANGER).ask("example.org.", DnsRecordType.A).values())
                    .containsExactly("9.9.9.9");
            assertThat(upstream.asked()).hasSize(1);
        }
    }

    @Test
    void what_a_resolver_cut_short_is_fetched_whole_for_a_client_on_tcp() throws IOException {
        try (var upstream = new FakeResolver(
                upstream(FIRST),
                query -> List.of(FakeResolver.bare(query, 0x8380)),
                query -> FakeResolver.addressAnswer(query, "9.9.9.9"))) {
            assertThat(from(STRANGER).ask("example.org.", DnsRecordType.A).truncated())
                    .isTrue();
            assertThat(from(STRANGER)
                            .askOverTcp("example.org.", DnsRecordType.A)
                            .values())
                    .containsExactly("9.9.9.9");
            assertThat(upstream.asked()).hasSize(2);
        }
    }

    @Test
    void without_a_resolver_the_answer_is_a_failure_at_once() throws IOException {
        Files.delete(folder.resolve("resolv.conf"));
        restart(Duration.ofSeconds(30), 16);
        assertThat(from(STRANGER).ask("example.org.", DnsRecordType.A).code()).isEqualTo(2);
        resolvers(GATEWAY);
        restart(Duration.ofSeconds(30), 16);
        assertThat(from(STRANGER).ask("example.org.", DnsRecordType.A).code())
                .as("asking ourselves would go round for ever")
                .isEqualTo(2);
    }

    @Test
    void questions_beyond_the_limit_fail_at_once_while_the_others_wait() throws Exception {
        restart(Duration.ofSeconds(30), 2);
        try (var silent = FakeResolver.silent(upstream(FIRST));
                DatagramSocket waiting = from(STRANGER).open()) {
            DnsClient.send(waiting, DnsClient.query(1, "a.example.", DnsRecordType.A, 0));
            DnsClient.send(waiting, DnsClient.query(2, "b.example.", DnsRecordType.A, 0));
            assertThat(silent.asked().take()).isNotEmpty();
            assertThat(silent.asked().take()).isNotEmpty();
            assertThat(from(STRANGER).ask("c.example.", DnsRecordType.A).code()).isEqualTo(2);
            assertThat(silent.asked()).isEmpty();
        }
    }

    @Test
    void a_container_asks_the_servers_of_its_service_or_nobody() throws IOException {
        server.use(new DnsTable(
                Map.of(
                        SHOP_CLIENT, new Client(List.of(), new Outside.Servers(List.of(SECOND))),
                        BLOG_CLIENT, new Client(List.of(), new Outside.Nobody())),
                Map.of()));
        try (var first = FakeResolver.saying(upstream(FIRST), "1.1.1.1");
                var second = FakeResolver.saying(upstream(SECOND), "2.2.2.2")) {
            assertThat(from(SHOP_CLIENT).ask("example.org.", DnsRecordType.A).values())
                    .containsExactly("2.2.2.2");
            assertThat(from(BLOG_CLIENT).ask("example.org.", DnsRecordType.A).code())
                    .isEqualTo(5);
            assertThat(first.asked()).isEmpty();
            assertThat(second.asked()).hasSize(1);
        }
    }

    @Test
    void addresses_come_and_go_and_one_that_does_not_exist_is_reported_and_costs_the_others_nothing()
            throws IOException {
        var missing = InetAddress.ofLiteral("192.0.2.1");
        var failures = server.listenOn(Set.of(GATEWAY, OTHER_GATEWAY, missing));
        assertThat(failures).extracting(DnsServer.ListenFailure::address).containsExactly(missing);
        assertThat(server.listening()).containsExactlyInAnyOrder(GATEWAY, OTHER_GATEWAY);
        var other = new DnsClient(BLOG_CLIENT, new InetSocketAddress(OTHER_GATEWAY, port));
        assertThat(other.ask("web.", DnsRecordType.A).values()).containsExactly("10.1.0.77");

        assertThat(server.listenOn(Set.of(OTHER_GATEWAY))).isEmpty();
        try (var taken = new ServerSocket(port, 1, GATEWAY)) {
            assertThat(server.listenOn(Set.of(GATEWAY, OTHER_GATEWAY)))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.reason()).contains("tcp port " + taken.getLocalPort()));
        }
        assertThat(server.listenOn(Set.of(GATEWAY, OTHER_GATEWAY))).isEmpty();
        assertThat(from(BLOG_CLIENT).ask("web.", DnsRecordType.A).values()).containsExactly("10.1.0.77");
    }

    private DnsClient from(InetAddress client) {
        return new DnsClient(client, new InetSocketAddress(GATEWAY, port));
    }

    private InetSocketAddress upstream(InetAddress address) {
        return new InetSocketAddress(address, upstreamPort);
    }

    private void resolvers(InetAddress... addresses) throws IOException {
        var text = new StringBuilder("search example.org\n");
        for (InetAddress address : addresses) {
            text.append("nameserver ").append(address.getHostAddress()).append('\n');
        }
        Files.writeString(folder.resolve("resolv.conf"), text);
    }
}
