package kyoten.check.geo;

/** What may be wrong with a store of many sites. */
enum Bug {
    NONE,
    /** A gwrite covers nothing. */
    CONTEXT_IGNORED,
    /** A gwrite covers what the context of another key stands for. */
    CONTEXT_OF_ANOTHER_KEY,
    /** A gwrite covers all that its site has, whatever its client read. */
    CONTEXT_OF_THE_SITE,
    /** A write covers what other sites wrote, too. */
    WRITE_COVERS_FOREIGN_VALUES,
    /** A write covers nothing. */
    WRITE_COVERS_NOTHING,
    /** What was seen is merged by the minimum. */
    MERGE_TAKES_MINIMUM,
    /** An arrival takes the place of concurrent siblings. */
    CONCURRENT_SIBLING_DROPPED,
    /** An arrival leaves what it covers. */
    DOMINATED_SIBLING_KEPT,
    /** Dots are counted per key, and cursors per stream. */
    COUNTER_PER_KEY,
    /** A key whose values are gone is forgotten at once. */
    TOMBSTONE_COLLECTED_EARLY,
    /** Of concurrent values the one with the latest time of a skewed clock stays. */
    LAST_WRITER_WINS,
    /** An update arrives again, and is applied again. */
    APPLIED_TWICE,
    /** Updates of one origin arrive in any order. */
    APPLIED_OUT_OF_ORDER,
    /** An update is skipped, those behind it are not. */
    APPLIED_PAST_A_HOLE,
    /** An acknowledged write was never done. */
    UPDATE_LOST,
    /** A concurrent arrival of a lower site is dropped, of a higher one kept. */
    MERGE_DEPENDS_ON_ORDER,
    /** A restored image goes on counting where it was. */
    DOT_REUSED,
    /** A gread is answered by a server that lags. */
    STALE_GREAD,
    /** A read is answered by a server that lags. */
    STALE_READ,
    /** A gwrite says overwritten, always. */
    OUTCOME_INVENTED,
    /** A read shows what arrived from elsewhere. */
    READ_OF_FOREIGN_VALUES
}
