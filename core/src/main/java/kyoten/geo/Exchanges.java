package kyoten.geo;

import io.vavr.collection.Queue;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.geo.Exchange.Opening;
import kyoten.geo.Exchange.RangeKey;
import kyoten.geo.Exchange.Root;
import kyoten.geo.Exchange.Wanted;
import kyoten.geo.message.Compare;
import kyoten.geo.message.Differences;
import kyoten.geo.message.Entries;
import kyoten.geo.message.Fetch;
import kyoten.geo.message.Fetched;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.Range;
import kyoten.geo.message.StreamHashes;
import kyoten.geo.message.StreamKeys;
import kyoten.node.Effect;
import kyoten.node.SiteId;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.site.Vectors;
import kyoten.wire.MalformedException;

/**
 * The end of an exchange that lacks what the other's log no longer holds (rule X5). It compares its own trees with those of
 * one state of the other site, fetches what differs, and puts it into its log part by part. Each message of either side goes
 * one level deeper, so that a few round trips find what differs among millions.
 *
 * <p>Both states stay as they were when the exchange began. What comes in the meantime is no part of it: the store merges
 * what the exchange brought with what is there by then, all at once, when the last part is in the log.
 */
final class Exchanges {
    /** How many ranges are asked about at once. */
    private static final int RANGES = 512;

    /** How many keys are asked for at once. */
    private static final int KEYS = 4096;

    /**
     * So many silences of the other site are waited for, and twice as many after each time that it was in vain; or so many times as long as
     * another answer took.
     */
    private static final int PATIENCE = 2;

    private static final int MOST_DOUBLINGS = 3;

    /** A state has to be kept for as long as the longest patience, and the way of the next question. */
    static final int KEPT_SILENCES = (PATIENCE << MOST_DOUBLINGS) + 4;

    private Exchanges() {}

    /** Begins to compare with a peer that can't feed some streams, unless another exchange is going on. */
    static void beginIfIdle(GeoTurn turn) {
        if (turn.lead().exchange().isDefined()) {
            return;
        }
        Option<Peer> peer =
                turn.peers().values().find(one -> !behind(one).isEmpty() && one.isHeard(turn.now(), turn.silence()));
        for (Peer with : peer) {
            Vector<Integer> streams = Vector.ofAll(behind(with));
            Exchange exchange = Exchange.begun(turn.draw(), with.member().incarnation(), turn.store(), streams);
            turn.add(new Effect.Note(
                    Marks.EXCHANGE_BEGUN, "with " + with.member().incarnation()));
            Compare.Builder opening = Compare.newBuilder();
            for (int stream : streams) {
                opening.addStreams(stream)
                        .addHashes(exchange.tree(stream).summary().hash());
            }
            compare(turn, exchange, opening);
        }
    }

    /** Whether a stream is being compared. */
    static boolean compares(GeoTurn turn, int stream) {
        return turn.lead().exchange().exists(exchange -> exchange.streams().contains(stream));
    }

    private static Vector<Integer> behind(Peer peer) {
        return peer.demand().map(demand -> demand.behind().toVector()).getOrElse(Vector.empty());
    }

    /**
     * An exchange of which nothing comes any more is given up; its parts in the log did no harm. The next one is given more time:
     * an answer may be still on a narrow way, and would be each time.
     */
    static void onTick(GeoTurn turn) {
        onStore(turn);
        for (Exchange exchange : turn.lead().exchange()) {
            int givenUp = turn.lead().givenUp();
            if (turn.now() - exchange.movedAt() > patience(turn, exchange, givenUp)) {
                turn.add(new Effect.Note(Marks.EXCHANGE_GIVEN_UP, "with " + exchange.with()));
                end(turn, givenUp + 1);
            }
        }
        beginIfIdle(turn);
    }

    /** What came before tells how narrow the way is: full answers take alike. */
    private static long patience(GeoTurn turn, Exchange exchange, int givenUp) {
        long usual = (PATIENCE << Math.min(givenUp, MOST_DOUBLINGS)) * turn.silence();
        long most = (PATIENCE << MOST_DOUBLINGS) * turn.silence();
        return Math.min(most, Math.max(usual, PATIENCE * exchange.last().slowest()));
    }

    /** The question that a peer has not answered yet, as a number unlike that of any other; 0 if there is none. */
    static long asking(GeoTurn turn, Peer peer) {
        return turn.lead()
                .exchange()
                .filter(exchange -> !exchange.closing()
                        && exchange.with().equals(peer.member().incarnation()))
                .map(exchange -> exchange.id() + exchange.question())
                .getOrElse(0L);
    }

