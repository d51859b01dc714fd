package kyoten.check.linear;

/** A model that knows how to ask less of a track before the search. */
interface Simplifying {

    /** A track that has an order whenever this one has: fewer optional rows, or weaker answers. */
    Track simplify(Track track);
}
