package io.stackctl.node.trust;

import io.stackctl.cluster.Trust;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way from a cluster's root to another: the old root vouches for the new one, so that nodes that know only the old one
 * believe certificates of the new. The rules are the peer's.
 */
public final class NextRoot {
    private final Trust trust;
    private final Optional<NodeCredentials> own;
    private final Instant now;

    /** {@code own}: what this manager shows to an external CA. */
    public NextRoot(Trust trust, Optional<NodeCredentials> own, Instant now) {
        this.trust = trust;
        this.own = own;
        this.now = now;
    }

    /**
     * What is to be rotated to; PEM, empty for a root that is made here.
     *
     * @param rootKey empty when the urls sign
     */
    public record Wish(String root, String rootKey, List<String> urls) {
        public Wish {
            urls = List.copyOf(urls);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Wish[" + urls + "]";
        }
    }

    /** A trust with the rotation begun; with none when the wish is the root that there is, which ends one under way. */
    public Trust begin(Wish wish) throws TrustException {
        if (wish.rootKey().isEmpty() && !wish.root().isEmpty()) {
            return beginOutside(wish);
        }
        var next = wish.root().isEmpty() ? Authority.create(now) : Authority.of(wish.root(), wish.rootKey(), now);
        if (next.root().equals(trust.root()) && trust.rootKey().isPresent()) {
            return trust.with(Optional.empty());
        }
        checkOther(next.certificate());
        var crossSigned = oldAuthority().isPresent()
                ? oldAuthority().get().crossSign(next.certificate(), now)
                : oldOutside().crossSign(next.certificate(), next.request());
        return with(next.root(), Optional.of(next), crossSigned)
                .withExternals(more(Authority.externals(wish.urls(), next.root())));
    }

    private Trust beginOutside(Wish wish) throws TrustException {
        var certificate = Roots.checked(wish.root(), now);
        var root = Pem.certificates(List.of(certificate));
        if (wish.urls().isEmpty()) {
            throw new TrustException("a root without its key needs an external CA that has it");
        }
        var externals = more(Authority.externals(wish.urls(), root));
        if (root.equals(trust.root())) {
            return trust.with(Optional.empty()).withExternals(externals);
        }
        checkOther(certificate);
        var old = oldAuthority()
                .orElseThrow(() -> new TrustException(
                        "rotating from one external CA to a different external CA is not supported"));
        return with(root, Optional.empty(), old.crossSign(certificate, now)).withExternals(externals);
    }

    private void checkOther(X509Certificate next) throws TrustException {
        var present = Pem.certificates(trust.root()).getFirst();
        if (present.getPublicKey().equals(next.getPublicKey())) {
            throw new TrustException("Cannot update to a cert with an identical key");
        }
    }

    /** With the externals of the present root: they sign again if the rotation is given up. */
    private List<Trust.External> more(List<Trust.External> added) {
        var kept = trust.externals().stream()
                .filter(external -> external.root().equals(trust.root()) && !added.contains(external));
        return java.util.stream.Stream.concat(kept, added.stream()).toList();
    }

    private Trust with(String root, Optional<Authority> next, String crossSigned) {
        return trust.with(
                Optional.of(new Trust.Rotation(root, next.map(Authority::keyBytes), crossSigned, now, List.of())));
    }

    private Optional<Authority> oldAuthority() {
        return Authority.of(trust.with(Optional.empty()));
    }

    private ExternalAuthority oldOutside() throws TrustException {
        return ExternalAuthority.of(trust.with(Optional.empty()), own)
                .orElseThrow(
                        () -> new TrustException("the key of the present root is not here, and no external CA of it"
                                + " is known that could sign the new one; see swarm update --external-ca"));
    }
}
