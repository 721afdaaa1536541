package io.stackctl.wire;

import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Transaction;
import io.stackctl.wire.proto.TransactionMessage;

/** Transactions: what one entry of the log holds. */
public final class TransactionCodec {
    private TransactionCodec() {}

    public static byte[] toBytes(Transaction transaction) {
        return toMessage(transaction).toByteArray();
    }

    public static Transaction fromBytes(byte[] bytes) throws DecodeException {
        return fromMessage(Decoding.parse(TransactionMessage.parser(), bytes));
    }

    public static TransactionMessage toMessage(Transaction transaction) {
        var message = TransactionMessage.newBuilder()
                .setBasedOn(transaction.basedOn().value())
                .setAt(Scalars.toMessage(transaction.at()))
                .setReason(transaction.reason());
        transaction.answers().forEach(request -> message.addAnswers(request.value()));
        transaction.changes().forEach(change -> message.addChanges(ChangeCodec.toMessage(change)));
        return message.build();
    }

    public static Transaction fromMessage(TransactionMessage message) throws DecodeException {
        return Decoding.decode(message, TransactionCodec::read);
    }

    private static Transaction read(TransactionMessage message) throws DecodeException {
        return new Transaction(
                new Revision(message.getBasedOn()),
                Scalars.fromMessage(message.getAt()),
                message.getReason(),
                Decoding.each(message.getAnswersList(), RequestId::new),
                Decoding.each(message.getChangesList(), ChangeCodec::read));
    }
}
