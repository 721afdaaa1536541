package io.stackctl.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.Transaction;
import io.stackctl.fixtures.RandomRecords;
import io.stackctl.spec.StackSpec;
import io.stackctl.wire.proto.Cluster;
import io.stackctl.wire.proto.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecRoundTripTest {
    private static final int DRAWS = 60;

    static Stream<Class<?>> kindsOfChange() {
        return Stream.of(Change.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kindsOfChange")
    void everyChangeComesBackEqualWhateverItHolds(Class<? extends Change> kind) throws DecodeException {
        for (int seed = 0; seed < DRAWS; seed++) {
            var change = RandomRecords.any(new Random(seed)).next(kind);
            assertThat(ChangeCodec.fromMessage(ChangeCodec.toMessage(change)))
                    .as("seed %d", seed)
                    .isEqualTo(change);
        }
    }

    /** No component of a full record has the value of one that was left out, so equality shows that all are carried. */
    @ParameterizedTest
    @MethodSource("kindsOfChange")
    void everyComponentOfAChangeIsCarried(Class<? extends Change> kind) throws DecodeException {
        for (int seed = 0; seed < DRAWS; seed++) {
            var change = RandomRecords.full(new Random(seed)).next(kind);
            assertThat(ChangeCodec.fromBytes(ChangeCodec.toBytes(List.of(change, change))))
                    .as("seed %d", seed)
                    .containsExactly(change, change);
        }
    }

    @Test
    void transactionsAndStackSpecsComeBackEqual() throws DecodeException {
        for (int seed = 0; seed < DRAWS; seed++) {
            var records = seed % 2 == 0 ? RandomRecords.any(new Random(seed)) : RandomRecords.full(new Random(seed));
            var transaction = records.next(Transaction.class);
            var spec = records.next(StackSpec.class);
            assertThat(TransactionCodec.fromBytes(TransactionCodec.toBytes(transaction)))
                    .isEqualTo(transaction);
            assertThat(SpecCodec.fromMessage(SpecCodec.toMessage(spec))).isEqualTo(spec);
        }
    }

    @Test
    void objectsComeBackEqualOnTheirOwn() throws DecodeException {
        var records = RandomRecords.full(new Random(7));
        var task = records.next(Task.class);
        var node = records.next(Node.class);
        var service = records.next(Service.class);
        var stack = records.next(Stack.class);
        var network = records.next(Network.class);
        assertThat(TaskCodec.fromMessage(TaskCodec.toMessage(task))).isEqualTo(task);
        assertThat(StatusCodec.fromMessage(StatusCodec.toMessage(task.status())))
                .isEqualTo(task.status());
        assertThat(NodeCodec.fromMessage(NodeCodec.toMessage(node))).isEqualTo(node);
        assertThat(ServiceCodec.fromMessage(ServiceCodec.toMessage(service))).isEqualTo(service);
        assertThat(StackCodec.fromMessage(StackCodec.toMessage(stack))).isEqualTo(stack);
        assertThat(NetworkCodec.fromMessage(NetworkCodec.toMessage(network))).isEqualTo(network);
    }

    @Test
    void everyFieldOfTheProtoFilesIsWritten() {
        var written = new TreeSet<String>();
        for (int seed = 0; seed < 300; seed++) {
            var records = RandomRecords.full(new Random(seed));
            collect(SpecCodec.toMessage(records.next(StackSpec.class)), written);
            var changes = new ArrayList<Change>();
            kindsOfChange().forEach(kind -> changes.add((Change) records.next(kind)));
            collect(
                    TransactionCodec.toMessage(new Transaction(
                            new Revision(1), Instant.MAX, "reason", List.of(new RequestId("a")), changes)),
                    written);
        }
        var declared = new TreeSet<String>();
        Stream.concat(
                        Spec.getDescriptor().getMessageTypes().stream(),
                        Cluster.getDescriptor().getMessageTypes().stream())
                .filter(type -> !type.getName().equals("ChangesMessage"))
                .forEach(type -> fields(type, declared));
        assertThat(declared).isNotEmpty();
        assertThat(written).containsAll(declared);
    }

    private static void fields(Descriptor type, Set<String> names) {
        type.getFields().forEach(field -> names.add(type.getName() + "." + field.getName()));
    }

    private static void collect(Message message, Set<String> names) {
        message.getAllFields().forEach((field, value) -> {
            names.add(field.getContainingType().getName() + "." + field.getName());
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                var parts = field.isRepeated() ? (List<?>) value : List.of(value);
                parts.forEach(part -> collect((Message) part, names));
            }
        });
    }

    @Test
    void damagedBytesAreARecordOrADecodeExceptionAndNothingElse() {
        var random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            var bytes = TransactionCodec.toBytes(RandomRecords.any(random).next(Transaction.class));
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                TransactionCodec.fromBytes(bytes);
            } catch (DecodeException expected) {
                assertThat(expected).hasMessageMatching("(?s)[A-Za-z].+");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void bytesThatEndEarlyAreRefused() {
        var bytes = TransactionCodec.toBytes(RandomRecords.full(new Random(3)).next(Transaction.class));
        assertThatThrownBy(() -> TransactionCodec.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(DecodeException.class)
                .hasMessageStartingWith("the bytes are no message of stackctl");
    }
}
