package io.stackctl.node.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small server that speaks as cfssl does. */
class ExternalAuthorityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final NodeId NODE = new NodeId("n1");
    private static final String HOST = "localhost";

    private final Instant now = Instant.now();
    private final Authority root = Authority.create(now);
    private final AtomicReference<JsonNode> asked = new AtomicReference<>(JSON.createObjectNode());
    private Answering answers = this::honest;
    private HttpsServer server;
    private String url;

    private interface Answering {
        String answer(byte[] request) throws TrustException;
    }

    @BeforeEach
    void serve() throws Exception {
        // A server's certificate of the same root, for its name: node ids stand among the names of a certificate.
        var request = SigningRequest.create();
        var own = request.certified(root.issue(
                request.encoded(), new NodeId(HOST), Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE, now));
        var tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new NodeKeys(own)}, null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName(HOST), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/sign", this::answer);
        server.start();
        url = "https://" + HOST + ":" + server.getAddress().getPort() + "/sign";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        var body = JSON.readTree(call.getRequestBody().readAllBytes());
        asked.set(body);
        var pem = body.path("certificate_request").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
        var reply = JSON.createObjectNode();
        try {
            reply.put("success", true)
                    .putObject("result")
                    .put("certificate", answers.answer(Base64.getDecoder().decode(pem)));
        } catch (TrustException refused) {
            reply.put("success", false).putArray("errors").addObject().put("message", refused.getMessage());
        }
        var bytes = JSON.writeValueAsBytes(reply);
        call.sendResponseHeaders(200, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    private String honest(byte[] request) throws TrustException {
        return root.issue(request, NODE, Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE, now);
    }

    private ExternalAuthority authority(String... urls) throws TrustException {
        var trust = Authority.trustOutside(root.root(), List.of(urls), Trust.CERTIFICATE_LIFE, now);
        return ExternalAuthority.of(trust, Optional.empty()).orElseThrow();
    }

    private String issue(ExternalAuthority by, SigningRequest request) throws TrustException {
        return by.issue(request.encoded(), NODE, Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE, now);
    }

    @Test
    void aCertificateIsAskedForAsThePeerDoesIt() throws Exception {
        var request = SigningRequest.create();
        var made = request.certified(issue(authority(url), request));
        assertThat(made.subject()).isEqualTo(new Subject(NODE, Node.Role.MANAGER, CLUSTER));
        var body = asked.get();
        assertThat(body.path("hosts").toString()).isEqualTo("[\"swarm-manager\",\"n1\",\"swarm-ca\"]");
        assertThat(body.path("subject").toString())
                .isEqualTo("{\"CN\":\"n1\",\"names\":[{\"OU\":\"swarm-manager\",\"O\":\"c1\"}]}");
        assertThat(body.path("certificate_request").asText()).startsWith("-----BEGIN CERTIFICATE REQUEST-----\n");
    }

    @Test
    void whenOneDoesNotAnswerTheNextIsAsked() throws Exception {
        var request = SigningRequest.create();
        assertThat(issue(authority("https://" + HOST + ":1/sign", url), request))
                .contains("BEGIN CERTIFICATE");
        server.stop(0);
        assertThatThrownBy(() -> issue(authority(url), request)).hasMessageStartingWith("no external CA signs: " + url);
    }

    @Test
    void whatIsNotWhatWasAskedForIsNotBelieved() throws Exception {
        var request = SigningRequest.create();
        var stranger = Authority.create(now);
        var wrong = Map.<String, Answering>of(
                "something else",
                asked ->
                        root.issue(asked, new NodeId("other"), Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE, now),
                "does not lead to the swarm's root",
                asked -> stranger.issue(asked, NODE, Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE, now),
                "not today",
                _ -> {
                    throw new TrustException("not today");
                },
                "no certificate",
                _ -> "nonsense");
        for (var each : wrong.entrySet()) {
            answers = each.getValue();
            assertThatThrownBy(() -> issue(authority(url), request)).hasMessageContaining(each.getKey());
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsNotAsked() throws Exception {
        var other = Authority.create(now);
        var trust = Authority.trustOutside(other.root(), List.of(url), Trust.CERTIFICATE_LIFE, now);
        var by = ExternalAuthority.of(trust, Optional.empty()).orElseThrow();
        assertThatThrownBy(() -> issue(by, SigningRequest.create())).hasMessageStartingWith("no external CA signs");
        assertThat(asked.get().isEmpty()).isTrue();
    }

    @Test
    void aRootOfTheSwarmsOwnTakesThePlaceOfTheExternalOne() throws Exception {
        answers = _ -> root.crossSign(Pem.certificates(authorityOfRequest.get()).getFirst(), now);
        var next = Authority.create(now);
        authorityOfRequest.set(next.root());
        var trust = Authority.trustOutside(root.root(), List.of(url), Trust.CERTIFICATE_LIFE, now);
        var begun = new NextRoot(trust, Optional.empty(), now)
                .begin(new NextRoot.Wish(
                        next.root(), Pem.key(Pem.key(next.keyBytes().toArray())), List.of()));
        assertThat(asked.get().path("profile").asText()).isEqualTo("CA");
        assertThat(begun.rotation().orElseThrow().rootKey()).isPresent();
        var request = SigningRequest.create();
        var chain = Authority.of(begun)
                .orElseThrow()
                .issue(request.encoded(), NODE, Node.Role.WORKER, CLUSTER, Trust.CERTIFICATE_LIFE, now);
        assertThat(request.certified(chain).leadsTo(root.root())).isTrue();
        assertThat(request.certified(chain).leadsTo(next.root())).isTrue();
    }

    private final AtomicReference<String> authorityOfRequest = new AtomicReference<>("");
}
