package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.wire.MalformedException;

/** From what the disk holds to a server that takes part. */
final class Boot {
    private static final int PIECE_BYTES = 1 << 20;

    private Boot() {}

    static <T> void onBooted(Turn<T> turn, Event.Booted booted) {
        if (turn.bootId != 0) {
            throw new IllegalStateException("booted twice: " + turn.bootId + ", " + booted.bootId());
        }
        turn.bootId = booted.bootId();
        // The numbers of requests begin at a place of this boot's own: no answer to a former boot has one of them.
        turn.numbers = booted.bootId() << 20 & Long.MAX_VALUE;
        Seq<BootFile.LogRecord> records = Vector.empty();
        long length = 0;
        for (BootFile file : booted.files()) {
            if (file instanceof BootFile.Log log && log.file().equals(Raft.LOG)) {
                records = log.records();
            } else if (file instanceof BootFile.Bulk bulk && bulk.file().equals(turn.names.snapshot())) {
                length = bulk.length();
            }
        }
        if (length == 0) {
            ready(turn, Scan.of(turn.options.group(), records, Option.none()), Option.none());
        } else {
            read(turn, new Role.Loading(records, length, Vector.empty(), 0));
        }
    }

    private static <T> void read(Turn<T> turn, Role.Loading loading) {
        long operation = turn.disk.nextOperation();
        turn.disk = turn.disk.skippingOneOperation();
        turn.role = new Role.Loading(loading.records(), loading.length(), loading.pieces(), operation);
        long offset = (long) loading.pieces().size() * PIECE_BYTES;
        int length = (int) Math.min(PIECE_BYTES, loading.length() - offset);
        turn.effect(new Effect.Read(operation, turn.names.snapshot(), offset, length));
    }

    static <T> void onRead(Turn<T> turn, Role.Loading loading, ByteString bytes) {
        Role.Loading more = new Role.Loading(
                loading.records(), loading.length(), loading.pieces().append(bytes), 0);
        if ((long) more.pieces().size() * PIECE_BYTES < more.length()) {
            read(turn, more);
            return;
        }
        Option<Snapshot<T>> snapshot;
        try {
            ByteString file = ByteString.copyFrom(more.pieces());
            snapshot = Option.some(SnapshotFile.read(turn.options.group(), file, turn.machine));
        } catch (MalformedException e) {
            // What it held is known to others only: the server is in doubt, like one that lost a part of its log.
            turn.note(Marks.DOUBTFUL_BOOT, "the snapshot is damaged");
            snapshot = Option.none();
        }
        Option<long[]> end = snapshot.map(found -> new long[] {found.index(), found.term()});
        ready(turn, Scan.of(turn.options.group(), more.records(), end).damagedIf(snapshot.isEmpty()), snapshot);
    }

    private static <T> void ready(Turn<T> turn, Scan scan, Option<Snapshot<T>> snapshot) {
        Configuration founding = scan.founding().getOrElse(Configuration.EMPTY);
        turn.snapshot = snapshot.getOrElse(() -> new Snapshot<>(0, 0, founding, turn.machine.initial()));
        turn.value = turn.snapshot.root();
        turn.commit = turn.snapshot.index();
        turn.nextCut = turn.commit + turn.options.limits().snapshotEvery();
        turn.log = scan.log();
        turn.configurations = configurations(turn);
        turn.hard = scan.hard();
        Disk fresh = turn.disk.booted(turn.log.lastIndex(), turn.hard);
        turn.disk = scan.anew() ? fresh.wanting(Disk.Rewrite.NEEDED) : fresh;
        turn.role = new Role.Follower(Option.none());
        if (turn.hard.diskId() == 0) {
            turn.hard = turn.hard.onDisk(turn.draw("raft-disk") | 1);
        }
        if (turn.commit > 0) {
            turn.outcome(new Outcome.Restored(turn.commit));
        }
        boolean unfounded = turn.configuration().members().isEmpty();
        boolean blank = unfounded && turn.log.lastIndex() == 0 && scan.blank();
        turn.doubt = scan.doubtful() || unfounded
                ? new Doubt.Doubtful(blank, turn.numbers++, scan.behind(), TreeMap.empty())
                : Doubt.SURE;
        Elections.waitAnew(turn);
        Doubts.onBoot(turn);
    }

    /** That of the snapshot, or the founding one, and those in the entries after it, newest first. */
    private static <T> List<RaftState.Configured> configurations(Turn<T> turn) {
        List<RaftState.Configured> found =
                List.of(new RaftState.Configured(turn.snapshot.index(), turn.snapshot.configuration()));
        for (long index = turn.snapshot.index() + 1; index <= turn.log.lastIndex(); index++) {
            Entry entry = turn.log.entry(index);
            if (entry.getKind() == Entry.Kind.CONFIGURATION) {
                found = found.prepend(new RaftState.Configured(index, Configuration.of(entry.getPayload())));
            }
        }
        return found;
    }
}
