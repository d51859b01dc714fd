package kyoten.geo;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kyoten.geo.Exchange.RangeKey;
import kyoten.geo.Exchange.Wanted;
import kyoten.geo.message.Entries;
import kyoten.site.HashTree;
import kyoten.wire.MalformedException;

/** Compares the keys of a small range at the other site with those of this site. */
final class EntriesComparison {
    private final Entries theirs;
    private final RangeKey range;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<ByteString> absent = new ArrayList<>();

    /** @throws MalformedException if the message is no range of keys */
    EntriesComparison(Entries theirs) {
        if (theirs.getKeyHashCount() != theirs.getDigestCount()) {
            throw new MalformedException(
                    theirs.getKeyHashCount() + " keys with " + theirs.getDigestCount() + " digests");
        }
        this.theirs = theirs;
        this.range = Ranges.key(theirs.getStream(), theirs.getPrefix(), theirs.getBits());
    }

    /** A key by its hash, and what it holds by its digest: two keys may have the same hash. */
    private record Version(long keyHash, long digest) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            int byHash = Long.compareUnsigned(keyHash, other.keyHash);
            return byHash != 0 ? byHash : Long.compareUnsigned(digest, other.digest);
        }
    }

    void compare(Seq<HashTree.Entry> ours) {
        Set<Version> own = new TreeSet<>();
        ours.forEach(entry -> own.add(new Version(entry.keyHash(), entry.digest())));
        Set<Long> differing = new TreeSet<>(Long::compareUnsigned);
        Set<Version> there = new TreeSet<>();
        for (int i = 0; i < theirs.getKeyHashCount(); i++) {
            Version version = new Version(theirs.getKeyHash(i), theirs.getDigest(i));
            there.add(version);
            if (!own.contains(version)) {
                differing.add(version.keyHash);
            }
        }
        differing.forEach(keyHash -> wanted.add(new Wanted(range.stream(), keyHash)));
        for (HashTree.Entry entry : ours) {
            Version version = new Version(entry.keyHash(), entry.digest());
            if (!differing.contains(entry.keyHash()) && !there.contains(version)) {
                absent.add(entry.key());
            }
        }
    }

    RangeKey range() {
        return range;
    }

    /** What is to be fetched. */
    List<Wanted> wanted() {
        return wanted;
    }

    /** The keys that the other site does not have. */
    List<ByteString> absent() {
        return absent;
    }
}
