package kyoten.site.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kyoten.site.resolver.CounterState.Entry;
import kyoten.site.resolver.SetState.Put;
import kyoten.wire.MalformedException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Counters and sets: replicas that each have a client of their own, and join each other's states as they please. */
class JoinsTest {
    private static final int REPLICAS = 3;

    private static ByteString element(int n) {
        return ByteString.copyFromUtf8("e" + n);
    }

    @Test
    void a_join_counts_each_client_once() {
        CounterState both = CounterState.ZERO.with(1, new Entry(5, 0)).with(2, new Entry(3, 0));
        CounterState one = both.with(1, new Entry(6, 0));
        CounterState other = both.with(2, new Entry(3, 2));
        assertThat(one.join(other).total()).isEqualTo(BigInteger.valueOf(6 + 3 - 2));
    }

    @Test
    void totals_go_beyond_a_long() {
        CounterState much =
                CounterState.ZERO.with(1, new Entry(Long.MAX_VALUE, 0)).with(2, new Entry(1, 0));
        assertThat(much.total()).isEqualTo(BigInteger.TWO.pow(63));
        assertThat(new Entry(Long.MAX_VALUE, 0).plus(1)).isEmpty();
        assertThat(Entry.NOTHING.plus(Long.MIN_VALUE)).isEmpty();
    }

    @Test
    void who_removes_an_element_removes_only_what_is_known() {
        SetState known = SetState.EMPTY.with(element(1), 1);
        SetState removed = known.without(element(1));
        assertThat(removed.join(known).elements().keySet()).isEmpty();
        assertThat(removed.join(known.with(element(1), 2)).elements().keySet()).containsExactly(element(1));
    }

    @Test
    void puts_are_ordered_by_clients_without_a_sign_and_then_by_number() {
        assertThat(TreeSet.of(new Put(-1, 1), new Put(1, 2), new Put(1, 1), new Put(2, 1)))
                .containsExactly(new Put(1, 1), new Put(1, 2), new Put(2, 1), new Put(-1, 1));
    }

    /** Each step: a replica changes, or joins another's state. */
    @Property(tries = 300)
    void joined_counters_are_the_sum_of_what_was_added(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 999) Integer> steps) {
        List<CounterState> replicas =
                new ArrayList<>(Vector.fill(REPLICAS, CounterState.ZERO).asJava());
        long sum = 0;
        for (int step : steps) {
            int at = step % REPLICAS;
            int amount = step % 7 - 3;
            if (step % 2 == 0) {
                CounterState before = replicas.get(at);
                Entry own = before.entry(at).getOrElse(Entry.NOTHING);
                replicas.set(at, before.with(at, own.plus(amount).get()));
                sum += amount;
            } else {
                replicas.set(at, replicas.get(at).join(replicas.get(step / REPLICAS % REPLICAS)));
            }
        }
        CounterState all = replicas.stream().reduce(CounterState.ZERO, CounterState::join);
        assertThat(all.total()).isEqualTo(BigInteger.valueOf(sum));
        assertThat(CounterState.joined(Vector.ofAll(replicas).reverse().map(CounterState::toBytes)))
                .isEqualTo(all);
    }

    /** Against a model that remembers each put and each strike of a put. */
    @Property(tries = 300)
    void joined_sets_hold_what_was_put_and_not_struck(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 9_999) Integer> steps) {
        List<SetState> replicas =
                new ArrayList<>(Vector.fill(REPLICAS, SetState.EMPTY).asJava());
        List<Set<List<Integer>>> seen = new ArrayList<>();
        List<Set<List<Integer>>> struck = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) {
            seen.add(new HashSet<>());
            struck.add(new HashSet<>());
        }
        int puts = 0;
        for (int step : steps) {
            int at = step % REPLICAS;
            int wanted = step / 10 % 4;
            switch (step / REPLICAS % 3) {
                case 0 -> {
                    replicas.set(at, replicas.get(at).with(element(wanted), at));
                    seen.get(at).add(List.of(wanted, puts++));
                }
                case 1 -> {
                    replicas.set(at, replicas.get(at).without(element(wanted)));
                    seen.get(at).stream().filter(put -> put.get(0) == wanted).forEach(struck.get(at)::add);
                }
                default -> {
                    int from = step / 100 % REPLICAS;
                    replicas.set(at, replicas.get(at).join(replicas.get(from)));
                    seen.get(at).addAll(seen.get(from));
                    struck.get(at).addAll(struck.get(from));
                }
            }
            Set<ByteString> expected = new HashSet<>();
            seen.get(at).stream()
                    .filter(put -> !struck.get(at).contains(put))
                    .forEach(put -> expected.add(element(put.get(0))));
            assertThat(new HashSet<>(replicas.get(at).elements().keySet().toJavaList()))
                    .isEqualTo(expected);
        }
        for (SetState replica : replicas) {
            assertThat(SetState.of(replica.toBytes())).isEqualTo(replica);
            assertThat(replica.join(replicas.get(0))).isEqualTo(replicas.get(0).join(replica));
        }
    }

    @Property(tries = 500)
    void other_bytes_are_refused(@ForAll @Size(max = 30) byte[] bytes) {
        ByteString value = ByteString.copyFrom(bytes);
        assertThatThrownBy(() -> CounterState.of(value)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> SetState.of(value)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> SetState.of(CounterState.ZERO.toBytes())).isInstanceOf(MalformedException.class);
    }
}
