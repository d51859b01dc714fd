package kyoten.raft;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * A log that no server has whole, put together from what the servers still can read (rule R6).
 *
 * <p>Entries behind a damaged place can be read, but not what they followed; and they may have been acknowledged. Each of
 * them tells index and term of the entry before it. Whoever has that entry has all that came before, too (the log matching
 * property, §3.5), so that the entries may follow there. A server in doubt, which counts for nothing, may take them in: it
 * is as if their leader's request had been late.
 */
final class Salvage {
    private Salvage() {}

    /** Tells what this server can read of the log after the place that a server in doubt has got to. */
    static <T> void offer(Turn<T> turn, Log intact, DoubtRequest request, DoubtResponse.Builder response) {
        Log behind = turn.doubt.entriesBehind();
        Log source = continues(intact, request) ? intact : behind;
        if (!continues(source, request)) {
            return;
        }
        response.setPrevIndex(request.getLastIndex()).setPrevTerm(request.getLastTerm());
        int room = turn.options.limits().batchBytes();
        for (long index = request.getLastIndex() + 1; index <= source.lastIndex() && room > 0; index++) {
            response.addEntries(source.entry(index));
            room -= source.entry(index).getSerializedSize();
        }
    }

    private static boolean continues(Log log, DoubtRequest request) {
        return log.lastIndex() > request.getLastIndex() && log.matches(request.getLastIndex(), request.getLastTerm());
    }

    /**
     * Lets this server's log grow by what another offered.
     *
     * @return false if nothing continues it
     */
    static <T> boolean grow(Turn<T> turn, Vector<DoubtResponse> others) {
        Option<DoubtResponse> more = others.find(other -> other.getEntriesCount() > 0
                && turn.log.end().equals(new End(other.getPrevTerm(), other.getPrevIndex())));
        more.forEach(other -> other.getEntriesList().forEach(turn::append));
        return more.isDefined();
    }
}
