package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.site.message.KeyPart;
import kyoten.site.message.LocalPart;
import kyoten.site.message.SiblingPart;
import kyoten.wire.MalformedException;

/** What a site holds of keys as messages. */
public final class Keys {
    private Keys() {}

    /** A key as another site may take it over: without what is local. */
    public static KeyPart message(ByteString key, Siblings siblings) {
        return KeyPart.newBuilder()
                .setKey(key)
                .setSeen(Vectors.message(siblings.seen()))
                .addAllSiblings(siblings.live().map(Keys::message))
                .build();
    }

    /** One sibling. */
    public static SiblingPart message(Sibling sibling) {
        SiblingPart.Builder message =
                SiblingPart.newBuilder().setDot(Vectors.message(sibling.dot())).setTime(sibling.time());
        if (sibling.content() instanceof Sibling.Value value) {
            message.setValue(value.bytes());
        } else if (sibling.content() instanceof Sibling.Tombstone tombstone) {
            message.setCovers(Vectors.message(tombstone.covers()));
        } else {
            throw new IllegalArgumentException("unknown content " + sibling.content());
        }
        return message.build();
    }

    /** A sibling for a site that has applied its update: by its dot alone. */
    public static SiblingPart applied(Dot dot) {
        return SiblingPart.newBuilder()
                .setDot(Vectors.message(dot))
                .setApplied(true)
                .build();
    }

    /**
     * What another site has of a key, whole: what it left out, since it had been applied here, is put in from what is live here. An update
     * that was applied and is not live here is dead, and stays so.
     *
     * @param own the key as it was when the other site was told what had been applied
     * @param applied what that was
     * @throws MalformedException if something is left out that had not been applied
     */
    public static KeyPart whole(KeyPart part, Siblings own, VersionVector applied) {
        if (part.getSiblingsList().stream().noneMatch(SiblingPart::getApplied)) {
            return part;
        }
        KeyPart.Builder whole = part.toBuilder().clearSiblings();
        for (SiblingPart sibling : part.getSiblingsList()) {
            Dot dot = Vectors.dot(sibling.getDot());
            if (!sibling.getApplied()) {
                whole.addSiblings(sibling);
            } else if (applied.covers(dot)) {
                own.live()
                        .find(live -> live.dot().equals(dot))
                        .map(Keys::message)
                        .forEach(whole::addSiblings);
            } else {
                throw new MalformedException(dot + " comes without its content, and was not applied here");
            }
        }
        return whole.build();
    }

    static LocalPart message(Local local) {
        LocalPart.Builder message =
                LocalPart.newBuilder().setDot(Vectors.message(local.dot())).setReplaced(local.replaced());
        local.value().forEach(message::setValue);
        return message.build();
    }

    /**
     * A key's siblings after one more part of it.
     *
     * @param before of the parts before it; none for the first
     * @throws MalformedException if they are not ascending by dot
     */
    public static Siblings siblings(Siblings before, KeyPart part) {
        Vector<Sibling> live = Vector.ofAll(before.live());
        Option<Dot> last = live.lastOption().map(Sibling::dot);
        for (SiblingPart message : part.getSiblingsList()) {
            Sibling sibling = sibling(message);
            if (last.exists(dot -> dot.compareTo(sibling.dot()) >= 0)) {
                throw new MalformedException(sibling.dot() + " comes after " + last.get() + ", which is greater");
            }
            live = live.append(sibling);
            last = Option.some(sibling.dot());
        }
        return new Siblings(live, before.seen().join(Vectors.vector(part.getSeen())));
    }

    private static Sibling sibling(SiblingPart part) {
        Sibling.Content content = part.hasValue()
                ? new Sibling.Value(part.getValue())
                : new Sibling.Tombstone(Vectors.vector(part.getCovers()));
        return new Sibling(Vectors.dot(part.getDot()), part.getTime(), content);
    }

    static Local local(LocalPart part) {
        Option<ByteString> value = part.hasValue() ? Option.some(part.getValue()) : Option.none();
        return new Local(Vectors.dot(part.getDot()), value, part.getReplaced());
    }
}
