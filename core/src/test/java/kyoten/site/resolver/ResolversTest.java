package kyoten.site.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.node.SiteId;
import kyoten.site.resolver.Resolver.Resolution;
import kyoten.site.resolver.Resolver.Written;
import kyoten.site.resolver.Resolvers.Resolved;
import org.junit.jupiter.api.Test;

class ResolversTest {
    private static final int LONGEST = 100;
    private static final Seq<Written> THREE =
            Vector.of(written("osaka", 1, 30, "a"), written("osaka", 2, 50, "b"), written("tokyo", 1, 40, "c"));

    private static Written written(String site, long n, long time, String value) {
        return new Written(new Dot(new Origin(new SiteId(site), 7), n), time, bytes(value));
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static Resolved resolved(Resolvers resolvers, String name) {
        return resolvers.resolve(name, THREE, LONGEST);
    }

    @Test
    void keep_all_answers_all() {
        assertThat(resolved(Resolvers.USUAL, "keep-all")).isEqualTo(new Resolved(Resolution.all(THREE), ""));
    }

    @Test
    void the_last_writer_counts_and_the_others_are_reported() {
        Resolution expected = new Resolution(Vector.of(bytes("b")), Vector.of(bytes("a"), bytes("c")));
        assertThat(resolved(Resolvers.USUAL, "last-writer")).isEqualTo(new Resolved(expected, ""));
    }

    @Test
    void of_equal_times_the_higher_dot_counts() {
        Seq<Written> tie = Vector.of(written("osaka", 9, 30, "a"), written("tokyo", 1, 30, "b"));
        assertThat(Resolvers.USUAL
                        .resolve("last-writer", tie, LONGEST)
                        .resolution()
                        .values())
                .containsExactly(bytes("b"));
    }

    @Test
    void of_equal_values_one_is_reported_as_discarded() {
        Seq<Written> twins = Vector.of(written("osaka", 1, 30, "a"), written("tokyo", 1, 40, "a"));
        assertThat(Resolvers.USUAL.resolve("last-writer", twins, LONGEST).resolution())
                .isEqualTo(new Resolution(Vector.of(bytes("a")), Vector.of(bytes("a"))));
    }

    @Test
    void a_users_function_answers() {
        Resolvers resolvers = Resolvers.USUAL.with("first", values -> Resolution.only(values.head(), values));
        assertThat(resolved(resolvers, "first").resolution().values()).containsExactly(bytes("a"));
    }

    @Test
    void where_a_function_throws_all_values_stay_and_it_is_told_why() {
        Resolver throwing = values -> {
            throw new IllegalStateException("not today");
        };
        Resolver endless = new Resolver() {
            @Override
            @SuppressWarnings("InfiniteRecursion") // on purpose
            public Resolution resolve(Seq<Written> values) {
                return resolve(values);
            }
        };
        Resolver ofNothing = values -> Resolution.of(values.drop(3).head().value());
        Resolvers resolvers = Resolvers.USUAL
                .with("throwing", throwing)
                .with("endless", endless)
                .with("no", ofNothing);
        for (String name : new String[] {"throwing", "endless", "no"}) {
            assertThat(resolved(resolvers, name).resolution()).as(name).isEqualTo(Resolution.all(THREE));
            assertThat(resolved(resolvers, name).error()).startsWith("the resolver '" + name + "' failed: java");
        }
        assertThat(resolved(resolvers, "throwing").error()).endsWith("not today");
    }

    @Test
    void a_value_that_is_too_long_is_not_answered() {
        Resolver wordy = values -> Resolution.of(bytes("x".repeat(LONGEST + 1)));
        Resolved resolved = resolved(Resolvers.USUAL.with("wordy", wordy), "wordy");
        assertThat(resolved.resolution()).isEqualTo(Resolution.all(THREE));
        assertThat(resolved.error()).contains("more than 100 bytes");
    }

    @Test
    void a_value_that_is_as_long_as_allowed_is_answered() {
        ByteString longest = bytes("x".repeat(LONGEST));
        Resolution resolution = new Resolution(Vector.of(longest), Vector.of(longest));
        assertThat(resolved(Resolvers.USUAL.with("wordy", values -> resolution), "wordy"))
                .isEqualTo(new Resolved(resolution, ""));
    }

    @Test
    void sets_are_joined() {
        SetState one = SetState.EMPTY.with(bytes("a"), 1);
        SetState other = SetState.EMPTY.with(bytes("b"), 2);
        Seq<Written> values = Vector.of(
                new Written(THREE.get(0).dot(), 1, one.toBytes()),
                new Written(THREE.get(2).dot(), 2, other.toBytes()));
        assertThat(Resolvers.USUAL.resolve("set", values, LONGEST))
                .isEqualTo(new Resolved(Resolution.of(one.join(other).toBytes()), ""));
    }

    @Test
    void where_a_resolver_is_not_known_all_values_stay_and_it_is_told_so() {
        assertThat(resolved(Resolvers.USUAL, "unheard-of"))
                .isEqualTo(new Resolved(Resolution.all(THREE), "this site knows no resolver named 'unheard-of'"));
    }

    @Test
    void values_that_are_no_counters_or_sets_stay() {
        for (String name : new String[] {"counter", "set"}) {
            assertThat(resolved(Resolvers.USUAL, name).resolution()).isEqualTo(Resolution.all(THREE));
            assertThat(resolved(Resolvers.USUAL, name).error()).contains("a value of 1 bytes is no " + name);
        }
    }

    @Test
    void names_are_small_words_and_taken_once() {
        Resolver any = Resolution::all;
        for (String bad : new String[] {"", "Big", "a b", "x".repeat(65), "none", "counter"}) {
            assertThatThrownBy(() -> Resolvers.USUAL.with(bad, any))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + bad + "'");
        }
    }
}
