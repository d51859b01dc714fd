package kyoten.site;

import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.node.SiteId;
import kyoten.raft.Machine.Applied;
import kyoten.site.message.Arrive;
import kyoten.site.message.UpdatePart;

/** What a batch of another origin's updates does, rule X2. A pure function of the store. */
final class Arrivals {
    private final SiteId site;
    private final Limits limits;

    Arrivals(SiteId site, Limits limits) {
        this.site = site;
        this.limits = limits;
    }

    /**
     * Applies what is new of several batches. They are of different origins or streams, so that none needs another: what comes
     * of one that can't be taken is told, and the others are taken all the same.
     *
     * @param newest the time of the newest update that may move the site's hybrid clock
     */
    Applied<Store> apply(Store store, kyoten.site.message.Arrivals batches, long newest) {
        Store after = store;
        Object worst = new Result.Recorded();
        for (Arrive batch : batches.getRunsList()) {
            Applied<Store> one = apply(after, batch, newest);
            after = one.state();
            worst = worst instanceof Result.Recorded ? one.result() : worst;
        }
        return new Applied<>(after, worst);
    }

    /**
     * Applies what is new of a batch, up to the first gap.
     *
     * @param newest the time of the newest update that may move the site's hybrid clock
     */
    private Applied<Store> apply(Store store, Arrive batch, long newest) {
        Origin origin = Vectors.origin(batch.getSite(), batch.getEpoch());
        if (!Streams.isOne(batch.getStream()) || batch.getFirstN() < 1) {
            return new Applied<>(store, new Result.Ignored("the batch is of no stream"));
        } else if (origin.equals(new Origin(site, store.epochs().current()))) {
            return new Applied<>(store, new Result.Ignored("the batch is this site's own"));
        }
        OriginLog log = store.streams().get(batch.getStream()).log(origin);
        if (batch.getFirstN() > log.last() + 1) {
            return new Applied<>(store, new Result.Ignored("the batch begins behind a gap"));
        }
        return apply(store, batch, origin, log, newest);
    }

    /** @param log as it was before the batch */
    private Applied<Store> apply(Store store, Arrive batch, Origin origin, OriginLog log, long newest) {
        Store after = store;
        long n = batch.getFirstN();
        long hash = batch.getHashBefore();
        for (UpdatePart part : batch.getUpdatesList()) {
            LoggedUpdate update = LoggedUpdate.of(new Dot(origin, n), part);
            if (isDivergent(n, hash, log)) {
                return new Applied<>(store, new Result.Diverged(update.dot()));
            } else if (Streams.of(update.key()) != batch.getStream()) {
                return new Applied<>(after, new Result.Ignored(update.dot() + " is of another stream"));
            } else if (n > log.last()) {
                after = taken(after, update, newest);
            }
            hash = update.hash(hash);
            n++;
        }
        return isDivergent(n, hash, log)
                ? new Applied<>(store, new Result.Diverged(new Dot(origin, n)))
                : new Applied<>(after, new Result.Recorded());
    }

    /** Whether the hash, of all before the n-th update, is not the one that the log ends with. */
    private static boolean isDivergent(long n, long hash, OriginLog log) {
        return n == log.last() + 1 && hash != log.hash();
    }

    private Store taken(Store store, LoggedUpdate update, long newest) {
        KeyState before = store.key(update.key());
        StreamState stream =
                store.streamOf(update.key()).applied(update, !store.standing().isAlone(), limits.logBytes());
        return store.heard(update.time() <= newest ? update.time() : 0)
                .updated(update.key(), before, before.arrived(update, site), stream);
    }
}
