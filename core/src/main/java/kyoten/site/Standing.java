package kyoten.site;

import io.vavr.control.Option;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.SiteId;

/**
 * What a site is in its cluster.
 *
 * @param epochs its own
 * @param history what it knows of the members
 * @param self its own incarnation; none before its first epoch, unless it is a founder
 * @param draining whether it takes no more updates of its own clients because it is going to leave
 */
public record Standing(Epochs epochs, History history, Option<Incarnation> self, boolean draining) {

    /** A site before its first epoch. It is a founder if the history says so. */
    static Standing of(SiteId site, History founders) {
        return new Standing(
                Epochs.NONE, founders, Option.some(Incarnation.founder(site)).filter(founders::isMember), false);
    }

    /** Whether it is a member of the cluster, as far as it knows. */
    public boolean isMember() {
        return self.exists(history::isMember);
    }

    /** Whether it takes updates of its own clients, rule X7. */
    public boolean takesUpdates() {
        return isMember() && !draining;
    }

    /** Whether it is a member only because all have left, rule X6: no longer than until another joins. */
    public boolean staysAlone() {
        return isMember() && self.exists(history.left()::contains);
    }

    /** Whether nobody else needs its updates. */
    boolean isAlone() {
        return history.members().size() <= 1;
    }

    /**
     * The site as it has to be made known to a cluster that it joins, at no address; none before its first epoch. It
     * doesn't matter whether it has joined.
     */
    public Option<Member> member() {
        return self.map(
                incarnation -> history.joined().get(incarnation).getOrElse(() -> epochs.of(Member.of(incarnation))));
    }

    Standing with(Epochs newEpochs) {
        return new Standing(newEpochs, history, self, draining);
    }

    /**
     * In another epoch.
     *
     * @param incarnation taken if the site has none yet, or stays alone under one that has left
     */
    Standing begun(Epochs newEpochs, Incarnation incarnation) {
        boolean isNew = self.isEmpty() || staysAlone() && incarnation.id() != 0;
        return isNew
                ? new Standing(newEpochs, knowing(incarnation), Option.some(incarnation), false).merged(History.NONE)
                : new Standing(newEpochs, history, self, draining).merged(History.NONE);
    }

    /** The history in which the site has joined again; one that never joined does so later. */
    private History knowing(Incarnation incarnation) {
        return self.flatMap(history.joined()::get)
                .map(before -> history.joined(before.as(incarnation)))
                .getOrElse(history);
    }

    /**
     * With all that another history says. What others say of the site itself may be newer than what it remembers, if it
     * was restored; but its current epoch is always the last one.
     */
    Standing merged(History other) {
        History merged = history.merge(other);
        for (Member member : self.flatMap(merged.joined()::get)) {
            merged = merged.joined(epochs.of(member));
        }
        return new Standing(epochs, merged, self, draining);
    }

    Standing drained() {
        return new Standing(epochs, history, self, true);
    }
}
