package kyoten.geo;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import java.util.List;
import kyoten.geo.Exchange.Root;
import kyoten.site.Keys;
import kyoten.site.Store;
import kyoten.site.StreamState;
import kyoten.site.Streams;
import kyoten.site.Vectors;
import kyoten.site.message.Absorb;
import kyoten.site.message.AbsorbHead;
import kyoten.site.message.Command;
import kyoten.site.message.KeyPart;
import kyoten.site.message.RunningHash;
import kyoten.wire.MalformedException;

/** Puts what an exchange brings into the log, in numbered parts: none is taken after one that is missing. */
final class Absorbing {
    private Absorbing() {}

    /** Keys of a stream that the other site does not have. */
    static Exchange absent(GeoTurn turn, Exchange exchange, int stream, List<ByteString> keys) {
        return propose(turn, exchange, stream, Absorb.newBuilder().addAllAbsent(keys));
    }

    /** What the other site has of some keys. */
    static Exchange keys(GeoTurn turn, Exchange exchange, Iterable<KeyPart> keys) {
        SortedMap<Integer, Absorb.Builder> byStream = TreeMap.empty();
        for (KeyPart key : keys) {
            int stream = Streams.of(key.getKey());
            Store base = exchange.base();
            KeyPart whole = Keys.whole(
                    key,
                    base.key(key.getKey()).siblings(),
                    base.streams().get(stream).applied());
            byStream = byStream.put(
                    stream, byStream.get(stream).getOrElse(Absorb::newBuilder).addKeys(whole));
        }
        Exchange next = exchange;
        for (int stream : byStream.keySet()) {
            if (exchange.roots().containsKey(stream)) {
                next = propose(turn, next, stream, byStream.get(stream).get());
            }
        }
        return next;
    }

    /** The last parts: from here on the streams are as far as the other site was. */
    static Exchange last(GeoTurn turn, Exchange exchange) {
        Exchange next = keys(turn, exchange, exchange.opening().bare());
        for (int stream : exchange.roots().keySet()) {
            next = propose(turn, next, stream, Absorb.newBuilder().setCompletes(true));
        }
        return next;
    }

    private static Exchange propose(GeoTurn turn, Exchange exchange, int stream, Absorb.Builder part) {
        Root root = exchange.roots()
                .get(stream)
                .getOrElseThrow(() -> new MalformedException("stream " + stream + " is not of the exchange"));
        part.setStream(stream).setExchange(exchange.id()).setOrdinal(exchange.part(stream));
        if (exchange.part(stream) == 0) {
            part.setHead(head(exchange.base().streams().get(stream), root));
        }
        turn.propose(Command.newBuilder().setAbsorb(part));
        return exchange.putIntoLog(stream);
    }

    private static AbsorbHead head(StreamState base, Root root) {
        AbsorbHead.Builder head = AbsorbHead.newBuilder()
                .setRoot(Vectors.message(root.applied()))
                .setBase(Vectors.message(base.applied()))
                .setCollected(Vectors.message(root.collected()));
        root.hashes()
                .forEach((origin, hash) -> head.addHashes(RunningHash.newBuilder()
                        .setSite(origin.site().name())
                        .setEpoch(origin.epoch())
                        .setHash(hash)));
        return head.build();
    }
}
