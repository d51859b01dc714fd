package kyoten.check.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A naive store of many sites: what each site holds, and how updates travel. Right, but for the bug that it is given. */
final class Store {
    /** More epochs than any history has. */
    static final int EPOCHS = 8;

    final Bug bug;
    final RandomGenerator random;
    final List<Site> sites = new ArrayList<>();

    /** Per site and epoch: its updates, from n = 1. */
    final List<List<Update>> streams = new ArrayList<>();

    Store(int sites, Bug bug, RandomGenerator random) {
        this.bug = bug;
        this.random = random;
        for (int i = 0; i < sites; i++) {
            this.sites.add(new Site(i, sites));
        }
        for (int i = 0; i < sites * EPOCHS; i++) {
            streams.add(new ArrayList<>());
        }
    }

    /** A write or delete (whose value is 0). */
    record Update(int stream, int n, int key, long value, int[] context, long clock) {
        boolean isTombstone() {
            return value == 0;
        }
    }

    /** What a site holds of a key. */
    static final class Item {
        final List<Update> siblings = new ArrayList<>();
        int[] seen;
        long local;

        Item(int streams) {
            seen = new int[streams];
        }

        List<Long> values() {
            return siblings.stream()
                    .filter(one -> !one.isTombstone())
                    .map(Update::value)
                    .sorted()
                    .toList();
        }

        Item copy() {
            Item other = new Item(seen.length);
            other.siblings.addAll(siblings);
            other.seen = seen.clone();
            other.local = local;
            return other;
        }
    }

    /** A site's state, and an image of it that may be restored. */
    final class Site {
        final int number;
        int epoch;
        boolean member = true;
        int[] applied;
        TreeMap<Integer, Item> items = new TreeMap<>();
        TreeMap<Integer, Item> lagging = new TreeMap<>();
        private int[] imageApplied;
        private TreeMap<Integer, Item> image = new TreeMap<>();
        private final TreeMap<Integer, Integer> countByKey = new TreeMap<>();

        Site(int number, int sites) {
            this.number = number;
            applied = new int[sites * EPOCHS];
            imageApplied = applied.clone();
        }

        int stream() {
            return number * EPOCHS + epoch;
        }

        Item item(int key) {
            return items.computeIfAbsent(key, any -> new Item(applied.length));
        }

        int[] context(int key) {
            Item item = items.get(key);
            return item == null ? applied.clone() : item.seen.clone();
        }

        int[] ownSite(int[] seen) {
            int[] own = new int[seen.length];
            System.arraycopy(seen, number * EPOCHS, own, number * EPOCHS, EPOCHS);
            return own;
        }

        void lag() {
            lagging = copyOf(items);
        }

        void save() {
            imageApplied = applied.clone();
            image = copyOf(items);
        }

        void restore() {
            applied = imageApplied.clone();
            items = copyOf(image);
            lagging = copyOf(image);
            if (bug != Bug.DOT_REUSED) {
                epoch++;
            } else {
                List<Update> log = streams.get(stream());
                log.subList(applied[stream()], log.size()).clear();
            }
        }

        void empty() {
            applied = new int[applied.length];
            items.clear();
            lagging.clear();
            save();
            epoch++;
        }

        private TreeMap<Integer, Item> copyOf(TreeMap<Integer, Item> some) {
            TreeMap<Integer, Item> copy = new TreeMap<>();
            some.forEach((key, item) -> copy.put(key, item.copy()));
            return copy;
        }

        /** Does a write of the site's own client; a value of 0 deletes. */
        void accept(int key, long value, int[] context) {
            if (bug == Bug.UPDATE_LOST && random.nextInt(8) == 0) {
                item(key).local = value;
                return;
            }
            int stream = stream();
            int n = bug == Bug.COUNTER_PER_KEY
                    ? countByKey.merge(key, 1, Integer::sum)
                    : streams.get(stream).size() + 1;
            long clock = streams.get(stream).size() + 7L * number;
            Update update = new Update(stream, n, key, value, context, clock);
            streams.get(stream).add(update);
            applied[stream] = streams.get(stream).size();
            apply(update, true);
            if (items.containsKey(key)) {
                item(key).local = value;
            }
        }

        void apply(Update update, boolean own) {
            Item item = item(update.key);
            boolean covered = covers(item.seen, update);
            if (bug != Bug.DOMINATED_SIBLING_KEPT || own) {
                item.siblings.removeIf(sibling -> covers(update.context, sibling));
            }
            if (!covered || bug == Bug.APPLIED_TWICE && !own && !has(item, update)) {
                join(item, update, own);
            }
            int[] more = update.context.clone();
            more[update.stream] = Math.max(more[update.stream], update.n);
            for (int stream = 0; stream < more.length; stream++) {
                boolean takesMinimum = bug == Bug.MERGE_TAKES_MINIMUM && !own && stream != update.stream;
                item.seen[stream] = takesMinimum
                        ? Math.min(item.seen[stream], more[stream])
                        : Math.max(item.seen[stream], more[stream]);
            }
            if (bug == Bug.TOMBSTONE_COLLECTED_EARLY && item.values().isEmpty()) {
                items.remove(update.key);
            }
            if (bug == Bug.READ_OF_FOREIGN_VALUES && !own) {
                item.local = update.value;
            }
        }

        private boolean has(Item item, Update update) {
            return item.siblings.contains(update);
        }

        private void join(Item item, Update update, boolean own) {
            if (bug == Bug.CONCURRENT_SIBLING_DROPPED && !own) {
                item.siblings.clear();
            }
            if (bug == Bug.MERGE_DEPENDS_ON_ORDER
                    && !own
                    && item.siblings.stream().anyMatch(sibling -> sibling.stream > update.stream)) {
                return;
            }
            if (bug == Bug.LAST_WRITER_WINS && !own) {
                if (item.siblings.stream().anyMatch(sibling -> sibling.clock > update.clock)) {
                    return;
                }
                item.siblings.clear();
            }
            item.siblings.add(update);
        }

        /** Takes the next update of a stream, if some member has it. */
        boolean receive(int stream) {
            List<Update> log = streams.get(stream);
            int next = applied[stream];
            if (next >= available(stream)) {
                return false;
            }
            Update update = log.get(next);
            applied[stream]++;
            if (bug == Bug.APPLIED_PAST_A_HOLE && random.nextInt(10) == 0) {
                return true;
            }
            if (bug == Bug.APPLIED_OUT_OF_ORDER && next + 1 < available(stream) && random.nextInt(3) == 0) {
                apply(log.get(next + 1), false);
            }
            boolean seemsOld = log.subList(0, next).stream().anyMatch(before -> before.n >= update.n);
            if (bug == Bug.COUNTER_PER_KEY && seemsOld) {
                return true;
            }
            apply(update, false);
            if (bug == Bug.APPLIED_TWICE && random.nextInt(3) == 0) {
                apply(log.get(random.nextInt(next + 1)), false);
            }
            return true;
        }

        private int available(int stream) {
            int most = 0;
            for (Site site : sites) {
                if (site.member || site == this) {
                    most = Math.max(most, site.applied[stream]);
                }
            }
            return member ? Math.min(most, streams.get(stream).size()) : 0;
        }
    }

    static boolean covers(int[] vector, Update update) {
        return update.n <= vector[update.stream];
    }
}