    /**
     * A peer said which question it was told of. If it is the one that waits, the answer left before this did, however narrow the way, and
     * can't be later by more than what one message may take longer than another. If it does not come, it was lost, or the question was: to
     * be patient would be in vain, and the next one needs no more time.
     */
    static void onHeardAsking(GeoTurn turn, Peer peer, long question) {
        long asked = asking(turn, peer);
        if (asked == 0 || asked != question) {
            return;
        }
        Exchange exchange = turn.lead().exchange().get();
        if (exchange.last().heardAt().isEmpty()) {
            turn.set(turn.lead().withExchange(Option.some(exchange.heard(turn.now()))));
        } else if (turn.now() - exchange.last().heardAt().get() > turn.silence()) {
            turn.add(new Effect.Note(Marks.EXCHANGE_GIVEN_UP, "with " + exchange.with() + ", lost"));
            end(turn, turn.lead().givenUp());
        }
    }

    /** The store has changed: an exchange has come to its end, or can't any more. */
    static void onStore(GeoTurn turn) {
        for (Exchange exchange : turn.lead().exchange()) {
            if (exchange.closing() && isClosed(turn, exchange)) {
                end(turn, 0);
            } else if (isVoid(turn, exchange)) {
                turn.add(new Effect.Note(Marks.EXCHANGE_VOID, "with " + exchange.with()));
                end(turn, turn.lead().givenUp());
            }
        }
    }

    /**
     * Whether an update has come in between that the other state had and this site's had not when they were compared: the
     * store takes no part of the exchange any more.
     */
    private static boolean isVoid(GeoTurn turn, Exchange exchange) {
        return exchange.roots().exists(root -> {
            VersionVector applied = turn.store().streams().get(root._1).applied();
            VersionVector base = exchange.base().streams().get(root._1).applied();
            return !applied.covers(root._2.applied()) && !base.covers(applied.meet(root._2.applied()));
        });
    }

    private static boolean isClosed(GeoTurn turn, Exchange exchange) {
        return exchange.roots()
                .forAll(root -> turn.store().streams().get(root._1).applied().covers(root._2.applied()));
    }

    /** Those who could not feed some streams are asked again: this site has got further. */
    private static void end(GeoTurn turn, int givenUp) {
        turn.set(turn.lead().withoutExchange(givenUp));
        for (Peer peer : turn.peers().values()) {
            if (!behind(peer).isEmpty()) {
                SortedSet<SiteId> sites = peer.demand().get().sites();
                Demands.subscribe(turn, peer, sites);
            }
        }
    }

    static void onDifferences(GeoTurn turn, Peer peer, Differences differences) {
        Option<Exchange> current = current(turn, peer, differences.getExchange(), differences.getQuestion());
        if (current.isEmpty()) {
            turn.ignored("of no question that is open");
            return;
        }
        Exchange exchange = current.get();
        if (exchange.roots().isEmpty()) {
            exchange = opened(exchange, differences);
        }
        for (Range range : differences.getRangesList()) {
            exchange = exchange.withRanges(differing(exchange, range));
        }
        for (Entries entries : differences.getEntriesList()) {
            exchange = entries(turn, exchange, entries);
        }
        next(turn, exchange);
    }

    private static Option<Exchange> current(GeoTurn turn, Peer peer, long id, int question) {
        return turn.lead()
                .exchange()
                .filter(exchange -> exchange.id() == id
                        && exchange.question() == question
                        && !exchange.closing()
                        && exchange.with().equals(peer.member().incarnation()));
    }

    private static Exchange opened(Exchange exchange, Differences differences) {
        SortedSet<Wanted> ahead = TreeSet.empty();
        for (StreamKeys keys : differences.getAheadList()) {
            for (long keyHash : keys.getKeyHashList()) {
                ahead = ahead.add(new Wanted(StreamTable.stream(keys.getStream()), keyHash));
            }
        }
        Opening opening = new Opening(roots(differences), ahead, Vector.ofAll(differences.getBareList()));
        return exchange.with(opening).withWanted(Queue.ofAll(ahead), 0);
    }

    private static SortedMap<Integer, Root> roots(Differences differences) {
        SortedMap<Integer, VersionVector> applied = StreamTable.vectors(differences.getApplied());
        SortedMap<Integer, VersionVector> collected = StreamTable.vectors(differences.getCollected());
        List<StreamHashes> hashes = differences.getHashesList();
        if (hashes.size() != applied.size()) {
            throw new MalformedException(applied.size() + " vectors with " + hashes.size() + " lists of hashes");
        }
        SortedMap<Integer, Root> roots = TreeMap.empty();
        int place = 0;
        for (int stream : applied.keySet()) {
            VersionVector vector = applied.get(stream).get();
            SortedMap<Origin, Long> ofOrigins = TreeMap.empty();
            int i = 0;
            for (Dot last : vector.dots()) {
                if (i >= hashes.get(place).getHashCount()) {
                    throw new MalformedException("stream " + stream + " lacks a running hash");
                }
                ofOrigins = ofOrigins.put(last.origin(), hashes.get(place).getHash(i++));
            }
            VersionVector floor = collected.getOrElse(stream, VersionVector.empty());
            roots = roots.put(stream, new Root(vector, floor, ofOrigins));
            place++;
        }
        return roots;
    }

