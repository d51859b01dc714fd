package kyoten.check.geo;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kyoten.history.History;
import kyoten.history.Mark;

/** What the recorder's marks say of whole sites, as claims need it that count what was acknowledged. */
final class Members {
    private final TreeSet<String> forgetful = new TreeSet<>();
    private final TreeMap<String, TreeMap<Long, Boolean>> left = new TreeMap<>();
    private final TreeMap<String, Long> gone = new TreeMap<>();
    private final TreeSet<Long> settled = new TreeSet<>();

    Members(History history) {
        for (Mark mark : Mark.Stays.applied(history.marks())) {
            if (mark instanceof Mark.Exempt exempt) {
                forgetful.add(exempt.site());
            } else if (mark instanceof Mark.Rebuilt rebuilt) {
                forgetful.add(rebuilt.site());
            } else if (mark instanceof Mark.Settled) {
                settled.add(mark.time());
            } else if (mark instanceof Mark.Left gone) {
                turn(gone.site(), mark.time(), true);
                if (gone.forced()) {
                    forgetful.add(gone.site());
                }
            } else if (mark instanceof Mark.Gone told) {
                gone.put(told.site(), mark.time());
            } else if (mark instanceof Mark.Joined joined) {
                gone.remove(joined.site());
                turn(joined.site(), mark.time(), false);
                forgetful.add(joined.site());
            }
        }
    }

    private void turn(String site, long time, boolean away) {
        left.computeIfAbsent(site, any -> new TreeMap<>()).put(time, away);
    }

    /** Whether a site may ever have lost what it acknowledged, or taken in what it had not known. */
    boolean mayForget(String site) {
        return forgetful.contains(site);
    }

    /** The time of the last mark by which a site is no member at a time; none if it is a member. */
    List<Long> leftSince(String site, long time) {
        var last = left.getOrDefault(site, new TreeMap<>()).floorEntry(time);
        return last == null || !last.getValue() ? List.of() : List.of(last.getKey());
    }

    /** Whether others had been told by a time that a site is gone, and it never joins again. */
    boolean isGone(String site, long time) {
        return gone.getOrDefault(site, Long.MAX_VALUE) <= time;
    }

    /** The last time by which all had settled before another time; {@link Long#MIN_VALUE} if they had not. */
    long settledBefore(long time) {
        Long last = settled.lower(time);
        return last == null ? Long.MIN_VALUE : last;
    }
}
