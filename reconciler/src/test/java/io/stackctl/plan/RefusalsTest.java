package io.stackctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Mode;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands against a deploy, in the words that the user reads. Nothing is changed then. */
class RefusalsTest {
    private final Deploys deploys = new Deploys("node-a", "node-b");

    @Test
    void aNameOfAnotherStackIsRefusedWithItsOwner() {
        deploys.deploy(Specs.with(
                Specs.stack("shop", Specs.service("shared", "shop_default")),
                List.of(Specs.secret("token", "v1")),
                List.of()));

        var spec = Specs.with(
                Specs.withNetworks(
                        Specs.stack("demo", Specs.service("shared")),
                        Specs.network("demo_default"),
                        Specs.network("shop_default")),
                List.of(Specs.secret("token", "v1")),
                List.of());

        assertThat(deploys.refused(spec))
                .containsExactly(
                        "network \"shop_default\" exists already and belongs to stack \"shop\"; choose another name,"
                                + " or declare it as external",
                        "secret \"token\" exists already and belongs to stack \"shop\"; choose another name, or"
                                + " declare it as external",
                        "service \"shared\" exists already and belongs to stack \"shop\"; choose another name");
    }

    @Test
    void whatIsExternalAndMissingIsRefusedOnceWithTheNearestName() {
        create(ObjectKind.SECRET, "db_password");
        var web = Specs.files(Specs.service("demo_web", "front"), List.of("db_pasword", "nothing_like_it"), List.of());
        var api = Specs.files(Specs.service("demo_api"), List.of("db_pasword"), List.of());

        assertThat(deploys.refused(Specs.stack("demo", api, web)))
                .containsExactly(
                        "secret \"db_pasword\" is declared as external, but could not be found; did you mean"
                                + " \"db_password\"?",
                        "network \"front\" is declared as external, but could not be found; create it first",
                        "secret \"nothing_like_it\" is declared as external, but could not be found; create it"
                                + " first");
    }

    @Test
    void anExternalSecretIsPinnedToItsVersion() {
        create(ObjectKind.SECRET, "db_password");
        deploys.deploy(Specs.stack("demo", Specs.files(Specs.service("demo_web"), List.of("db_password"), List.of())));

        var web = Owners.service(deploys.state(), "demo_web").orElseThrow();
        assertThat(deploys.state().spec(web).container().secrets().getFirst().version())
                .contains(new ContentVersion("v-db_password"));
    }

    @Test
    void aPublishedPortOfAnotherServiceIsRefusedInThePeersWords() {
        deploys.deploy(shop(PortSpec.PublishMode.INGRESS));
        var id = Owners.service(deploys.state(), "shop_web").orElseThrow().id();

        assertThat(deploys.refused(demo(PortSpec.PublishMode.INGRESS)))
                .containsExactly("port '80' is already in use by service 'shop_web' (" + id
                        + ") as an ingress port; service \"demo_web\" needs another one");
        assertThat(deploys.refused(demo(PortSpec.PublishMode.HOST))).hasSize(1);
    }

    @Test
    void portsInHostModeMeetOnTheNodesAndAreNotRefused() {
        deploys.deploy(shop(PortSpec.PublishMode.HOST));

        assertThat(deploys.deploy(demo(PortSpec.PublishMode.HOST)).isEmpty()).isFalse();
    }

    @Test
    void twoServicesOfOneFileCannotPublishOnePort() {
        assertThat(deploys.refused(Specs.stack(
                        "demo",
                        Specs.ports(Specs.service("demo_a"), Specs.port(80, 80, PortSpec.PublishMode.INGRESS)),
                        Specs.ports(Specs.service("demo_b"), Specs.port(80, 8080, PortSpec.PublishMode.INGRESS)))))
                .singleElement()
                .asString()
                .contains("service 'demo_a'");
    }

    @Test
    void aPrunedServiceGivesItsPortToItsSuccessorAtOnce() {
        deploys.deploy(demo(PortSpec.PublishMode.INGRESS));
        var renamed = Specs.ports(Specs.service("demo_www"), Specs.port(80, 80, PortSpec.PublishMode.INGRESS));

        assertThat(deploys.refused(Specs.stack("demo", renamed))).hasSize(1);
        deploys.deploy(Specs.stack("demo", renamed), Deploys.PRUNE);

        assertThat(deploys.state().services().values().filter(Service::removing))
                .extracting(Service::name)
                .containsExactly("demo_web");
    }

    @Test
    void theKindOfAModeNeverChanges() {
        deploys.deploy(Specs.stack("demo", Specs.service("demo_web")));

        assertThat(deploys.refused(Specs.stack("demo", Specs.service("demo_web").withMode(new Mode.Global()))))
                .containsExactly("service mode change is not allowed: \"demo_web\" is replicated and cannot become"
                        + " global; give the service another name, or remove it first");
    }

