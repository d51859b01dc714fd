package kyoten.check.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.history.Type;

/**
 * What the recorder's marks say of the sites. A site lives once, unless it loses its memory; within a life it draws epochs. Writes
 * of one epoch spread in the order of their site; of writes of different epochs, or of one that was open when the epoch changed,
 * nothing is known.
 */
final class Lives {
    /** The life of an operation that was open when its site lost its memory. */
    static final int NONE = -1;

    private final History history;
    private final Map<String, TreeSet<Long>> closes = new HashMap<>();
    private final int[] siteOfId;
    private final List<Site> sites = new ArrayList<>();
    private final int streams;

    /** What happened to one site, by time. */
    private static final class Site {
        final String name;
        final List<Mark> turns = new ArrayList<>();
        long[] times = {};
        int[] livesBefore = {};
        int firstStream;

        Site(String name) {
            this.name = name;
        }
    }

    Lives(History history) {
        this.history = history;
        Map<String, Site> byName = new HashMap<>();
        siteOfId = numbered(byName);
        takeMarks(byName);
        int streams = 0;
        for (Site site : sites) {
            site.firstStream = streams;
            streams += 2 * (site.turns.size() + 1);
            site.times = site.turns.stream().mapToLong(Mark::time).toArray();
            site.livesBefore = new int[site.times.length + 1];
            for (int i = 0; i < site.times.length; i++) {
                site.livesBefore[i + 1] = site.livesBefore[i] + (isAnew(site.turns.get(i)) ? 1 : 0);
            }
        }
        this.streams = streams;
    }

    private int[] numbered(Map<String, Site> byName) {
        int ids = 1;
        for (int op = 0; op < history.size(); op++) {
            ids = Math.max(ids, history.siteId(op) + 1);
        }
        int[] numbers = new int[ids];
        Arrays.fill(numbers, -1);
        for (int op = 0; op < history.size(); op++) {
            int id = history.siteId(op);
            if (numbers[id] < 0) {
                numbers[id] = sites.size();
                sites.add(new Site(history.siteName(id)));
                byName.put(history.siteName(id), sites.get(sites.size() - 1));
            }
        }
        return numbers;
    }

    private void takeMarks(Map<String, Site> byName) {
        for (Mark mark : Mark.Stays.applied(history.marks())) {
            Site site = byName.get(siteOf(mark));
            if (site != null) {
                site.turns.add(mark);
            } else if (mark instanceof Mark.Closed closed) {
                closes.computeIfAbsent(closed.process(), name -> new TreeSet<>())
                        .add(closed.time());
            }
        }
    }

    private static String siteOf(Mark mark) {
        if (mark instanceof Mark.Epoch epoch) {
            return epoch.site();
        } else if (mark instanceof Mark.Rebuilt rebuilt) {
            return rebuilt.site();
        } else if (mark instanceof Mark.Exempt exempt) {
            return exempt.site();
        } else if (mark instanceof Mark.Left left) {
            return left.site();
        }
        return mark instanceof Mark.Joined joined ? joined.site() : "";
    }

    private static boolean isAnew(Mark mark) {
        return mark instanceof Mark.Rebuilt || mark instanceof Mark.Exempt || mark instanceof Mark.Joined;
    }

    /** Small numbers for sites, from 0. */
    int site(int op) {
        return siteOfId[history.siteId(op)];
    }

    int sites() {
        return sites.size();
    }

    String siteName(int site) {
        return sites.get(site).name;
    }

    /** Streams of all sites are below this. */
    int streams() {
        return streams;
    }

    private long endTime(int op) {
        if (history.type(op) != Type.INFO) {
            return history.completedAt(op);
        }
        TreeSet<Long> own = closes.get(history.processName(history.processId(op)));
        Long close = own == null ? null : own.ceiling(history.invokedAt(op));
        return close == null ? Long.MAX_VALUE : close;
    }

    private static int turnsBefore(Site site, long time) {
        int place = Arrays.binarySearch(site.times, time);
        place = place < 0 ? -place - 1 : place;
        while (place > 0 && site.times[place - 1] == time) {
            place--;
        }
        return place;
    }

    /** The epoch of its site in which an operation falls: an even number. An odd one if it may fall in another, too. */
    int stream(int op) {
        Site site = sites.get(site(op));
        if (site.times.length == 0) {
            return site.firstStream;
        }
        int turns = turnsBefore(site, history.invokedAt(op));
        boolean spans = turns < site.times.length && site.times[turns] <= endTime(op);
        return site.firstStream + 2 * turns + (spans ? 1 : 0);
    }

    /** Whether all operations of a stream took effect in one order, in which they spread. */
    static boolean isOrdered(int stream) {
        return stream % 2 == 0;
    }

    /** The life of its site in which an operation falls, or {@link #NONE}. */
    int life(int op) {
        Site site = sites.get(site(op));
        if (site.times.length == 0) {
            return 0;
        }
        int turns = turnsBefore(site, history.invokedAt(op));
        int turnsAtEnd = turns;
        while (turnsAtEnd < site.times.length && site.times[turnsAtEnd] <= endTime(op)) {
            turnsAtEnd++;
        }
        return site.livesBefore[turns] == site.livesBefore[turnsAtEnd] ? site.livesBefore[turns] : NONE;
    }

    /** The life of a site at a time. */
    int lifeAt(int site, long time) {
        return sites.get(site).livesBefore[turnsBefore(sites.get(site), time)];
    }

    /** The first stream of the life that a stream belongs to. */
    int firstOfLife(int site, int stream) {
        Site one = sites.get(site);
        int turns = (stream - one.firstStream) / 2;
        while (turns > 0 && one.livesBefore[turns - 1] == one.livesBefore[turns]) {
            turns--;
        }
        return one.firstStream + 2 * turns;
    }

    /** Whether the recorder says that a write may be lost. */
    boolean mayBeLost(int siteOfOp, int op) {
        Site site = sites.get(siteOfOp);
        boolean forced = false;
        for (int i = 0; i < site.times.length; i++) {
            Mark mark = site.turns.get(i);
            boolean later = mark.time() >= history.invokedAt(op);
            if (later && (mark instanceof Mark.Exempt || mark instanceof Mark.Rebuilt)) {
                return true;
            }
            if (mark instanceof Mark.Left left) {
                forced |= left.forced();
            } else if (mark instanceof Mark.Joined) {
                if (later) {
                    return forced;
                }
                forced = false;
            }
        }
        return forced;
    }

    /** Whether a site ever lost its memory. */
    boolean forgets(int site) {
        return sites.get(site).turns.stream().anyMatch(Lives::isAnew);
    }

    /** Whether a site was put out by force, at any time. */
    boolean wasPutOut(int site) {
        return sites.get(site).turns.stream().anyMatch(mark -> mark instanceof Mark.Left left && left.forced());
    }

    /** Whether a site is a member at a time. */
    boolean isMember(int site, long time) {
        List<Mark> comings = sites.get(site).turns.stream()
                .filter(mark -> mark instanceof Mark.Left || mark instanceof Mark.Joined)
                .toList();
        boolean member = comings.isEmpty() || comings.get(0) instanceof Mark.Left;
        for (Mark mark : comings) {
            member = mark.time() > time ? member : mark instanceof Mark.Joined;
        }
        return member;
    }
}
