package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.site.message.Update;
import kyoten.site.message.Updated.Outcome;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The store against {@link NaiveStore}: rules S2 and S4 to S9. */
class UpdatesPropertyTest {
    /** The first two are of one stream. */
    private static final List<String> KEYS = List.of("key-0", "key-57", "key-4");

    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);

    private Stores stores = new Stores();

    private NaiveStore naive = new NaiveStore(Stores.SITE, Stores.LIMITS.ownSiblings());
    /** By stream: a context means nothing beside another stream's counters, and the seal keeps it from going there. */
    private TreeMap<Integer, List<VersionVector>> contexts = new TreeMap<>();

    private Random random;
    private Session.Key session;

    private long sequence;

    @Test
    void the_first_two_keys_are_of_one_stream() {
        assertThat(Streams.of(Stores.bytes(KEYS.get(0)))).isEqualTo(Streams.of(Stores.bytes(KEYS.get(1))));
    }

    @Property(tries = 40)
    void the_store_does_what_the_rules_say(@ForAll long seed) {
        new UpdatesPropertyTest().play(new Random(seed)); // the tries of a property share an instance
    }

    private void play(Random chance) {
        random = chance;
        newEpoch();
        session = stores.open();
        for (int step = 0; step < 60; step++) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            act(key, "v" + step);
            compare(key);
        }
        KEYS.forEach(this::compare);
    }

    private void act(String key, String value) {
        switch (random.nextInt(9)) {
            case 0 -> newEpoch();
            case 1, 2 -> write(key, value);
            case 3 -> delete(key);
            case 4 -> arrive(key, value);
            case 5 -> contexts(key).add(gread(key));
            default -> gwrite(key, value);
        }
    }

    private void newEpoch() {
        long epoch = random.nextLong();
        stores.beginEpoch(epoch);
        naive.beginEpoch(epoch);
    }

    private Object update(Update.Builder update) {
        return stores.update(session, ++sequence, update);
    }

    private void write(String key, String value) {
        assertThat(update(Stores.write(key, value))).isEqualTo(new Result.Updated(Outcome.DONE));
        naive.write(Stores.bytes(key), Stores.bytes(value));
    }

    private void delete(String key) {
        assertThat(update(Stores.delete(key))).isEqualTo(new Result.Updated(Outcome.DONE));
        naive.write(Stores.bytes(key), null);
    }

    private void gwrite(String key, String value) {
        VersionVector context = random.nextBoolean() ? gread(key) : any(contexts(key));
        if (random.nextInt(20) == 0) {
            context = context.with(naive.nextOwnDot(Stores.bytes(key)));
        }
        boolean onlyIfCurrent = random.nextInt(3) == 0;
        boolean isDelete = random.nextInt(4) == 0;
        Update.Builder update = isDelete ? Stores.gdelete(key, context) : Stores.gwrite(key, value, context);
        Object result = update(update.setOnlyIfCurrent(onlyIfCurrent));
        Outcome expected = naive.gwrite(
                Stores.bytes(key), isDelete ? null : Stores.bytes(value), Stores.set(context), onlyIfCurrent);
        assertThat(result).isEqualTo(new Result.Updated(expected));
    }

    private void arrive(String key, String value) {
        ByteString bytes = Stores.bytes(key);
        Dot dot = naive.nextForeignDot(bytes, OSAKA);
        VersionVector context = any(contexts(key)).only(origin -> !origin.equals(OSAKA));
        boolean isDelete = random.nextInt(4) == 0;
        stores.arrive(bytes, OSAKA, context, isDelete ? Option.none() : Option.some(Stores.bytes(value)));
        naive.arrive(bytes, new NaiveStore.Update(dot, Stores.set(context), isDelete ? null : Stores.bytes(value)));
    }

    private List<VersionVector> contexts(String key) {
        return contexts.computeIfAbsent(
                Streams.of(Stores.bytes(key)), stream -> new ArrayList<>(List.of(VersionVector.empty())));
    }

    private VersionVector any(List<VersionVector> vectors) {
        return vectors.get(random.nextInt(vectors.size()));
    }

    private VersionVector gread(String key) {
        KeyState state = stores.store().key(Stores.bytes(key));
        return Greads.known(stores.store(), Stores.bytes(key), state);
    }

    private void compare(String key) {
        ByteString bytes = Stores.bytes(key);
        KeyState state = stores.store().key(bytes);
        NaiveStore.Shown shown = naive.gread(bytes);
        assertThat(Stores.values(state)).containsExactlyElementsOf(shown.values());
        assertThat(Stores.set(gread(key))).isEqualTo(shown.context());
        assertThat(state.local().flatMap(Local::value).getOrNull()).isEqualTo(naive.read(bytes));
        assertThat(state.local().exists(Local::replaced)).isEqualTo(naive.isReplaced(bytes));
        Set<Dot> live = Set.copyOf(state.siblings().live().map(Sibling::dot).asJava());
        assertThat(live).hasSize(state.siblings().live().size());
    }
}
