package io.stackctl.plan;

import io.stackctl.cluster.Bytes;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/*
 * The id covers every field of every service, environment values among them, and it is shown to people and kept in build
 * logs. So it is keyed like the versions of secrets: without the cluster's key nobody can try likely passwords against
 * it.
 */
/** A short name for what a plan would do, on the objects that it was made from. */
final class PlanId {
    private static final int SHOWN_BYTES = 8;
    private static final byte[] NO_KEY = new byte[32];

    private PlanId() {}

    static String of(PlanDraft draft) {
        var text = new StringBuilder(draft.spec().name());
        text.append('\n')
                .append(draft.revision().map(revision -> revision.number()).orElse(0L));
        for (var step : draft.steps) {
            text.append('\n')
                    .append(step.subject())
                    .append(' ')
                    .append(step.getClass().getSimpleName());
        }
        for (var planned : draft.planned) {
            planned.before().ifPresent(service -> text.append('\n').append(service.spec()));
            ServiceFields.of(planned.spec())
                    .all()
                    .forEach((path, field) ->
                            text.append('\n').append(path).append('=').append(field.text()));
        }
        draft.spec().networks().forEach(network -> text.append('\n').append(network));
        draft.spec().secrets().forEach(secret -> text.append('\n').append(secret));
        draft.spec().configs().forEach(config -> text.append('\n').append(config));
        var key = draft.state().settings().contentKey().map(Bytes::toArray).orElse(NO_KEY);
        return HexFormat.of().formatHex(mac(key, text.toString()), 0, SHOWN_BYTES);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            text.chars().forEach(character -> {
                mac.update((byte) (character >>> 8));
                mac.update((byte) character);
            });
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
