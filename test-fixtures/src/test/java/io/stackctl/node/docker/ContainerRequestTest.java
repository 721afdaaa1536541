package io.stackctl.node.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.NodeId;
import io.stackctl.fixtures.AssignmentBuilder;
import io.stackctl.node.docker.ContainerOrder.Endpoint;
import io.stackctl.node.docker.ContainerOrder.FileBind;
import io.stackctl.node.docker.ContainerOrder.Networking;
import io.stackctl.spec.Command;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.LogDriver;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.Naming;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Privileges;
import io.stackctl.spec.Resources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerRequestTest {
    private static final Owner OWNER = new Owner(new ClusterId("c1"), new NodeId("n1"));
    private static final Networking ON_FRONT =
            new Networking.Own(List.of(endpoint("net-front", "10.0.1.5"), endpoint("net-back", "10.0.2.9")));

    @Test
    void everything_a_spec_can_say_is_said_to_the_engine() throws JsonProcessingException {
        var task = AssignmentBuilder.task("t1")
                .command(new Command(
                        List.of("/entry"),
                        List.of("serve", "--fast"),
                        List.of("A=1", "GONE"),
                        Optional.of("/srv"),
                        Optional.of("app:web"),
                        List.of("audio"),
                        true,
                        true,
                        Optional.of(true)))
                .naming(new Naming(
                        Optional.of("host"),
                        Optional.of("example.org"),
                        List.of(new Naming.Host("db", "10.9.9.9")),
                        List.of("10.1.1.1"),
                        List.of("corp"),
                        List.of("use-vc")))
                .healthcheck(new Healthcheck(
                        List.of("CMD", "probe"),
                        Optional.of(Duration.ofSeconds(5)),
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(4)))
                .privileges(new Privileges(
                        List.of("CAP_BPF"),
                        List.of("ALL"),
                        Immutable.sorted(Map.of("net.core.somaxconn", "1024")),
                        List.of(new Privileges.Ulimit("nofile", 1024, -1)),
                        true,
                        true,
                        List.of("no-new-privileges:true"),
                        Optional.of(-500),
                        Optional.of("default")))
                .access(new NodeAccess(
                        List.of(new NodeAccess.Device("/dev/fuse", "/dev/fuse0", "rw")),
                        List.of("c 1:3 mr"),
                        64 << 20,
                        new NodeAccess.Namespaces(
                                Optional.of("host"),
                                Optional.of("shareable"),
                                Optional.of("host"),
                                Optional.of("private"),
                                Optional.of("host")),
                        Optional.of("/batch"),
                        Optional.of("runsc")))
                .resources(new Resources(
                        new Resources.Limit(500_000_000, 64 << 20, 100),
                        new Resources.Reservation(0, 0, Immutable.emptyMap())))
                .logDriver(new LogDriver("vendor/driver:1", Immutable.sorted(Map.of("tag", "x"))))
                .stop("SIGQUIT", Duration.ofMillis(1500))
                .label("com.example", "yes")
                .port(port(80, Optional.of(8080), PortSpec.PublishMode.HOST))
                .port(port(81, Optional.empty(), PortSpec.PublishMode.HOST))
                .port(port(443, Optional.of(443), PortSpec.PublishMode.INGRESS))
                .build();
        var mounts = List.<MountSpec>of(
                new MountSpec.Bind("/host", "/a", true, Optional.of("rslave"), false),
                new MountSpec.Bind("/made", "/b", false, Optional.empty(), true),
                new MountSpec.Volume(
                        Optional.of("data"),
                        "/c",
                        false,
                        true,
                        Optional.of("sub/folder"),
                        Immutable.sorted(Map.of("k", "v")),
                        Optional.of(new MountSpec.Driver("nfs", Immutable.sorted(Map.of("o", "ro"))))),
                new MountSpec.Tmpfs("/d", false, 1024, Optional.of(01777)));
        var order = new ContainerOrder(
                Labels.containerName(task),
                "t1",
                task.spec(),
                Labels.of(task, OWNER),
                task.spec().container().command().environment(),
                task.spec().container().naming().hostname(),
                mounts,
                List.of(new FileBind(Path.of("/run/secrets/t1/0"), "/run/secrets/password")),
                ON_FRONT);

        assertThat(json(ContainerRequest.of(order).toString())).isEqualTo(json("""
                {"Image": "app:1", "Entrypoint": ["/entry"], "Cmd": ["serve", "--fast"], "WorkingDir": "/srv",
                 "User": "app:web", "Tty": true, "OpenStdin": true, "Env": ["A=1", "GONE"], "Hostname": "host",
                 "Domainname": "example.org", "StopSignal": "SIGQUIT", "StopTimeout": 2,
                 "Labels": {"com.docker.swarm.node.id": "n1", "com.docker.swarm.service.id": "id-of-web",
                   "com.docker.swarm.service.name": "web", "com.docker.swarm.task": "", "com.docker.swarm.task.id": "t1",
                   "com.docker.swarm.task.name": "web.1.t1", "com.example": "yes", "io.stackctl.cluster": "c1",
                   "io.stackctl.node": "n1", "io.stackctl.service": "id-of-web", "io.stackctl.task": "t1",
                   "io.stackctl.version": "1"},
                 "Healthcheck": {"Test": ["CMD", "probe"], "Interval": 5000000000, "Timeout": 2000000000,
                   "StartPeriod": 30000000000, "StartInterval": 1000000000, "Retries": 4},
                 "ExposedPorts": {"80/tcp": {}, "81/tcp": {}, "443/tcp": {}},
                 "HostConfig": {"RestartPolicy": {"Name": "no"}, "NetworkMode": "net-front",
                   "PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "8080"}],
                     "81/tcp": [{"HostIp": "", "HostPort": ""}]},
                   "Mounts": [
                     {"Type": "bind", "Target": "/a", "ReadOnly": true, "Source": "/host",
                       "BindOptions": {"Propagation": "rslave"}},
                     {"Type": "volume", "Target": "/c", "ReadOnly": false, "Source": "data", "VolumeOptions":
                       {"NoCopy": true, "Labels": {"k": "v"}, "Subpath": "sub/folder",
                        "DriverConfig": {"Name": "nfs", "Options": {"o": "ro"}}}},
                     {"Type": "tmpfs", "Target": "/d", "ReadOnly": false,
                       "TmpfsOptions": {"SizeBytes": 1024, "Mode": 1023}},
                     {"Type": "bind", "Source": "/run/secrets/t1/0", "Target": "/run/secrets/password",
                       "ReadOnly": true}],
                   "Binds": ["/made:/b:rw"], "CapAdd": ["CAP_BPF"], "CapDrop": ["ALL"],
                   "SecurityOpt": ["no-new-privileges:true"], "Sysctls": {"net.core.somaxconn": "1024"},
                   "Ulimits": [{"Name": "nofile", "Soft": 1024, "Hard": -1}], "ReadonlyRootfs": true,
                   "Privileged": true, "OomScoreAdj": -500, "Isolation": "default", "GroupAdd": ["audio"],
                   "Devices": [{"PathOnHost": "/dev/fuse", "PathInContainer": "/dev/fuse0",
                     "CgroupPermissions": "rw"}], "DeviceCgroupRules": ["c 1:3 mr"], "ShmSize": 67108864,
                   "PidMode": "host", "IpcMode": "shareable", "UsernsMode": "host", "CgroupnsMode": "private",
                   "UTSMode": "host", "CgroupParent": "/batch", "Runtime": "runsc",
                   "Init": true, "ExtraHosts": ["db:10.9.9.9"],
                   "LogConfig": {"Type": "vendor/driver:1", "Config": {"tag": "x"}},
                   "NanoCpus": 500000000, "Memory": 67108864, "PidsLimit": 100},
                 "NetworkingConfig": {"EndpointsConfig": {"net-front":
                   {"IPAMConfig": {"IPv4Address": "10.0.1.5"}, "MacAddress": "02:42:0a:00:01:05"}}}}
                """));
        assertThat(ContainerRequest.needs(order)).isEqualTo(ApiVersion.VOLUME_SUBPATH);
        assertThat(ContainerRequest.unheard(order, ApiVersion.OLDEST)).isPresent();
        assertThat(ContainerRequest.unheard(order, ApiVersion.OURS)).isEmpty();
    }

    @Test
    void what_a_spec_leaves_out_is_left_to_image_and_engine() {
        var task = AssignmentBuilder.task("t1").build();
        var order = new ContainerOrder(
                Labels.containerName(task),
                "t1",
                task.spec(),
                Labels.of(task, OWNER),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                new Networking.Predefined("host"));

        var body = ContainerRequest.of(order);

        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly("Image", "Tty", "OpenStdin", "StopTimeout", "Labels", "HostConfig");
        assertThat(body.path("HostConfig").path("NetworkMode").asText()).isEqualTo("host");
        assertThat(ContainerRequest.needs(order)).isEqualTo(ApiVersion.OLDEST);
    }

    private static Endpoint endpoint(String network, String address) {
        return new Endpoint(network, Ipv4Address.parse(address).orElseThrow(), Immutable.emptyMap());
    }

    private static PortSpec port(int target, Optional<Integer> published, PortSpec.PublishMode mode) {
        return new PortSpec(target, published, PortSpec.Protocol.TCP, mode, Optional.empty());
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
