package kyoten.check.geo;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tiny histories of keys with a resolver, in letters. */
class LastWritersTest {
    private static final String SEEN = "k= x/ a:w1 y/ b:g1 b:w2 ";

    @Test
    void the_one_that_was_written_where_the_other_had_been_seen_is_later() {
        Table.hold(
                new LastWriters(),
                List.of(
                        SEEN + "b:g1,2 b~last-writer>2",
                        SEEN + "x/ a:g1,2 a~last-writer>2",
                        SEEN + "x/ a:g1,2 a~last-writer>2 a:g1 a~last-writer>1"));
        Table.areBroken(
                new LastWriters(),
                List.of(
                        SEEN + "b:g1,2 b~last-writer>1",
                        SEEN + "x/ a:g1,2 a~last-writer>1",
                        "k= x/ a:w1 y/ b:g1 b(w2 b? c:g1,2 c~last-writer>1",
                        "k= x/ a:w1 y/ b:g1 c:w2 x/ a:g1,2 a~last-writer>1"));
    }

    @Test
    void nothing_is_said_of_values_that_knew_nothing_of_each_other() {
        Table.areUnknown(
                new LastWriters(),
                List.of(
                        "k= x/ a:w1 y/ b:w2 b:g1,2 b~last-writer>1",
                        "k= x/ a:w1 y/ b:w2 b:g1 b:g1,2 b~last-writer>1",
                        "k= x/ a:w1 y/ b(g c:w2 b)1 c:g1,2 c~last-writer>1",
                        "k= x/ a:w1 a:g1 y/ b:w2 b:g1,2 b~last-writer>1",
                        "k= x/ a:w1 y/ j= b:g1 k= b:w2 b:g1,2 b~last-writer>1",
                        SEEN + "b:g1,2 b~mine>1",
                        SEEN + "b:g1,2 b~last-writer>1,2!",
                        SEEN + "y#exempt b:g1,2 b~last-writer>1"));
    }
}
