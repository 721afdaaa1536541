package io.stackctl.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

/**
 * The rules of our proto files that protobuf itself does not check: no message holds an unknown field, and a single
 * message field without {@code optional} is present. Values of enums and cases of a oneof are checked where they are read.
 */
final class MessageCheck {
    private MessageCheck() {}

    /** Checks the message and everything in it. */
    static void check(Message message) throws DecodeException {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            var name = message.getDescriptorForType().getName();
            throw DecodeException.fromNewerVersion("a " + name + " with an unknown field");
        }
        for (var field : message.getDescriptorForType().getFields()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                checkPart(message, field);
            }
        }
    }

    private static void checkPart(Message message, FieldDescriptor field) throws DecodeException {
        if (field.isRepeated()) {
            for (int index = 0; index < message.getRepeatedFieldCount(field); index++) {
                check((Message) message.getRepeatedField(field, index));
            }
        } else if (message.hasField(field)) {
            check((Message) message.getField(field));
        } else if (field.getContainingOneof() == null) {
            // An optional field stands in a oneof of its own, which only the compiler sees.
            throw new DecodeException("a " + message.getDescriptorForType().getName() + " has no " + field.getName());
        }
    }
}
