package io.stackctl.wire;

import io.grpc.Metadata;
import io.grpc.protobuf.ProtoUtils;
import io.stackctl.wire.proto.Problem;

/** Where a {@link Problem} rides along with a status, for callers that have to tell failures apart. */
public final class ProblemTrailer {
    public static final Metadata.Key<Problem> KEY =
            Metadata.Key.of("stackctl-problem-bin", ProtoUtils.metadataMarshaller(Problem.getDefaultInstance()));

    private ProblemTrailer() {}
}
