package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogEncryptionTest {
    private final Recorder recorder = new Recorder();
    private final LogEncryption encryption =
            new LogEncryption(new Sealing(new byte[Sealing.KEY_BYTES]), new Trouble(recorder));

    private static LogEntry entry(long index, String content) {
        var entry = new LogEntry(EntryType.ENTRY_TYPE_DATA);
        entry.setId(new LogId(index, 3));
        entry.setData(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        return entry;
    }

    @Test
    void anEntryComesBackAndIsNeverInClear() {
        var sealed = encryption.encoder().encode(entry(7, "open sesame"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("sesame");
        var opened = encryption.decoder().decode(sealed);
        assertThat(opened.getId()).isEqualTo(new LogId(7, 3));
        assertThat(StandardCharsets.UTF_8.decode(opened.getData()).toString()).isEqualTo("open sesame");
    }

    @Test
    void theSameEntryIsNeverTheSameBytes() {
        assertThat(encryption.encoder().encode(entry(7, "x")))
                .isNotEqualTo(encryption.encoder().encode(entry(7, "x")));
    }

    @Test
    void everyByteCounts() {
        var sealed = encryption.encoder().encode(entry(7, "x"));
        for (int at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 0x40;
            assertThatThrownBy(() -> encryption.decoder().decode(changed))
                    .as("byte %d", at)
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> encryption.decoder().decode(new byte[3])).isInstanceOf(IllegalStateException.class);
    }
}
