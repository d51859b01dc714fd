package kyoten.scenario.run;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.node.NodeId;
import kyoten.raft.DiskFacts;
import kyoten.raft.DiskFacts.Fact;
import kyoten.scenario.Replica;

/**
 * What counts is on a majority of the voters' disks: an entry at the moment when a leader commits it, the votes at the moment when it is
 * elected. By what the servers take for synced each time; by what a boot would find on their disks for all elections, for some entries, and
 * {@linkplain TrueToDisks when it matters most}, as reading disks takes long.
 */
final class MajorityHolds implements Insight.Judge {
    static final Claim CLAIM = new Claim(
            "majority-holds",
            "what a leader commits, and the votes that made it one, are on the disks of a majority, and stay there");

    /** For so many entries that are committed one is looked for on the disks. */
    private static final int DISKS_EVERY = 16;

    private final Function<NodeId, Option<Replica>> latest;
    private final Function<NodeId, Option<Replica>> sound;
    private final Function<NodeId, Option<DiskFacts>> disks;
    private final TrueToDisks trueToDisks;
    private long highest;
    private long commits;
    private long elections;

    /**
     * @param latest what each server was after its last step
     * @param sound the same after its last step without doubts of its disk, perhaps in an earlier life: what it acknowledges in doubt
     *     counts for nothing (rule R6)
     * @param disks what a boot would find on each server's disk; none if that can't be told
     * @param snapshots the last entry that the snapshot on each server's disk holds; none if that can't be told
     */
    MajorityHolds(
            Function<NodeId, Option<Replica>> latest,
            Function<NodeId, Option<Replica>> sound,
            Function<NodeId, Option<DiskFacts>> disks,
            Function<NodeId, Option<Long>> snapshots) {
        this.latest = latest;
        this.sound = sound;
        this.disks = disks;
        trueToDisks = new TrueToDisks(disks, snapshots);
    }

    @Override
    public Evidence evidence() {
        return Evidence.of("commits", commits).and("elections", elections);
    }

    @Override
    public Option<String> stepped(Insight.Step step) {
        Replica now = step.now();
        if (step.leadsAnew()) {
            elections++;
            return elected(step.sight(), now);
        }
        if (now.leads() && now.committed() > highest) {
            highest = now.committed();
            commits++;
            return commits(step.sight(), now).orElse(() -> trueToDisks.stepped(step));
        }
        return trueToDisks.stepped(step);
    }

    @Override
    public Option<String> lost(Sight sight) {
        return Option.of(
                sight + " finds that a server has lost what it acknowledged, though nothing was done to a disk");
    }

    private Option<String> elected(Sight sight, Replica leader) {
        Fact vote = new DiskFacts.Voted(leader.term(), sight.node().name());
        Supplier<String> what = () -> sight + " leads in term " + leader.term() + ", with the votes of ";
        return minority(
                        leader.voters(),
                        what,
                        voter -> latest.apply(voter).exists(one -> votes(one, leader, sight.node())))
                .orElse(() ->
                        minority(leader.voters(), () -> what.get() + "the disks of ", voter -> isOnDisk(voter, vote)));
    }

    private static boolean votes(Replica voter, Replica leader, NodeId candidate) {
        return voter.term() > leader.term()
                || voter.term() == leader.term() && voter.vote().contains(candidate);
    }

    private Option<String> commits(Sight sight, Replica leader) {
        long index = leader.committed();
        Option<Replica.Entry> entry = leader.entry(index);
        if (entry.isEmpty()) {
            return Option.none();
        }
        long term = entry.get().term();
        DiskFacts.Present present = new DiskFacts.Present(index, term);
        trueToDisks.commits(present, leader.voters());
        Supplier<String> what = () -> sight + " commits entry " + index + " of term " + term + ", which is synced for ";
        Option<String> believed =
                minority(leader.voters(), what, voter -> sound.apply(voter).exists(one -> has(one, index, term)));
        boolean reads = believed.isEmpty() && commits % DISKS_EVERY == 0;
        return reads
                ? minority(leader.voters(), () -> what.get() + "the disks of ", voter -> isOnDisk(voter, present))
                : believed;
    }

    private static boolean has(Replica voter, long index, long term) {
        return voter.synced() >= index && voter.entry(index).forAll(entry -> entry.term() == term);
    }

    /** Of a disk whose format nobody knows nothing is said. */
    private boolean isOnDisk(NodeId server, Fact fact) {
        return disks.apply(server).forAll(disk -> disk.holds(fact));
    }

    /** That it is true of a minority of the voters only. */
    static Option<String> minority(Seq<NodeId> voters, Supplier<String> what, Predicate<NodeId> holds) {
        int majority = voters.size() / 2 + 1;
        // The others need not be asked: reading disks takes long.
        Seq<NodeId> those = voters.iterator().filter(holds).take(majority).toVector();
        return Option.when(
                those.size() < majority,
                () -> what.get() + (those.isEmpty() ? "nobody" : those.mkString(", ")) + " of the voters "
                        + voters.mkString(", "));
    }
}
