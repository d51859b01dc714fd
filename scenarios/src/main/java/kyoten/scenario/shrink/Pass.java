package kyoten.scenario.shrink;

/** One way of making a plan smaller. */
@FunctionalInterface
interface Pass {

    /** Tries what may be left out, from what is the smallest plan so far, and keeps what still fails. */
    void shrink(Trials trials);
}
