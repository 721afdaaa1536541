/**
 * The protobuf messages of specs, cluster state and protocols, and the codecs between them and our records: the only
 * place that knows both. Each codec has {@code toMessage} and {@code fromMessage}; {@link io.stackctl.wire.TransactionCodec}
 * is the widest.
 *
 * <p>Decoding is strict: what it does not know it refuses with {@link io.stackctl.wire.DecodeException}, because a value
 * that is quietly left out would be lost from a spec, or would make one manager's state differ from another's.
 */
@NullMarked
package io.stackctl.wire;

import org.jspecify.annotations.NullMarked;
