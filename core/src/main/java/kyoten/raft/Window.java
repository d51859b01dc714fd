package kyoten.raft;

/**
 * The numbers of the requests to one peer that are still unanswered: the last 64, as bits, the newest lowest.
 *
 * @param sent the number of the newest request
 * @param awaited those whose answer would be taken
 * @param loaded those with entries, whose answer has not come and is not implied by a later one
 */
record Window(long sent, long awaited, long loaded) {

    static Window startingAt(long number) {
        return new Window(number, 0, 0);
    }

    Window sending(boolean entries) {
        return new Window(sent + 1, awaited << 1 | 1, loaded << 1 | (entries ? 1 : 0));
    }

    /** Rule R1: any other number is of a request that was answered, given up, or never sent. */
    boolean awaits(long number) {
        long age = sent - number;
        return age >= 0 && age < Long.SIZE && (awaited >>> age & 1) == 1;
    }

    Window answered(long number) {
        long others = ~(1L << (sent - number));
        return new Window(sent, awaited & others, loaded & others);
    }

    /** All that was sent up to the number is synced at the peer. */
    Window landed(long number) {
        long later = (1L << (sent - number)) - 1;
        return new Window(sent, awaited, loaded & later);
    }

    /** The requests with entries are taken for lost; a late answer is welcome all the same. */
    Window lost() {
        return new Window(sent, awaited, 0);
    }

    /** No answer to anything sent so far is taken any more: the peer may have restarted since. */
    Window forgotten() {
        return new Window(sent, 0, 0);
    }

    int inFlight() {
        return Long.bitCount(loaded);
    }
}
