package kyoten.geo;

import com.google.protobuf.ByteString;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Fetched;
import kyoten.geo.message.StreamKeys;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.site.Keys;
import kyoten.site.Store;
import kyoten.site.Vectors;
import kyoten.site.message.KeyPart;
import kyoten.site.message.SiblingPart;

/** Collects what a state holds of keys, until a message is full. */
final class Fetching {
    private final Store root;
    private final int limit;
    private final Fetched.Builder fetched = Fetched.newBuilder();
    private int firstSibling;
    private int bytes;
    private int done;
    private boolean full;

    Fetching(Store root, int limit, int firstSibling) {
        this.root = root;
        this.limit = limit;
        this.firstSibling = Math.max(0, firstSibling);
    }

    /** Takes as many of these keys as fit. */
    void take(StreamKeys keys) {
        int stream = StreamTable.stream(keys.getStream());
        VersionVector applied = Vectors.vector(keys.getApplied());
        for (long keyHash : keys.getKeyHashList()) {
            if (full) {
                return;
            }
            take(stream, keyHash, applied);
        }
    }

    private void take(int stream, long keyHash, VersionVector applied) {
        for (HashTree.Entry entry : root.streams().get(stream).tree().entries(new HashRange(keyHash, Long.SIZE))) {
            take(entry.key(), root.key(entry.key()).siblings(), applied);
            if (full) {
                return;
            }
            firstSibling = 0;
        }
        done++;
        full = bytes >= limit;
    }

    /** Takes as many siblings of a key as fit, one at least. */
    private void take(ByteString key, Siblings siblings, VersionVector applied) {
        KeyPart.Builder part = KeyPart.newBuilder().setKey(key);
        if (firstSibling == 0) {
            part.setSeen(Vectors.message(siblings.seen()));
        }
        for (int i = firstSibling; i < siblings.live().size(); i++) {
            if (bytes >= limit && i > firstSibling) {
                fetched.setNextSibling(i);
                full = true;
                break;
            }
            Sibling live = siblings.live().get(i);
            SiblingPart sibling = applied.covers(live.dot()) ? Keys.applied(live.dot()) : Keys.message(live);
            part.addSiblings(sibling);
            bytes += sibling.getSerializedSize();
        }
        bytes += key.size() + part.getSeen().getSerializedSize();
        fetched.addKeys(part);
    }

    Fetched.Builder fetched() {
        return fetched.setDone(done);
    }
}