    @Test
    void aNetworkInUseCannotChangeAndAnUnusedOneIsMadeAnew() {
        var stack = Specs.stack("demo", Specs.service("demo_web"));
        deploys.deploy(Specs.withNetworks(stack, Specs.network("demo_default"), Specs.network("demo_idle")));

        var internal = Specs.internal(Specs.network("demo_default"));
        assertThat(deploys.refused(Specs.withNetworks(stack, internal)))
                .containsExactly("network \"demo_default\" cannot change (internal) while it is in use by demo_web;"
                        + " give the network another name, or remove those services first");

        var plan = deploys.deploy(
                Specs.withNetworks(stack, Specs.network("demo_default"), Specs.internal(Specs.network("demo_idle"))));
        assertThat(plan.steps())
                .filteredOn(step -> step.subject().name().equals("demo_idle"))
                .singleElement()
                .extracting(step -> ((PlanStep.Change) step).effect())
                .isEqualTo(new Effect.Remade());
    }

    @Test
    void whatNoNodeCanRunIsRefusedWithAReasonForEach() {
        var spec = Specs.stack("demo", Specs.constrained(Specs.service("demo_web"), "node.labels.zone==a"));

        assertThat(deploys.refused(spec))
                .containsExactly("no node of the cluster can run service \"demo_web\":"
                        + "\n  node-a: does not meet node.labels.zone==a (it has none)"
                        + "\n  node-b: does not meet node.labels.zone==a (it has none)"
                        + "\n  (--allow-pending deploys all the same)");
        assertThat(deploys.accepted(spec, new DeployOptions(false, true))
                        .placement()
                        .waiting())
                .containsExactly(new PlacementPreview.Waiting(
                        "web", 2, "no suitable node (scheduling constraints not satisfied on 2 nodes)"));
    }

    @Test
    void moreReplicasThanTheNodesMayHoldAreRefused() {
        var spec = Specs.atMost(Specs.service("demo_web").withMode(new Mode.Replicated(3)), 1);

        assertThat(deploys.refused(Specs.stack("demo", withReplicas(spec, 3))))
                .singleElement()
                .asString()
                .startsWith("only 2 of 3 tasks of service \"demo_web\" can be placed:\n  node-a: has its 1");
    }

    @Test
    void aNodeThatIsDownMayComeBackAndRefusesNothing() {
        for (var id : List.of("node-a", "node-b")) {
            var node = Deploys.node(id);
            deploys.change(new Change.PutNode(node.with(new Node.NodeStatus(Node.State.DOWN, "", ""), Deploys.NOW)));
        }

        var plan = deploys.accepted(Specs.stack("demo", Specs.service("demo_web")), Deploys.PLAIN);

        assertThat(plan.placement().waiting())
                .containsExactly(new PlacementPreview.Waiting(
                        "web", 2, "no suitable node (2 nodes not available for new tasks)"));
    }

    @Test
    void contentThatDidNotComeIsRefused() {
        var spec = Specs.with(
                Specs.stack("demo", Specs.service("demo_web")), List.of(Specs.secret("demo_s", "v")), List.of());
        var planned = StackPlanner.plan(deploys.state(), spec, Deploys.PLAIN, Contents.NONE, deploys.context());

        assertThat(((Planned.Refused) planned).reasons())
                .containsExactly(new Refusal.ContentMissing(new Subject(ObjectKind.SECRET, "demo_s")));
    }

    @Test
    void aServiceMadeOnItsOwnKeepsItsName() {
        var spec = Specs.service("demo_web");
        var service = new Service(
                new ServiceId("own"),
                Optional.empty(),
                "demo_web",
                SpecVersion.FIRST,
                Optional.empty(),
                Progress.SETTLED,
                List.of(),
                Deploys.NOW,
                Deploys.NOW,
                false);
        deploys.change(new Change.PutSpec(service.spec(), spec));
        deploys.change(new Change.PutService(service));

        assertThat(deploys.refused(Specs.stack("demo", spec)))
                .containsExactly("service \"demo_web\" exists already and belongs to no stack; choose another name");
    }

    private static ServiceSpec withReplicas(ServiceSpec spec, int replicas) {
        return spec.withMode(new Mode.Replicated(replicas));
    }

    private static StackSpec shop(PortSpec.PublishMode mode) {
        return Specs.stack("shop", Specs.ports(Specs.service("shop_web", "shop_default"), Specs.port(80, 80, mode)));
    }

    private static StackSpec demo(PortSpec.PublishMode mode) {
        return Specs.stack("demo", Specs.ports(Specs.service("demo_web"), Specs.port(80, 8080, mode)));
    }

    private void create(ObjectKind kind, String name) {
        var outcome = ContentPlans.create(
                deploys.state(),
                kind,
                name,
                Immutable.emptyMap(),
                new ContentVersion("v-" + name),
                Deploys.bytes("content"),
                deploys.context());
        deploys.apply(((ContentPlans.Outcome.Accepted) outcome).changes());
    }
}
