package io.stackctl.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.Task;
import io.stackctl.fixtures.RandomRecords;
import io.stackctl.wire.proto.ChangeMessage;
import io.stackctl.wire.proto.DesiredMessage;
import io.stackctl.wire.proto.SlotMessage;
import io.stackctl.wire.proto.TaskMessage;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a newer or a broken writer may send is refused with a sentence, never taken with something left out. */
class StrictDecodingTest {
    private static final String UPGRADE = "was written by a newer version of stackctl: upgrade this node";

    private static TaskMessage.Builder task() {
        return TaskCodec.toMessage(RandomRecords.full(new Random(1)).next(Task.class)).toBuilder();
    }

    private static void assertRefused(TaskMessage.Builder message, String words) {
        assertThatThrownBy(() -> TaskCodec.fromMessage(message.build()))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aChangeOfAnUnknownKindAsksForAnUpgrade() {
        assertThatThrownBy(() -> ChangeCodec.fromMessage(ChangeMessage.getDefaultInstance()))
                .isInstanceOf(DecodeException.class)
                .hasMessage("a change of an unknown kind " + UPGRADE);
    }

    @Test
    void aCaseOfAOneofFromTheFutureAsksForAnUpgrade() throws Exception {
        var future = UnknownFieldSet.newBuilder()
                .addField(
                        99,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("x"))
                                .build())
                .build();
        var slot = SlotMessage.parseFrom(future.toByteString());
        assertRefused(task().setSlot(slot), "a SlotMessage with an unknown field " + UPGRADE);
    }

    @Test
    void anUnknownFieldAsksForAnUpgrade() {
        var future = UnknownFieldSet.newBuilder()
                .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        assertRefused(task().setUnknownFields(future), "a TaskMessage with an unknown field " + UPGRADE);
    }

    @Test
    void anUnknownValueOfAnEnumAsksForAnUpgrade() {
        assertRefused(task().setDesiredValue(42), UPGRADE);
        assertRefused(task().setDesired(DesiredMessage.DESIRED_UNSPECIFIED), UPGRADE);
    }

    @Test
    void aMissingPartIsNamed() {
        assertRefused(task().clearStatus(), "a TaskMessage has no status");
        assertRefused(task().clearSlot(), "a TaskMessage has no slot");
    }

    @Test
    void whatARecordRefusesIsADecodeException() {
        assertRefused(task().setVersion(0), "spec versions start at 1");
        var key = task().getKey().toBuilder().setTask("");
        assertRefused(task().setKey(key), "an id is not empty");
    }

    @Test
    void timesHaveOneForm() {
        var odd = task().getCreatedAt().toBuilder().setNanos(1_000_000_000);
        assertRefused(task().setCreatedAt(odd), "a time has 1000000000 nanoseconds");
        var far = task().getCreatedAt().toBuilder().setSeconds(Long.MAX_VALUE);
        assertRefused(task().setCreatedAt(far), "a TaskMessage holds a value that cannot be");
    }

    @Test
    void contentsNeverShowInARefusal() {
        var secret = RandomRecords.full(new Random(5)).next(Change.PutSecret.class);
        var message = ChangeCodec.toMessage(secret).toBuilder();
        message.getPutSecretBuilder().setId("").setSealed(ByteString.copyFromUtf8("open sesame"));
        assertThatThrownBy(() -> ChangeCodec.fromMessage(message.build()))
                .isInstanceOf(DecodeException.class)
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("sesame"));
    }
}