    /** The parts of a range that differ, after those that are known already. */
    private static Queue<RangeKey> differing(Exchange exchange, Range range) {
        Queue<RangeKey> all = exchange.ranges();
        RangeKey whole = Ranges.key(range);
        HashTree tree = exchange.tree(whole.stream());
        for (int i = 0; i < HashRange.CHILDREN; i++) {
            RangeKey part = whole.part(i);
            if (tree.summary(part.range()).hash() != range.getParts(i)) {
                all = all.enqueue(part);
            }
        }
        return all;
    }

    /** A range of few keys: fetches those that differ, and drops those that the other does not have. */
    private static Exchange entries(GeoTurn turn, Exchange exchange, Entries theirs) {
        EntriesComparison comparison = new EntriesComparison(theirs);
        RangeKey range = comparison.range();
        comparison.compare(exchange.tree(range.stream()).entries(range.range()));
        Vector<Wanted> wanted =
                Vector.ofAll(comparison.wanted()).removeAll(exchange.opening().ahead());
        Exchange next = exchange.withWanted(exchange.wanted().enqueueAll(wanted), exchange.firstSibling());
        return comparison.absent().isEmpty() ? next : Absorbing.absent(turn, next, range.stream(), comparison.absent());
    }

    static void onFetched(GeoTurn turn, Peer peer, Fetched fetched) {
        Option<Exchange> current = current(turn, peer, fetched.getExchange(), fetched.getQuestion());
        if (current.isEmpty()) {
            turn.ignored("of no question that is open");
            return;
        }
        Exchange exchange = Absorbing.keys(turn, current.get(), fetched.getKeysList());
        next(turn, exchange.withWanted(exchange.wanted().drop(fetched.getDone()), fetched.getNextSibling()));
    }

    /** The next question, or the last parts if there is none: fetches before it looks further, so as not to remember much. */
    private static void next(GeoTurn turn, Exchange exchange) {
        if (exchange.wanted().size() >= KEYS
                || exchange.ranges().isEmpty() && !exchange.wanted().isEmpty()) {
            fetch(turn, exchange);
        } else if (!exchange.ranges().isEmpty()) {
            Compare.Builder question = Compare.newBuilder();
            for (RangeKey range : exchange.ranges().take(RANGES)) {
                question.addRanges(Ranges.message(exchange.tree(range.stream()), range));
            }
            compare(turn, exchange.withRanges(exchange.ranges().drop(RANGES)), question);
        } else {
            turn.set(turn.lead()
                    .withExchange(Option.some(Absorbing.last(turn, exchange).closed(turn.now()))));
        }
    }

    private static void compare(GeoTurn turn, Exchange exchange, Compare.Builder question) {
        Exchange asked = exchange.asked(turn.now());
        send(
                turn,
                asked,
                GeoEnvelope.newBuilder()
                        .setCompare(question.setExchange(asked.id()).setQuestion(asked.question())));
    }

    private static void fetch(GeoTurn turn, Exchange exchange) {
        Exchange asked = exchange.asked(turn.now());
        Fetch.Builder question = Fetch.newBuilder()
                .setExchange(asked.id())
                .setQuestion(asked.question())
                .setFirstSibling(asked.firstSibling());
        StreamKeys.Builder keys = StreamKeys.newBuilder();
        for (Wanted wanted : asked.wanted().take(KEYS)) {
            if (keys.getKeyHashCount() > 0 && keys.getStream() != wanted.stream()) {
                question.addKeys(keys);
                keys = StreamKeys.newBuilder();
            }
            if (keys.getKeyHashCount() == 0) {
                VersionVector applied =
                        asked.base().streams().get(wanted.stream()).applied();
                keys.setStream(wanted.stream()).setApplied(Vectors.message(applied));
            }
            keys.addKeyHash(wanted.keyHash());
        }
        send(turn, asked, GeoEnvelope.newBuilder().setFetch(question.addKeys(keys)));
    }

    private static void send(GeoTurn turn, Exchange exchange, GeoEnvelope.Builder message) {
        turn.set(turn.lead().withExchange(Option.some(exchange)));
        turn.peers().get(exchange.with()).forEach(peer -> turn.send(peer, message));
    }
}
