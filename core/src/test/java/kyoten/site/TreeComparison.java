package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import kyoten.causal.Dot;
import kyoten.site.message.Absorb;
import kyoten.site.message.AbsorbHead;
import kyoten.site.message.KeyPart;
import kyoten.site.message.RunningHash;

/** Compares the trees of two roots, and cuts what differs into the parts of an exchange, rule X5. */
final class TreeComparison {
    private static final int FEW = 3;

    private final StreamState mine;
    private final StreamState other;
    private final TreeMap<ByteString, Boolean> differing =
            new TreeMap<>(ByteString.unsignedLexicographicalComparator());

    private TreeComparison(StreamState mine, StreamState other) {
        this.mine = mine;
        this.other = other;
    }

    /** The parts that bring a stream of one store up to what another store held. */
    static List<Absorb> parts(Store base, Store root, int stream, Random random) {
        TreeComparison comparison =
                new TreeComparison(base.streams().get(stream), root.streams().get(stream));
        comparison.compare(HashRange.WHOLE);
        comparison.other.ahead().keySet().forEach(key -> comparison.differing.put(key, true));
        return comparison.parts(root, stream, random);
    }

    private void compare(HashRange range) {
        HashTree.Summary here = mine.tree().summary(range);
        HashTree.Summary there = other.tree().summary(range);
        if (here.equals(there)) {
            return;
        } else if (range.isSingle() || here.keys() + there.keys() <= FEW) {
            mine.tree().entries(range).forEach(entry -> differing.put(entry.key(), true));
            other.tree().entries(range).forEach(entry -> differing.put(entry.key(), true));
            return;
        }
        for (int i = 0; i < HashRange.CHILDREN; i++) {
            compare(range.child(i));
        }
    }

    private List<Absorb> parts(Store root, int stream, Random random) {
        List<KeyPart> keys = new ArrayList<>();
        List<ByteString> absent = new ArrayList<>();
        for (ByteString key : differing.keySet()) {
            if (root.keys().get(key).exists(state -> !state.isAbsent())) {
                keys.addAll(torn(Keys.message(key, root.key(key).siblings()), random));
            } else {
                absent.add(key);
            }
        }
        long exchange = random.nextLong();
        List<Absorb> parts = new ArrayList<>();
        do {
            Absorb.Builder part =
                    Absorb.newBuilder().setStream(stream).setExchange(exchange).setOrdinal(parts.size());
            take(keys, random).forEach(part::addKeys);
            take(absent, random).forEach(part::addAbsent);
            parts.add(part.build());
        } while (!keys.isEmpty() || !absent.isEmpty());
        parts.set(0, parts.get(0).toBuilder().setHead(head()).build());
        int last = parts.size() - 1;
        parts.set(last, parts.get(last).toBuilder().setCompletes(true).build());
        return parts;
    }

    /** A key in one part, or in two. */
    private static List<KeyPart> torn(KeyPart key, Random random) {
        int cut = random.nextInt(key.getSiblingsCount() + 1);
        KeyPart.Builder first = key.toBuilder().clearSiblings();
        first.addAllSiblings(key.getSiblingsList().subList(0, cut));
        KeyPart.Builder second = KeyPart.newBuilder().setKey(key.getKey());
        second.addAllSiblings(key.getSiblingsList().subList(cut, key.getSiblingsCount()));
        return random.nextBoolean() ? List.of(key) : List.of(first.build(), second.build());
    }

    private static <T> List<T> take(List<T> from, Random random) {
        List<T> front = from.subList(0, Math.min(from.size(), random.nextInt(3)));
        List<T> taken = new ArrayList<>(front);
        front.clear();
        return Collections.unmodifiableList(taken);
    }

    private AbsorbHead head() {
        AbsorbHead.Builder head = AbsorbHead.newBuilder()
                .setRoot(Vectors.message(other.applied()))
                .setBase(Vectors.message(mine.applied()))
                .setCollected(Vectors.message(other.collected()));
        for (Tuple2<kyoten.causal.Origin, OriginLog> log : other.logs()) {
            Dot last = new Dot(log._1, log._2.last());
            head.addHashes(RunningHash.newBuilder()
                    .setSite(last.origin().site().name())
                    .setEpoch(last.origin().epoch())
                    .setHash(log._2.hash()));
        }
        return head.build();
    }
}
