package io.stackctl.node.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.spec.Subnet;
import org.junit.jupiter.api.Test;

class MachineAddressesTest {
    private static Subnet subnet(String text) {
        return Subnet.parse(text).orElseThrow();
    }

    @Test
    void anInterfaceWithAnAddressOfTheSubnetIsNamed() {
        assertThat(MachineAddresses.userOf(subnet("127.0.0.0/24"), "br-1")).contains("lo has 127.0.0.1");
    }

    @Test
    void theNetworksOwnInterfaceAndAForeignSubnetAreNoMatter() {
        assertThat(MachineAddresses.userOf(subnet("127.0.0.0/24"), "lo")).isEmpty();
        assertThat(MachineAddresses.userOf(subnet("203.0.113.0/24"), "br-1")).isEmpty();
    }
}
