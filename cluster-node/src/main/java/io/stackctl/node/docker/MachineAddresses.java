package io.stackctl.node.docker;

import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.Subnet;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/**
 * The addresses that this machine has already. An engine makes a network whose subnet is in use on its machine without a
 * word, and from then on packets go to whichever came first.
 */
final class MachineAddresses {
    private MachineAddresses() {}

    /**
     * Who has an address of the subnet, such as {@code eth0 has 10.20.0.7}.
     *
     * @param own the interface that the network itself has
     */
    static Optional<String> userOf(Subnet subnet, String own) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(found -> !found.getName().equals(own))
                    .flatMap(found -> found.inetAddresses()
                            .map(InetAddress::getHostAddress)
                            .filter(address -> Ipv4Address.parse(address)
                                    .filter(subnet::contains)
                                    .isPresent())
                            .map(address -> found.getName() + " has " + address))
                    .findFirst();
        } catch (SocketException unreadable) {
            // A machine without any interface has no address in use either.
            return Optional.empty();
        }
    }
}
