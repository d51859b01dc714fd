package kyoten.site;

import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import kyoten.node.Effect;
import kyoten.node.NodeId;
import kyoten.raft.RaftState.ServerBoot;
import kyoten.site.SiteState.LogClock;
import kyoten.site.SiteState.OwnWaiting;
import kyoten.site.SiteState.Tenure;
import kyoten.site.message.BeginEpoch;
import kyoten.site.message.Command;
import kyoten.site.message.Vouch;

/**
 * Rule S3: whether the site still has all that it did in its epoch, or must begin another before it takes an update.
 *
 * <p>The store records, for the current epoch, the boots of the servers of which a leader knew that they hold what they
 * acknowledged in it. A server that still runs in that boot holds it still. A leader that finds a majority of the voters
 * so goes on in the epoch; another begins a new one. While it leads it records the boots of those that have restarted
 * and come up to the log, so that a rolling restart keeps the epoch.
 */
final class Vouching {
    /** How often a leader looks whether there is somebody new to vouch for, once it is settled. */
    private static final long LOOK_NANOS = 1_000_000_000L;

    private Vouching() {}

    static void onBecameLeader(SiteTurn turn, long term) {
        turn.set(Tenure.of(term, turn.env().now()));
        setTimer(turn, turn.server().options().vouchPatience().toNanos());
    }

    private static void setTimer(SiteTurn turn, long nanos) {
        turn.add(new Effect.SetTimer(SiteServer.VOUCH, nanos));
    }

    static void onTimer(SiteTurn turn) {
        if (turn.tenure().isEmpty()) {
            return;
        }
        setTimer(turn, LOOK_NANOS);
        if (turn.tenure().get().isSettled() && !turn.tenure().get().isRecording()) {
            if (turn.store().standing().staysAlone()) {
                begin(turn, turn.raft().boots(turn.server().options().self()));
            } else {
                vouch(turn);
            }
        }
    }

    /** Called until the epoch is settled: as soon as the state is up to date, that is, has an entry of the term. */
    static void settle(SiteTurn turn) {
        Tenure tenure = turn.tenure().get();
        if (!turn.raft().isReadyLeader() || tenure.isRecording() || turn.raft().isFull()) {
            return;
        }
        if (tenure.clock().isEmpty()) {
            tenure = tenure.with(new LogClock(turn.store().time(), turn.env().now()));
            turn.set(tenure);
        }
        Seq<ServerBoot> boots = turn.raft().boots(turn.server().options().self());
        Epochs epochs = turn.store().epochs();
        if (epochs.current() != 0 && hasMajority(boots, epochs.boots())) {
            turn.set(tenure.settled());
            vouch(turn);
        } else if (epochs.current() == 0 || !isHope(turn, tenure, boots)) {
            begin(turn, boots);
        }
    }

    /** Whether most voters run in a boot that is recorded, or that this leader can lead back to one. */
    private static boolean hasMajority(Seq<ServerBoot> boots, SortedMap<NodeId, Long> recorded) {
        int voters = boots.count(ServerBoot::voter);
        return boots.count(boot -> boot.voter() && isVouched(boot, recorded)) > voters / 2;
    }

    private static boolean isVouched(ServerBoot boot, SortedMap<NodeId, Long> recorded) {
        long known = recorded.getOrElse(boot.server(), 0L);
        return boot.trusted()
                && boot.bootId() != 0
                && recorded.containsKey(boot.server())
                && (known == boot.bootId() || known == boot.vouchedFrom());
    }

    /** Whether there is a voter that has not been heard of, and time to wait for it. */
    private static boolean isHope(SiteTurn turn, Tenure tenure, Seq<ServerBoot> boots) {
        long patience = turn.server().options().vouchPatience().toNanos();
        boolean isTime = turn.env().now() - tenure.since() < patience;
        return isTime && boots.exists(boot -> boot.voter() && boot.bootId() == 0);
    }

    /** Whatever follows in the log is in the new epoch, so that updates can be taken from now on. */
    private static void begin(SiteTurn turn, Seq<ServerBoot> boots) {
        SortedMap<NodeId, Long> heard = TreeMap.empty();
        for (ServerBoot boot : boots) {
            if (boot.trusted() && boot.bootId() != 0) {
                heard = heard.put(boot.server(), boot.bootId());
            }
        }
        long epoch = turn.env().random("epoch", 0);
        BeginEpoch.Builder command = BeginEpoch.newBuilder().setEpoch(epoch == 0 ? 1 : epoch);
        Standing standing = turn.store().standing();
        if (standing.staysAlone()) {
            turn.add(new Effect.Note(Marks.BEGAN_ANEW, Long.toHexString(command.getEpoch())));
        }
        if (standing.self().isEmpty() || standing.staysAlone()) {
            long incarnation = turn.env().random("incarnation", 0);
            command.setIncarnation(incarnation == 0 ? 1 : incarnation); // 0 is the founders'
        }
        heard.forEach((server, boot) -> command.addBoots(SnapshotWriter.boot(server, boot)));
        turn.set(turn.tenure().get().recording(true).settled());
        turn.add(new Effect.Note(Marks.NEW_EPOCH, Long.toHexString(command.getEpoch())));
        turn.propose(new OwnWaiting(), Command.newBuilder().setBeginEpoch(command));
    }

    /** Records the boots of members that hold what they acknowledged, if that changes anything. */
    private static void vouch(SiteTurn turn) {
        Epochs epochs = turn.store().epochs();
        SortedMap<NodeId, Long> vouched = TreeMap.empty();
        for (ServerBoot boot : turn.raft().boots(turn.server().options().self())) {
            if (boot.bootId() != 0 && boot.trusted() && (isVouched(boot, epochs.boots()) || boot.reachesTerm())) {
                vouched = vouched.put(boot.server(), boot.bootId());
            } else if (epochs.boots().containsKey(boot.server())) {
                vouched = vouched.put(
                        boot.server(), epochs.boots().get(boot.server()).get());
            }
        }
        if (!vouched.equals(epochs.boots())) {
            Vouch.Builder command = Vouch.newBuilder().setEpoch(epochs.current());
            vouched.forEach((server, boot) -> command.addBoots(SnapshotWriter.boot(server, boot)));
            turn.set(turn.tenure().get().recording(true));
            turn.propose(new OwnWaiting(), Command.newBuilder().setVouch(command));
        }
    }

    /** The entry is committed. */
    static void onRecorded(SiteTurn turn) {
        turn.tenure().forEach(tenure -> turn.set(tenure.recording(false)));
    }

    /** The entry was not taken: a new epoch is not there, and no update may be taken without it. */
    static void onRefused(SiteTurn turn) {
        for (Tenure tenure : turn.tenure()) {
            turn.set(tenure.recording(false).unsettled());
        }
    }
}
