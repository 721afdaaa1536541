package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One entry of a service's {@code volumes}.
 *
 * @param options which blocks of options were written; each belongs to one type
 */
public record Mount(
        Span span,
        Located<String> type,
        Optional<Located<String>> source,
        String target,
        boolean readOnly,
        Options options) {

    /** The blocks of options. {@code consistency} is for other systems than Linux, and only passed on to the peer. */
    public record Options(
            Optional<String> consistency,
            Optional<BindOptions> bind,
            Optional<VolumeOptions> volume,
            Optional<TmpfsOptions> tmpfs) {}

    public record BindOptions(Span span, Optional<String> propagation, boolean createSource) {}

    public record VolumeOptions(
            Span span, boolean noCopy, Optional<String> subpath, SortedMap<String, String> labels) {}

    /** {@code size} in bytes; absent: no limit. {@code mode}: permissions of the directory. */
    public record TmpfsOptions(Span span, Optional<Long> size, Optional<Long> mode) {}
}
