package kyoten.check.geo;

import java.util.List;

/** What may be wrong with a store of many sites. */
enum Bug {
    NONE,
    /** A gwrite covers nothing. */
    CONTEXT_IGNORED("merges-are-correct", "sessions"),
    /** A gwrite covers what the context of another key stands for. */
    CONTEXT_OF_ANOTHER_KEY("merges-are-correct", "no-acked-write-lost"),
    /** A gwrite covers all that its site has, whatever its client read. */
    CONTEXT_OF_THE_SITE("no-acked-write-lost"),
    /** A write covers what other sites wrote, too. */
    WRITE_COVERS_FOREIGN_VALUES("no-acked-write-lost"),
    /** A write covers nothing. */
    WRITE_COVERS_NOTHING("merges-are-correct", "no-resurrection", "sessions"),
    /** What was seen is merged by the minimum. */
    MERGE_TAKES_MINIMUM("merges-are-correct", "no-resurrection"),
    /** An arrival takes the place of concurrent siblings. */
    CONCURRENT_SIBLING_DROPPED("no-acked-write-lost", "converges-across-sites"),
    /** An arrival leaves what it covers. */
    DOMINATED_SIBLING_KEPT("merges-are-correct"),
    /** Dots are counted per key, and cursors per stream. */
    COUNTER_PER_KEY("no-acked-write-lost", "converges-across-sites"),
    /** A key whose values are gone is forgotten at once. */
    TOMBSTONE_COLLECTED_EARLY("no-resurrection", "converges-across-sites"),
    /** Of concurrent values the one with the latest time of a skewed clock stays. */
    LAST_WRITER_WINS("no-acked-write-lost"),
    /** An update arrives again, and is applied again. */
    APPLIED_TWICE("no-resurrection"),
    /** Updates of one origin arrive in any order. */
    APPLIED_OUT_OF_ORDER("no-acked-write-lost", "converges-across-sites"),
    /** An update is skipped, those behind it are not. */
    APPLIED_PAST_A_HOLE("no-acked-write-lost", "converges-across-sites"),
    /** An acknowledged write was never done. */
    UPDATE_LOST("no-acked-write-lost", "sessions"),
    /** A concurrent arrival of a lower site is dropped, of a higher one kept. */
    MERGE_DEPENDS_ON_ORDER("converges-across-sites", "no-acked-write-lost"),
    /** A restored image goes on counting where it was. */
    DOT_REUSED("converges-across-sites", "no-acked-write-lost"),
    /** A gread is answered by a server that lags. */
    STALE_GREAD("linearizable-within-site", "no-acked-write-lost", "no-resurrection", "sessions"),
    /** A read is answered by a server that lags. */
    STALE_READ("linearizable-within-site", "sessions"),
    /** A gwrite says overwritten, always. */
    OUTCOME_INVENTED("linearizable-within-site"),
    /** A read shows what arrived from elsewhere. */
    READ_OF_FOREIGN_VALUES("linearizable-within-site");

    /** The claims that must catch it; others may. */
    final List<String> breaks;

    Bug(String... breaks) {
        this.breaks = List.of(breaks);
    }
}
