package kyoten.check.geo;

/** What may be wrong with an answered gread. */
enum Wrong {
    /** It shows what nobody had written, or the same value twice. */
    INVENTED,
    /** It shows a value beside one that covers it. */
    FALSE,
    /** It shows what its site knew to be replaced, or had known and no longer shown. */
    RESURRECTED,
    /** It lacks what its site must know, and nothing can have replaced it. */
    LOST
}
