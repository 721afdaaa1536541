package io.stackctl.node.trust;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A key that a node made for itself, and the request for a certificate of it. The key never leaves the node. */
public final class SigningRequest {
    private static final X500Principal NOBODY = new X500Principal("CN=node");

    private final KeyPair keys;
    private final byte[] encoded;

    private SigningRequest(KeyPair keys, byte[] encoded) {
        this.keys = keys;
        this.encoded = encoded;
    }

    public static SigningRequest create() {
        var keys = Signing.newKey();
        return new SigningRequest(keys, encoded(NOBODY, keys.getPublic(), keys.getPrivate()));
    }

    static byte[] encoded(X500Principal name, PublicKey key, PrivateKey signs) {
        try {
            var signer = new JcaContentSignerBuilder(Signing.algorithm(signs)).build(signs);
            return new JcaPKCS10CertificationRequestBuilder(name, key)
                    .build(signer)
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a signing request cannot be made", e);
        }
    }

    /** PKCS #10. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** The certificate that was made of this request. */
    public NodeCertificate certified(String chain) throws TrustException {
        return NodeCertificate.of(keys.getPrivate(), chain);
    }
}
