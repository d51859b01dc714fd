package kyoten.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.math.BigInteger;
import kyoten.client.ClientAnswer.Refusal;
import kyoten.client.ClientAnswer.Resolved;
import kyoten.client.ClientAnswer.Values;
import kyoten.client.ClientState.Own;
import kyoten.site.resolver.CounterState;
import kyoten.site.resolver.CounterState.Entry;
import kyoten.site.resolver.SetState;
import org.junit.jupiter.api.Test;

/** How calls on counters and sets go on when the key has been read. */
class JointTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("k");
    private static final ByteString CONTEXT = ByteString.copyFromUtf8("context");
    private static final ByteString ELEMENT = ByteString.copyFromUtf8("e");
    private static final ClientCall.Add ADD = new ClientCall.Add(KEY, 5);
    private static final ClientCall.Insert INSERT = new ClientCall.Insert(KEY, ELEMENT);
    private static final long FRESH = 77;
    private static final Own MINE = new Own(1, new Entry(10, 0));
    private static final CounterState COUNTER =
            CounterState.ZERO.with(1, MINE.entry()).with(2, new Entry(0, 4));

    private static Values read(String resolver, ByteString... values) {
        return new Values(Vector.of(values), CONTEXT, new Resolved(resolver, Vector.empty(), ""), false);
    }

    private static Joint.Next next(ClientCall call, ClientAnswer answer, Own own) {
        return Joint.next(call, answer, Option.of(own), FRESH);
    }

    private static Joint.Write write(ByteString value, Own own) {
        return new Joint.Write(new ClientCall.Gwrite(KEY, value, CONTEXT, false), Option.some(own));
    }

    @Test
    void an_addition_goes_to_the_clients_own_entry() {
        Own after = new Own(1, new Entry(15, 0));
        assertThat(next(ADD, read("counter", COUNTER.toBytes()), MINE))
                .isEqualTo(write(COUNTER.with(1, after.entry()).toBytes(), after));
    }

    @Test
    void a_client_without_an_entry_begins_one() {
        Own after = new Own(FRESH, new Entry(5, 0));
        assertThat(next(ADD, read("counter"), null))
                .isEqualTo(write(CounterState.ZERO.with(FRESH, after.entry()).toBytes(), after));
    }

    @Test
    void an_entry_that_is_not_as_it_was_written_is_left_alone() {
        CounterState older = COUNTER.with(1, new Entry(9, 0));
        Own after = new Own(FRESH, new Entry(5, 0));
        assertThat(next(ADD, read("counter", older.toBytes()), MINE))
                .isEqualTo(write(older.with(FRESH, after.entry()).toBytes(), after));
        SetState set = SetState.EMPTY.with(ELEMENT, 1);
        assertThat(next(INSERT, read("set", set.toBytes()), new Own(1, new Entry(2, 0))))
                .isEqualTo(write(set.with(ELEMENT, FRESH).toBytes(), new Own(FRESH, new Entry(1, 0))));
    }

    @Test
    void an_entry_that_is_full_is_followed_by_another() {
        Own full = new Own(1, new Entry(Long.MAX_VALUE, 0));
        CounterState counter = CounterState.ZERO.with(1, full.entry());
        Own after = new Own(FRESH, new Entry(5, 0));
        assertThat(next(ADD, read("counter", counter.toBytes()), full))
                .isEqualTo(write(counter.with(FRESH, after.entry()).toBytes(), after));
    }

    @Test
    void an_element_is_put_by_the_clients_next_number() {
        SetState set = SetState.EMPTY.with(ByteString.copyFromUtf8("f"), 1);
        assertThat(next(INSERT, read("set", set.toBytes()), new Own(1, new Entry(1, 0))))
                .isEqualTo(write(set.with(ELEMENT, 1).toBytes(), new Own(1, new Entry(2, 0))));
    }

    @Test
    void to_remove_what_is_not_there_writes_nothing() {
        ClientCall.Remove remove = new ClientCall.Remove(KEY, ELEMENT);
        SetState set = SetState.EMPTY.with(ELEMENT, 1);
        assertThat(next(remove, read("set"), null)).isEqualTo(new Joint.End(new ClientAnswer.Done()));
        assertThat(next(remove, read("set", set.toBytes()), null))
                .isEqualTo(new Joint.Write(
                        new ClientCall.Gwrite(KEY, set.without(ELEMENT).toBytes(), CONTEXT, false), Option.none()));
    }

    @Test
    void totals_and_elements_are_answered() {
        assertThat(next(new ClientCall.Count(KEY), read("counter", COUNTER.toBytes()), null))
                .isEqualTo(new Joint.End(new ClientAnswer.Counted(BigInteger.valueOf(6), false)));
        ByteString set = SetState.EMPTY.with(ELEMENT, 1).toBytes();
        assertThat(next(new ClientCall.Elements(KEY), read("set", set), null))
                .isEqualTo(new Joint.End(new ClientAnswer.Members(Vector.of(ELEMENT), false)));
    }

    @Test
    void where_the_resolver_is_another_nothing_is_written() {
        for (Values other : new Values[] {
            read("", COUNTER.toBytes()), read("last-writer", COUNTER.toBytes()), read("counter", ELEMENT)
        }) {
            assertThat(next(ADD, other, null))
                    .isEqualTo(new Joint.End(new ClientAnswer.Refused(Refusal.NOT_A_COUNTER)));
            assertThat(next(INSERT, other, null)).isEqualTo(new Joint.End(new ClientAnswer.Refused(Refusal.NOT_A_SET)));
        }
    }

    @Test
    void a_change_that_could_not_be_read_for_has_surely_not_happened() {
        ClientAnswer nothing = new ClientAnswer.Unanswered("");
        assertThat(next(ADD, nothing, null)).isEqualTo(new Joint.End(new ClientAnswer.Refused(Refusal.NOT_SENT)));
        assertThat(next(new ClientCall.Count(KEY), nothing, null)).isEqualTo(new Joint.End(nothing));
    }
}
