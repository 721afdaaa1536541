package io.stackctl.node.trust;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * Signs the certificates of nodes with the cluster's root. Whom a certificate names is said by the caller, never by the
 * request: only the request's public key counts, and that its sender has the private one.
 */
public final class Authority implements Issuer {
    private static final String ROOT_NAME = "CN=swarm-ca";
    /** Name by which machines that join, and have no certificate yet, know a manager; docker's. */
    static final String JOIN_NAME = "swarm-ca";

    private static final Duration ROOT_LIFE = Duration.ofDays(7300);
    /** For clocks that differ; docker does the same. */
    static final Duration BACK_DATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 159;

    private final X509Certificate certificate;
    private final PrivateKey key;
    /** What leads from this authority to a root that nodes trust; empty for the root itself. */
    private final List<X509Certificate> above;

    private Authority(X509Certificate certificate, PrivateKey key, List<X509Certificate> above) {
        this.certificate = certificate;
        this.key = key;
        this.above = List.copyOf(above);
    }

    /** A root nobody has yet. */
    public static Authority create(Instant now) {
        var keys = Signing.newKey();
        var name = new X500Principal(ROOT_NAME);
        var builder = new JcaX509v3CertificateBuilder(
                name,
                newSerial(),
                Date.from(now.minus(BACK_DATED)),
                Date.from(now.plus(ROOT_LIFE)),
                name,
                keys.getPublic());
        return new Authority(
                signedAuthority(builder, keys.getPublic(), keys.getPrivate()), keys.getPrivate(), List.of());
    }

    /**
     * The user's own root.
     *
     * @throws TrustException it cannot serve as one; says why
     */
    public static Authority of(String certificate, String key, Instant now) throws TrustException {
        return of(certificate, Pem.key(key), now);
    }

    private static Authority of(String certificate, PrivateKey key, Instant now) throws TrustException {
        return new Authority(
                Roots.checked(certificate, key.getAlgorithm(), now, own -> Signing.fits(key, own)), key, List.of());
    }

    /** The authority that signs for a cluster now; empty when certificates are signed outside of it. */
    public static Optional<Authority> of(Trust trust) {
        try {
            if (trust.rotation().isPresent()) {
                var rotation = trust.rotation().get();
                if (rotation.rootKey().isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new Authority(
                        Pem.certificates(rotation.root()).getFirst(),
                        Pem.key(rotation.rootKey().get().toArray()),
                        Pem.certificates(rotation.crossSigned())));
            }
            if (trust.rootKey().isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Authority(
                    Pem.certificates(trust.root()).getFirst(),
                    Pem.key(trust.rootKey().get().toArray()),
                    List.of()));
        } catch (TrustException e) {
            throw new IllegalStateException("the cluster's root was checked before it was stored", e);
        }
    }

    /** What a new cluster with this root shall keep; with new secrets for both tokens. */
    public Trust trust(Duration certificateLife) {
        return new Trust(
                root(),
                Optional.of(keyBytes()),
                certificateLife,
                JoinToken.newSecret(),
                JoinToken.newSecret(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** As above, with external CAs that sign for this root too. */
    public Trust trust(Duration certificateLife, List<String> urls) throws TrustException {
        return trust(certificateLife).withExternals(externals(urls, root()));
    }

    /**
     * What a new cluster shall keep whose certificates are signed outside of it.
     *
     * @throws TrustException the root cannot serve as one, or nobody would sign; says why
     */
    public static Trust trustOutside(String root, List<String> urls, Duration certificateLife, Instant now)
            throws TrustException {
        var pem = Pem.certificates(List.of(Roots.checked(root, now)));
        if (urls.isEmpty()) {
            throw new TrustException("a root without its key needs an external CA that has it");
        }
        return new Trust(
                pem,
                Optional.empty(),
                certificateLife,
                JoinToken.newSecret(),
                JoinToken.newSecret(),
                Optional.empty(),
                externals(urls, pem),
                Optional.empty());
    }

    static List<Trust.External> externals(List<String> urls, String root) throws TrustException {
        for (var url : urls) {
            ExternalAuthority.check(url);
        }
        return urls.stream().map(url -> new Trust.External(url, root)).toList();
    }

    String root() {
        return Pem.certificates(List.of(certificate));
    }

    Bytes keyBytes() {
        return Bytes.of(key.getEncoded());
    }

    X509Certificate certificate() {
        return certificate;
    }

    @Override
    public String issue(byte[] request, NodeId node, Node.Role role, ClusterId cluster, Duration life, Instant now)
            throws TrustException {
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, cluster.value())
                .addRDN(BCStyle.OU, Subject.unit(role))
                .addRDN(BCStyle.CN, node.value())
                .build();
        var asked = proven(request);
        var end = now.plus(life);
        var last = certificate.getNotAfter().toInstant();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    newSerial(),
                    Date.from(now.minus(BACK_DATED)),
                    Date.from(end.isBefore(last) ? end : last),
                    new X500Principal(subject.getEncoded()),
                    asked);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, names(node, role));
            identify(builder, asked);
            var signed = signed(builder, key);
            return Pem.certificates(
                    Stream.concat(Stream.of(signed), above.stream()).toList());
        } catch (IOException e) {
            throw new IllegalStateException("a certificate cannot be put together", e);
        }
    }

    /** Another authority's key in a certificate of this one: who trusts this one can follow it to the other. */
    String crossSign(X509Certificate next, Instant now) {
        var builder = new JcaX509v3CertificateBuilder(
                certificate,
                newSerial(),
                Date.from(now.minus(BACK_DATED)),
                certificate.getNotAfter(),
                next.getSubjectX500Principal(),
                next.getPublicKey());
        return Pem.certificates(List.of(signedAuthority(builder, next.getPublicKey(), key)));
    }

    /** A request for a certificate of this authority's key, PKCS #10. */
    byte[] request() {
        return SigningRequest.encoded(certificate.getSubjectX500Principal(), certificate.getPublicKey(), key);
    }

    /** The request's key, whose owner sent it. */
    static PublicKey proven(byte[] request) throws TrustException {
        try {
            var asked = new JcaPKCS10CertificationRequest(request);
            if (!asked.isSignatureValid(new JcaContentVerifierProviderBuilder().build(asked.getPublicKey()))) {
                throw new TrustException("the signing request is not signed with its own key");
            }
            return asked.getPublicKey();
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException e) {
            throw new TrustException("the signing request cannot be read", e);
        }
    }

    private static GeneralNames names(NodeId node, Node.Role role) {
        var names = Stream.of(Subject.unit(role), node.value());
        var all = role == Node.Role.MANAGER ? Stream.concat(names, Stream.of(JOIN_NAME)) : names;
        return new GeneralNames(
                all.map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new));
    }

    /** By the identifier of the authority's key alone: with its serial number a cross-signed twin would not fit. */
    private void identify(X509v3CertificateBuilder builder, PublicKey subject) throws IOException {
        try {
            var extensions = new JcaX509ExtensionUtils();
            var own = Optional.ofNullable(certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId()));
            if (own.isPresent()) {
                var identifier = SubjectKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(own.get()));
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new AuthorityKeyIdentifier(identifier.getKeyIdentifier()));
            }
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1 for key identifiers", e);
        }
    }

    private static X509Certificate signedAuthority(
            X509v3CertificateBuilder builder, PublicKey subject, PrivateKey signer) {
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subject));
            return signed(builder, signer);
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("a root certificate cannot be made", e);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(Signing.algorithm(signer)).build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate cannot be signed", e);
        }
    }

    private static BigInteger newSerial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
    }
}
