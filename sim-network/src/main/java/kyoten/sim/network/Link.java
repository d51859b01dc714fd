package kyoten.sim.network;

import java.util.ArrayList;
import java.util.List;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Delay;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Kernel;
import kyoten.sim.kernel.Purpose;
import kyoten.sim.kernel.Tally;
import org.agrona.collections.Long2ObjectHashMap;

/** One direction between two ends. */
final class Link {
    private final Network network;
    private final Kernel kernel;
    private final Tally tally;
    private final int from;
    private final int to;
    private final List<Held> held = new ArrayList<>();
    // Looked up, never iterated.
    private final Long2ObjectHashMap<long[]> decided = new Long2ObjectHashMap<>();
    private Dice dice;
    private LinkConditions conditions = LinkConditions.delaying(Delay.none());
    private int seenVersion;
    private long freeAt;
    private long sent;

    /** Bytes that wait for the release, and what delay they then have. */
    private record Held(Network.Arrival arrival, long delay) {}

    Link(Network network, int from, int to) {
        this.network = network;
        this.kernel = network.kernel();
        this.tally = kernel.tally();
        this.from = from;
        this.to = to;
        this.dice = network.ends().dice(from, to);
    }

    void renewDice() {
        dice = network.ends().dice(from, to);
    }

    void decide(long number, long... delays) {
        decided.put(number, delays);
    }

    Fate send(byte[] bytes) {
        sent++;
        lookAnew();
        long now = kernel.now();
        if (conditions.cut()) {
            tally.add(Counted.MESSAGES_CUT);
            return Fate.CUT;
        }
        long[] fixed = decided.isEmpty() ? null : decided.get(sent);
        if (fixed != null ? fixed.length == 0 : isLost(now)) {
            tally.add(Counted.MESSAGES_LOST);
            network.deciding().decided(from, to, sent);
            return Fate.LOST;
        }
        long queued = conditions.capacity().isBounded() ? queue(bytes.length, now) : 0;
        if (queued < 0) {
            tally.add(Counted.MESSAGES_OVERFLOWED);
            return Fate.OVERFLOWED;
        }
        return carry(bytes, queued, fixed != null ? fixed : drawn(now));
    }

    private Fate carry(byte[] bytes, long queued, long... delays) {
        network.deciding().decided(from, to, sent, delays);
        for (long delay : delays) {
            dispatch(bytes, queued + delay);
        }
        if (delays.length > 1) {
            tally.add(Counted.MESSAGES_DUPLICATED);
        }
        return conditions.held() ? Fate.HELD : Fate.UNDER_WAY;
    }

    private boolean isLost(long now) {
        return dice.happens(Purpose.LINK_LOSS, now, conditions.rates().lostPerMillion());
    }

    private long[] drawn(long now) {
        long first = delay(now) + reordering(conditions.rates(), now);
        if (!dice.happens(Purpose.LINK_DUPLICATE, now, conditions.rates().duplicatedPerMillion())) {
            return new long[] {first};
        }
        long again = conditions.delays().get(0).of(dice.draw(Purpose.LINK_DUPLICATE_DELAY, now));
        return new long[] {first, again};
    }

    private void lookAnew() {
        if (seenVersion != network.version()) {
            seenVersion = network.version();
            LinkConditions.Capacity before = conditions.capacity();
            conditions = network.ends().conditions(from, to);
            requeue(before);
        }
    }

    /** What still waits to leave goes on at the new pace: those that come after it wait for no longer than that. */
    private void requeue(LinkConditions.Capacity before) {
        long waits = freeAt - kernel.now();
        if (waits > 0 && !conditions.capacity().equals(before)) {
            freeAt = kernel.now() + conditions.capacity().time(before.bytes(waits));
        }
    }

    private long delay(long now) {
        List<Delay> delays = conditions.delays();
        long sum = delays.get(0).of(dice.draw(Purpose.LINK_DELAY, now));
        if (delays.size() > 1) {
            tally.add(Counted.MESSAGES_SLOWED);
            for (int i = 1; i < delays.size(); i++) {
                sum += delays.get(i).of(dice.draw(Purpose.LINK_EXTRA_DELAY, now));
            }
        }
        return sum;
    }

    private long reordering(LinkConditions.Rates rates, long now) {
        if (!dice.happens(Purpose.LINK_REORDER, now, rates.reorderedPerMillion())) {
            return 0;
        }
        tally.add(Counted.MESSAGES_REORDERED);
        return dice.below(Purpose.LINK_REORDER_DELAY, now, rates.reorderedByNanos() + 1);
    }

    /** How long until the bytes have left the sender, or -1 if too much waits already. */
    private long queue(int bytes, long now) {
        LinkConditions.Capacity capacity = conditions.capacity();
        long begin = Math.max(now, freeAt);
        if (begin > now && begin - now + capacity.time(bytes) > capacity.time(capacity.queueBytes())) {
            return -1;
        }
        freeAt = begin + capacity.time(bytes);
        return freeAt - now;
    }

    private void dispatch(byte[] bytes, long delay) {
        Network.Arrival arrival = new Network.Arrival(this, bytes);
        if (conditions.held()) {
            tally.add(Counted.MESSAGES_HELD);
            if (held.isEmpty()) {
                network.holds(this);
            }
            arrival.causedBy(kernel.events());
            held.add(new Held(arrival, delay));
        } else {
            kernel.at(kernel.now() + delay, arrival);
        }
    }

    /** Sends on what was held, unless it still is. Returns whether nothing is left. */
    boolean release() {
        lookAnew();
        if (conditions.held()) {
            return false;
        }
        for (Held message : held) {
            kernel.at(kernel.now() + message.delay, message.arrival);
        }
        tally.add(Counted.MESSAGES_RELEASED, held.size());
        held.clear();
        return true;
    }

    void arrived(byte[] bytes) {
        network.ends().deliver(from, to, bytes);
    }
}
