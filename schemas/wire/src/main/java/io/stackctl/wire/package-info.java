/** The codecs between records and protobuf messages; the only place that knows both. */
@NullMarked
package io.stackctl.wire;

import org.jspecify.annotations.NullMarked;
