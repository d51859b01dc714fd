package kyoten.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class EventQueueTest {

    /** An entry of the naive model. */
    private record Entry(long time, int sequence) {}

    private static final class Numbered extends Happening {
        private final Entry entry;

        Numbered(Entry entry) {
            this.entry = entry;
        }

        @Override
        protected void happen() {}
    }

    /** A negative number pops; any other pushes at that time. */
    @Property(tries = 300)
    void it_pops_what_a_sorted_list_would(@ForAll @Size(max = 700) List<@IntRange(min = -15, max = 20) Integer> calls) {
        EventQueue queue = new EventQueue();
        List<Entry> model = new ArrayList<>();
        int sequence = 0;
        for (int call : calls) {
            if (call >= 0) {
                Entry entry = new Entry(call, sequence++);
                queue.push(call, new Numbered(entry));
                model.add(entry);
                model.sort(Comparator.comparingLong(Entry::time).thenComparingInt(Entry::sequence));
            } else if (!model.isEmpty()) {
                assertThat(queue.firstTime()).isEqualTo(model.get(0).time);
                assertThat(((Numbered) queue.pop()).entry).isEqualTo(model.remove(0));
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
    }
}
