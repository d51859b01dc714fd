package kyoten.gossip;

import java.util.Comparator;
import kyoten.gossip.message.LeavePart;
import kyoten.wire.MalformedException;

/**
 * How an incarnation left: that tells who stays when all have left.
 *
 * @param number one more than those of all leaves that were known by then, so that a leave which came after another has the
 *     greater one (Lamport, Time, Clocks, and the Ordering of Events in a Distributed System, 1978)
 * @param by who said so: another member, or the incarnation itself if it left in order
 */
record Leave(Incarnation who, long number, Incarnation by) implements Comparable<Leave> {
    private static final Comparator<Leave> ORDER = Comparator.comparingLong(Leave::number)
            .thenComparing(Leave::isForced)
            .thenComparing(Leave::by, Comparator.reverseOrder());

    /**
     * The leave that a message stands for.
     *
     * @param known how many leaves there are in its history: the numbers go no further
     * @throws MalformedException if it is none
     */
    static Leave of(LeavePart message, int known) {
        if (message.getNumber() < 1 || message.getNumber() > known) {
            throw new MalformedException(
                    "of " + known + " leaves one has the number " + Long.toUnsignedString(message.getNumber()));
        }
        return new Leave(Incarnation.of(message.getWho()), message.getNumber(), Incarnation.of(message.getBy()));
    }

    LeavePart toMessage() {
        return LeavePart.newBuilder()
                .setWho(who.toMessage())
                .setNumber(number)
                .setBy(by.toMessage())
                .build();
    }

    private boolean isForced() {
        return !by.equals(who);
    }

    /** Of two tellings of one leave the later. */
    Leave merge(Leave other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * The later is the greater; of two of one number one by force, as a site that leaves in order is not there any more, and then
     * that of the lesser name.
     */
    @Override
    public int compareTo(Leave other) {
        return ORDER.compare(this, other);
    }
}
