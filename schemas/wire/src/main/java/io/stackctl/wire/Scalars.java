package io.stackctl.wire;

import com.google.protobuf.ByteString;
import io.stackctl.cluster.Bytes;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.Subnet;
import io.stackctl.wire.proto.DurationMessage;
import io.stackctl.wire.proto.InstantMessage;
import io.stackctl.wire.proto.SubnetMessage;
import java.time.Duration;
import java.time.Instant;

/** Times, addresses and bytes. */
final class Scalars {
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private Scalars() {}

    static InstantMessage toMessage(Instant instant) {
        return InstantMessage.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Instant fromMessage(InstantMessage message) throws DecodeException {
        return Instant.ofEpochSecond(message.getSeconds(), nanos(message.getNanos()));
    }

    static DurationMessage toMessage(Duration duration) {
        return DurationMessage.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    static Duration fromMessage(DurationMessage message) throws DecodeException {
        return Duration.ofSeconds(message.getSeconds(), nanos(message.getNanos()));
    }

    /** One value has one form, so that equal records are equal bytes. */
    private static int nanos(int nanos) throws DecodeException {
        if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw new DecodeException("a time has " + nanos + " nanoseconds beside its seconds");
        }
        return nanos;
    }

    static SubnetMessage toMessage(Subnet subnet) {
        return SubnetMessage.newBuilder()
                .setBase(subnet.base().bits())
                .setPrefix(subnet.prefix())
                .build();
    }

    static Subnet fromMessage(SubnetMessage message) {
        return new Subnet(new Ipv4Address(message.getBase()), message.getPrefix());
    }

    static ByteString toMessage(Bytes bytes) {
        return ByteString.copyFrom(bytes.toArray());
    }

    static Bytes fromMessage(ByteString bytes) {
        return Bytes.of(bytes.toByteArray());
    }
}
