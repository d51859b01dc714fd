package kyoten.site;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kyoten.causal.VersionVector;
import kyoten.site.message.ContextBody;
import kyoten.site.message.SealedContext;
import kyoten.wire.MalformedException;

/**
 * Makes the contexts that clients carry, and tells them from others, rule S6. A context is sealed under the key of the
 * cluster together with the key that it is for: a forged one could delete what nobody has read.
 */
public final class ContextSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;

    private final Mac keyed;

    /** @param clusterKey 16 bytes or more */
    ContextSeal(ByteString clusterKey) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(clusterKey.toByteArray(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** A number that tells cluster keys apart, and from which none can be guessed. */
    public static long fingerprint(ByteString clusterKey) {
        byte[] mac = new ContextSeal(clusterKey).mac(ByteString.copyFromUtf8("which cluster"));
        return ByteBuffer.wrap(mac).getLong();
    }

    /** What is known of a key, for its client. */
    ByteString seal(ByteString key, VersionVector vector) {
        ByteString body = ContextBody.newBuilder()
                .setKey(key)
                .setVector(Vectors.message(vector))
                .build()
                .toByteString();
        return SealedContext.newBuilder()
                .setBody(body)
                .setMac(ByteString.copyFrom(mac(body)))
                .build()
                .toByteString();
    }

    /** What a client's context is worth at a key. */
    enum Verdict {
        GOOD,
        FORGED,
        OF_ANOTHER_KEY
    }

    /** Examines what a client brings as a context. The empty context is good anywhere. */
    Verdict examine(ByteString key, ByteString sealed) {
        if (sealed.isEmpty()) {
            return Verdict.GOOD;
        }
        try {
            SealedContext context = SealedContext.parseFrom(sealed);
            byte[] claimed = context.getMac().toByteArray();
            if (!MessageDigest.isEqual(claimed, mac(context.getBody()))) {
                return Verdict.FORGED;
            }
            ByteString itsKey = ContextBody.parseFrom(context.getBody()).getKey();
            return itsKey.equals(key) ? Verdict.GOOD : Verdict.OF_ANOTHER_KEY;
        } catch (InvalidProtocolBufferException e) {
            return Verdict.FORGED;
        }
    }

    /**
     * The vector in a context that has been examined.
     *
     * @throws MalformedException if there is none
     */
    static VersionVector open(ByteString sealed) {
        if (sealed.isEmpty()) {
            return VersionVector.empty();
        }
        try {
            ByteString body = SealedContext.parseFrom(sealed).getBody();
            return Vectors.vector(ContextBody.parseFrom(body).getVector());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("context of " + sealed.size() + " bytes", e);
        }
    }

    private byte[] mac(ByteString body) {
        try {
            Mac mac = (Mac) keyed.clone(); // so that the keyed one is never changed
            for (ByteBuffer part : body.asReadOnlyByteBufferList()) {
                mac.update(part);
            }
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " can be cloned", e);
        }
    }
}
