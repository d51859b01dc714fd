package kyoten.geo;

import io.vavr.Tuple2;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Batch;
import kyoten.site.LoggedUpdate;
import kyoten.site.OriginLog;
import kyoten.site.Store;
import kyoten.site.message.Arrive;
import kyoten.site.message.UpdatePart;

/** Takes what is due from the logs, stream by stream, until a batch is full. */
final class BatchFiller {
    private final Store store;
    private final int limit;
    private final Batch.Builder batch = Batch.newBuilder();
    private Supply supply;
    private int bytes;

    BatchFiller(Store store, Supply supply, int limit) {
        this.store = store;
        this.supply = supply;
        this.limit = limit;
    }

    /** The supply once the batch is on its way. */
    Supply fill() {
        while (bytes < limit && !supply.due().isEmpty()) {
            stream(supply.due().head());
        }
        if (!isEmpty()) {
            supply = supply.batch(bytes);
        }
        return supply;
    }

    boolean isEmpty() {
        return batch.getRunsCount() == 0;
    }

    Batch.Builder batch() {
        return batch.setNumber(supply.number()).setSequence(supply.flight().sequence());
    }

    private void stream(int stream) {
        for (Tuple2<Origin, OriginLog> entry : store.streams().get(stream).logs()) {
            long next = supply.sent(stream).get(entry._1) + 1;
            if (!supply.wish().holds(entry._1) || entry._2.last() < next) {
                continue;
            } else if (next < entry._2.first()) {
                supply = supply.behind(stream);
                return;
            } else if (bytes >= limit) {
                return; // the stream stays due
            }
            run(stream, entry._1, entry._2, next);
            if (supply.sent(stream).get(entry._1) < entry._2.last()) {
                return;
            }
        }
        supply = supply.done(stream);
    }

    private void run(int stream, Origin origin, OriginLog log, long first) {
        Arrive.Builder run = Arrive.newBuilder()
                .setStream(stream)
                .setSite(origin.site().name())
                .setEpoch(origin.epoch())
                .setFirstN(first)
                .setHashBefore(log.hashBefore(first));
        long last = first - 1;
        for (LoggedUpdate update : log.from(first)) {
            if (bytes >= limit) {
                break;
            }
            UpdatePart part = update.toMessage();
            run.addUpdates(part);
            bytes += part.getSerializedSize();
            last++;
        }
        batch.addRuns(run);
        VersionVector sent = supply.sent(stream).with(new Dot(origin, last));
        supply = supply.sent(stream, sent);
    }
}
