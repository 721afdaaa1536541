package io.stackctl.node.dns;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What a message from a server means for the question that we asked it. */
enum Reply {
    /** Of another id, another question, or no answer at all. */
    FOREIGN,
    /** The server cannot say; another one may. */
    UNHELPFUL,
    /** To be passed on, also when it says that there is no such name. */
    ANSWER;

    private static final int FLAG_RESPONSE = 0x8000;

    static Reply of(byte[] message, int id, Query query) {
        if (message.length < Query.HEADER_BYTES) {
            return FOREIGN;
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int flags = in.getShort(2);
        if (Short.toUnsignedInt(in.getShort(0)) != id || (flags & FLAG_RESPONSE) == 0) {
            return FOREIGN;
        }
        int code = flags & 0xF;
        boolean unhelpful = code != ResponseCode.NO_ERROR.number() && code != ResponseCode.NO_SUCH_NAME.number();
        int questions = Short.toUnsignedInt(in.getShort(4));
        if (questions == 0) {
            // Some servers leave the question out of a refusal.
            return unhelpful ? UNHELPFUL : FOREIGN;
        }
        in.position(Query.HEADER_BYTES);
        Optional<Question> answered = questions == 1 ? Question.read(in) : Optional.empty();
        if (!answered.equals(Optional.of(query.question()))) {
            return FOREIGN;
        }
        return unhelpful ? UNHELPFUL : ANSWER;
    }
}
