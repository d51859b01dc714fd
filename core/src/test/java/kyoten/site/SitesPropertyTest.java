package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.SiteId;
import kyoten.raft.Machine.Chunk;
import kyoten.site.message.Absorb;
import kyoten.site.message.Arrive;
import kyoten.site.message.Command;
import kyoten.site.message.Update;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Several sites against one sentence: what a site shows is what the updates that it has applied leave, whatever their
 * order, whether they came one by one or by an exchange, and whatever was collected.
 */
class SitesPropertyTest {
    private static final int STREAM = 7;

    /** All of one stream. */
    private static final List<ByteString> KEYS = IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> Stores.bytes("key-" + i))
            .filter(key -> Streams.of(key) == STREAM)
            .limit(4)
            .toList();

    private static final List<String> NAMES = List.of("kyoto", "osaka", "tokyo", "tsukuba");

    /** One site, its images, and what goes on at it. */
    private static final class Site {
        final Stores stores;
        final List<VersionVector> contexts = new ArrayList<>(List.of(VersionVector.empty()));
        Session.Key session;
        long sequence;
        Store image;

        Site(String name, History founders) {
            stores = new Stores(new SiteId(name), founders);
        }

        Store store() {
            return stores.store();
        }

        StreamState stream() {
            return store().streams().get(STREAM);
        }
    }

    private final List<Site> sites = new ArrayList<>();
    /** Every update that was ever made. */
    private final TreeMap<Dot, LoggedUpdate> made = new TreeMap<>();

    private Random random;
    private long epochs;

    @Property(tries = 300)
    void a_site_shows_what_the_updates_that_it_has_applied_leave(@ForAll long seed) {
        new SitesPropertyTest().play(new Random(seed)); // the tries of a property share an instance
    }

    private void play(Random chance) {
        random = chance;
        History founders = History.of(
                Vector.ofAll(NAMES.subList(0, 3)).map(name -> Member.of(Incarnation.founder(new SiteId(name)))));
        NAMES.forEach(name -> sites.add(new Site(name, name.equals("tsukuba") ? History.NONE : founders)));
        sites.forEach(this::begin);
        for (int step = 0; step < 150; step++) {
            Site site = any(sites);
            act(site, step);
            compare(site);
        }
        settle();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void begin(Site site) {
        site.stores.beginEpoch(++epochs);
        site.session = site.stores.open();
        site.sequence = 0;
        site.image = site.store();
    }

    private void act(Site site, int step) {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> write(site, "v" + step);
            case 4, 5, 6, 7 -> feed(site, any(sites));
            case 8, 9, 10 -> exchange(site);
            case 11, 12, 13 -> collect(site);
            case 14 -> hear(site, any(sites));
            case 15 -> site.contexts.add(gread(any(sites), any(KEYS)));
            case 16 -> rareThings(site);
            default -> sites.subList(0, 3).forEach(to -> deliverAll(to, site));
        }
    }

    private void rareThings(Site site) {
        switch (random.nextInt(5)) {
            case 0 -> begin(site);
            case 1 -> join();
            case 2 -> site.image = site.store();
            case 3 -> restoreImage(site);
            default -> site.stores.set(copy(site.store()));
        }
    }

    /** The fourth site makes itself known to another one. */
    private void join() {
        Site joining = sites.get(3);
        Member member = joining.store().standing().member().get();
        sites.get(random.nextInt(3)).stores.merge(History.NONE.joined(member));
    }

    /** The site goes on with an old image, in a new epoch, as rule S3 wants it. */
    private void restoreImage(Site site) {
        site.stores.set(site.image);
        begin(site);
    }

    private static Store copy(Store store) {
        Vector<ByteString> parts = Vector.empty();
        ByteString cursor = ByteString.EMPTY;
        for (boolean goesOn = true; goesOn; ) {
            Chunk chunk = SnapshotWriter.chunk(store, cursor, Limits.DEFAULT.partBytes());
            parts = parts.append(chunk.bytes());
            goesOn = chunk.next().isDefined();
            cursor = chunk.next().getOrElse(ByteString.EMPTY);
        }
        return SnapshotReader.restore(parts);
    }

    /** Contexts are of any key of the stream: a gwrite may know of what has not come yet, or of other keys. */
    private void write(Site site, String value) {
        String key = any(KEYS).toStringUtf8();
        VersionVector context = random.nextBoolean() ? gread(site, Stores.bytes(key)) : any(site.contexts);
        Update.Builder update = switch (random.nextInt(6)) {
            case 0 -> Stores.delete(key);
            case 1 -> Stores.gdelete(key, context);
            case 2 -> Stores.write(key, value);
            default -> Stores.gwrite(key, value, context);
        };
        site.stores.update(site.session, ++site.sequence, update);
        Origin origin = own(site);
        OriginLog log = site.stream().log(origin);
        if (log.logged().nonEmpty()) {
            LoggedUpdate last = log.logged().last().update();
            made.put(last.dot(), last);
        }
    }

    private static Origin own(Site site) {
        return new Origin(
                site.store().standing().self().get().site(),
                site.store().epochs().current());
    }

    private static VersionVector gread(Site site, ByteString key) {
        return Greads.known(site.store(), key, site.store().key(key));
    }

    /** Some updates of one origin, perhaps some that are there already, perhaps behind a gap. */
    private void feed(Site to, Site from) {
        if (from.stream().logs().isEmpty()) {
            return;
        }
        Origin origin = any(from.stream().logs().keySet().toJavaList());
        OriginLog log = from.stream().log(origin);
        long wanted = to.stream().applied().get(origin) + 1 - random.nextInt(3) + random.nextInt(2);
        long first = Math.max(log.first(), wanted);
        if (first <= log.last()) {
            deliver(to, origin, log, first, 1 + random.nextInt(4));
        }
    }

    private void deliver(Site to, Origin origin, OriginLog log, long first, int count) {
        Arrive.Builder batch = Arrive.newBuilder()
                .setStream(STREAM)
                .setSite(origin.site().name())
                .setEpoch(origin.epoch())
                .setFirstN(first)
                .setHashBefore(log.hashBefore(first));
        log.from(first).take(count).forEach(update -> batch.addUpdates(update.toMessage()));
        Object result = to.stores.apply(Stores.arrivals(batch));
        assertThat(result).isNotInstanceOf(Result.Diverged.class);
    }

    private void deliverAll(Site to, Site from) {
        from.stream().logs().forEach((origin, log) -> {
            long next = to.stream().applied().get(origin) + 1;
            if (next >= log.first() && next <= log.last()) {
                deliver(to, origin, log, next, Integer.MAX_VALUE);
            }
        });
    }

    /** Takes over another site's root, while other things happen. */
    private void exchange(Site site) {
        for (Absorb part : TreeComparison.parts(site.store(), any(sites).store(), STREAM, random)) {
            while (random.nextInt(3) == 0) {
                actInBetween(site);
            }
            site.stores.apply(Command.newBuilder().setAbsorb(part));
        }
    }

    private void actInBetween(Site site) {
        switch (random.nextInt(6)) {
            case 0 -> write(site, "between-" + random.nextInt());
            case 1 -> collect(site);
            case 2 -> site.stores.set(copy(site.store()));
            default -> feed(site, any(sites));
        }
    }

    private void exchangeAll(Site site, Site from) {
        for (Absorb part : TreeComparison.parts(site.store(), from.store(), STREAM, random)) {
            assertThat(site.stores.apply(Command.newBuilder().setAbsorb(part))).isEqualTo(new Result.Recorded());
        }
        assertThat(site.stream().applied().covers(from.stream().applied())).isTrue();
    }

    private static void hear(Site site, Site from) {
        site.stores.merge(from.store().standing().history());
    }

    /** What every member has by now, as the site knows the members; those that it doesn't know may have nothing. */
    private void collect(Site site) {
        History history = site.store().standing().history();
        VersionVector stable = site.stream().applied();
        for (Site other : sites) {
            boolean counts = other.store().standing().self().exists(history::isMember);
            stable = counts ? stable.meet(other.stream().applied()) : stable;
        }
        site.stores.collect(KEYS.get(0), stable);
    }

    /**
     * All sites hear all; then everything that only remembers goes. But what knows of an update that nobody has any more,
     * because its site was restored, can't be told from what knows of one that is still to come.
     */
    private void settle() {
        join();
        for (int i = 0; i < 2; i++) {
            sites.forEach(site -> sites.forEach(from -> hear(site, from)));
        }
        for (int i = 0; i < 2; i++) {
            sites.forEach(site -> sites.forEach(from -> exchangeAll(site, from)));
        }
        for (int i = 0; i < 3; i++) {
            sites.forEach(this::collect);
        }
        sites.forEach(this::compare);
        for (Site site : sites) {
            assertThat(site.stream().tree()).isEqualTo(sites.get(0).stream().tree());
            assertThat(site.store().standing().history())
                    .isEqualTo(sites.get(0).store().standing().history());
            assertThat(site.stream().ahead().keySet())
                    .containsAll(site.stream().tombstones().values());
            assertThat(site.store().isSweepDue()).isFalse();
            site.store()
                    .keys()
                    .visit(
                            ByteString.EMPTY,
                            (key, state) -> site.stream().ahead().containsKey(key) || remembersLittle(site, state));
        }
    }

    private static boolean remembersLittle(Site site, KeyState state) {
        Siblings siblings = state.siblings();
        assertThat(siblings.live().isEmpty()).isEqualTo(siblings.seen().isEmpty());
        if (siblings.live().isEmpty()) {
            assertThat(state.local().flatMap(Local::value)).isNotEmpty();
        }
        for (Dot entry : siblings.seen().dots()) {
            boolean isOpen = !site.store().standing().history().closedOrigins().contains(entry.origin());
            assertThat(isOpen
                            || siblings.live()
                                    .exists(sibling -> sibling.dot().origin().equals(entry.origin())))
                    .isTrue();
        }
        return true;
    }

    private void compare(Site site) {
        VersionVector applied = site.stream().applied();
        List<LoggedUpdate> known = made.values().stream()
                .filter(update -> applied.covers(update.dot()))
                .toList();
        for (ByteString key : KEYS) {
            List<LoggedUpdate> ofKey =
                    known.stream().filter(update -> update.key().equals(key)).toList();
            List<ByteString> shown = ofKey.stream()
                    .filter(update -> update.value().isDefined())
                    .filter(update ->
                            ofKey.stream().noneMatch(other -> other.context().covers(update.dot())))
                    .map(update -> update.value().get())
                    .toList();
            assertThat(Stores.values(site.store().key(key)))
                    .as("%s at %s", key.toStringUtf8(), applied)
                    .containsExactlyElementsOf(shown);
        }
        compareIndexes(site);
    }

    /** What is kept up to date with the writes, against what it is made of. */
    private static void compareIndexes(Site site) {
        StreamState stream = site.stream();
        HashTree tree = HashTree.EMPTY;
        TreeMap<Dot, ByteString> tombstones = new TreeMap<>();
        TreeMap<ByteString, VersionVector> ahead = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
        for (ByteString key : KEYS) {
            Siblings siblings = site.store().key(key).siblings();
            tree = tree.with(key.toByteArray(), HashTree.keyHash(key), siblings);
            siblings.live()
                    .filter(sibling -> !sibling.isValue())
                    .map(Sibling::dot)
                    .forEach(dot -> tombstones.put(dot, key));
            if (!stream.applied().covers(siblings.seen())) {
                ahead.put(key, siblings.seen());
            }
        }
        assertThat(stream.tree()).isEqualTo(tree);
        assertThat(stream.tombstones().toJavaMap()).isEqualTo(tombstones);
        assertThat(stream.ahead().toJavaMap()).isEqualTo(ahead);
        stream.logs()
                .forEach((origin, log) ->
                        assertThat(log.last()).isEqualTo(stream.applied().get(origin)));
        assertThat(stream.logs().size()).isEqualTo(stream.applied().size());
    }
}
