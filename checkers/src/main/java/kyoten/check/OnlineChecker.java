package kyoten.check;

/** A checker that can judge a history while it is made, too. */
public interface OnlineChecker extends Checker {

    /**
     * A judge of a history that begins now.
     *
     * <p>It accuses only what {@link #check} would accuse, given the whole history; its witness is what was open at the
     * violation, which is small, but not always broken on its own. Who recorded the history has the smallest one by
     * {@link #check}.
     *
     * @param limits for each object of the history
     */
    Online online(Limits limits);
}
