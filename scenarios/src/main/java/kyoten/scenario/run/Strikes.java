package kyoten.scenario.run;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.scenario.plan.Action;
import kyoten.sim.Fault;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Delay;

/**
 * What an action comes to in a simulated world at the moment when it strikes.
 *
 * @param begin what is applied then, in order
 * @param end what is applied when the action's time is over, in order
 */
record Strikes(Vector<Fault> begin, Vector<Fault> end) {

    /** The label of the image of a server's disk that was kept last. */
    static final String IMAGE = "of-one";

    private static final Strikes NOTHING = new Strikes(Vector.empty(), Vector.empty());

    /** Standing faults, each taken back at the end, the last first. */
    static Strikes standing(Fault... faults) {
        return standing(Vector.of(faults));
    }

    /** Standing faults, each taken back at the end, the last first. */
    static Strikes standing(Vector<Fault> begin) {
        return new Strikes(begin, begin.reverse().flatMap(Fault::undo));
    }

    /** The faults that an action comes to, among those who play now; none at all if the atlas forbids it. */
    static Strikes of(Action action, Cast cast, Atlas atlas) {
        if (action instanceof Action.Rot rot) {
            NodeId who = cast.node(rot.who());
            return rotten(who, atlas.rot(rot, who, cast.servers()));
        }
        if (action instanceof Action.Ruin ruin) {
            NodeId who = cast.node(ruin.who());
            return rotten(who, atlas.ruin(ruin, who, cast.servers()));
        }
        if (action instanceof Action.Wipe wipe) {
            NodeId who = cast.node(wipe.who());
            return lost(who, new Fault.Wipe(who), cast, atlas);
        }
        if (action instanceof Action.RestoreImage restore) {
            NodeId who = cast.node(restore.who());
            return lost(who, new Fault.RestoreImage(who, IMAGE), cast, atlas);
        }
        return of(action, cast);
    }

    private static Strikes rotten(NodeId who, Option<Fault> rot) {
        return rot.map(fault -> new Strikes(Vector.of(fault), restart(List.of(who))))
                .getOrElse(NOTHING);
    }

    private static Strikes lost(NodeId who, Fault loss, Cast cast, Atlas atlas) {
        if (!atlas.mayLose(who, cast.servers())) {
            return NOTHING;
        }
        Fault crash = new Fault.Crash(List.of(who), Unsynced.DRAWN);
        return new Strikes(Vector.of(crash, loss), Vector.of(new Fault.Boot(List.of(who))));
    }

    private static Vector<Fault> restart(List<NodeId> who) {
        return Vector.of(new Fault.Crash(who, Unsynced.DRAWN), new Fault.Boot(who));
    }

    private static Strikes of(Action action, Cast cast) {
        if (action instanceof Action.Crash crash) {
            return standing(new Fault.Crash(List.of(cast.node(crash.who())), Unsynced.DRAWN));
        }
        if (action instanceof Action.CrashInStep crash) {
            NodeId who = cast.node(crash.who());
            Fault fault = new Fault.CrashWithinStep(who, crash.effects());
            return new Strikes(Vector.of(fault), Vector.of(new Fault.Heal(fault), new Fault.Boot(List.of(who))));
        }
        if (action instanceof Action.PowerLoss) {
            return standing(new Fault.Crash(cast.servers().asJava(), Unsynced.DRAWN));
        }
        if (action instanceof Action.Pause pause) {
            return standing(new Fault.Pause(List.of(cast.node(pause.who()))));
        }
        if (action instanceof Action.StepClock step) {
            return standing(new Fault.WallJump(cast.node(step.who()), step.byNanos()));
        }
        if (action instanceof Action.DriftClock drift) {
            return standing(new Fault.Drift(cast.node(drift.who()), drift.ppm()));
        }
        if (SitesStrikes.isOfSites(action)) {
            return SitesStrikes.of(action, cast);
        }
        return isOfDisk(action) ? ofDisk(action, cast) : ofNetwork(action, cast);
    }

    private static boolean isOfDisk(Action action) {
        return action instanceof Action.SlowDisk
                || action instanceof Action.FillDisk
                || action instanceof Action.FailSync
                || action instanceof Action.KeepImage;
    }

    private static Strikes ofDisk(Action action, Cast cast) {
        if (action instanceof Action.SlowDisk slow) {
            return standing(new Fault.SlowDisk(List.of(cast.node(slow.who())), slow.factor()));
        }
        if (action instanceof Action.FillDisk full) {
            return standing(new Fault.FullDisk(List.of(cast.node(full.who())), full.freeBytes()));
        }
        if (action instanceof Action.KeepImage keep) {
            return new Strikes(Vector.of(new Fault.KeepImage(cast.node(keep.who()), IMAGE)), Vector.empty());
        }
        List<NodeId> who = List.of(cast.node(((Action.FailSync) action).who()));
        Fault failing = new Fault.FailingSync(who);
        return new Strikes(Vector.of(failing), restart(who).prepend(new Fault.Heal(failing)));
    }

    private static Strikes ofNetwork(Action action, Cast cast) {
        if (action instanceof Action.Isolate isolate) {
            return standing(parted(Vector.of(cast.node(isolate.who())), cast));
        }
        if (action instanceof Action.Split split) {
            return standing(parted(split.side().map(cast::node).distinct(), cast));
        }
        if (action instanceof Action.Bridge bridge) {
            return standing(bridged(cast.node(bridge.between()), cast));
        }
        if (action instanceof Action.Mute mute) {
            NodeId who = cast.node(mute.who());
            return standing(new Fault.Cut(List.of(who), cast.others(who).asJava()));
        }
        if (action instanceof Action.Reach reach) {
            NodeId who = cast.node(reach.who());
            Vector<NodeId> reached = reach.only().map(cast::node).toVector();
            return standing(new Fault.Cut(
                    List.of(who), cast.others(who).reject(reached::contains).asJava()));
        }
        if (action instanceof Action.Deafen deafen) {
            NodeId who = cast.node(deafen.who());
            return standing(new Fault.Cut(cast.others(who).asJava(), List.of(who)));
        }
        if (action instanceof Action.Hold hold) {
            return standing(new Fault.Hold(List.of(cast.node(hold.from())), List.of(cast.node(hold.to()))));
        }
        if (action instanceof Action.SlowLink slow) {
            return standing(new Fault.SlowLink(
                    List.of(cast.node(slow.from())), List.of(cast.node(slow.to())), Delay.constant(slow.delayNanos())));
        }
        if (action instanceof Action.HoldAll hold) {
            NodeId who = cast.node(hold.from());
            return standing(new Fault.Hold(List.of(who), cast.others(who).asJava()));
        }
        if (action instanceof Action.Strand strand) {
            NodeId who = cast.node(strand.who());
            List<NodeId> others = cast.others(who).asJava();
            return standing(new Fault.Cut(List.of(who), others), new Fault.Hold(others, List.of(who)));
        }
        if (action instanceof Action.Disturb disturb) {
            return disturbed(disturb);
        }
        throw new IllegalArgumentException("no fault of the simulated world stands for " + action);
    }

    /** The servers of one side with the clients beside them, the other servers with theirs; who wanders reaches all. */
    private static Fault parted(Seq<NodeId> side, Cast cast) {
        Vector<NodeId> others = cast.servers().reject(side::contains);
        return new Fault.Partition(List.of(
                side.toVector().appendAll(cast.clientsBeside(side)).asJava(),
                others.appendAll(cast.clientsBeside(others)).asJava()));
    }

    private static Fault bridged(NodeId bridge, Cast cast) {
        Vector<NodeId> others = cast.others(bridge);
        Vector<NodeId> left = others.take(others.size() / 2);
        Vector<NodeId> right = others.drop(others.size() / 2);
        return new Fault.Partition(List.of(
                left.append(bridge).appendAll(cast.clientsBeside(left)).asJava(),
                right.append(bridge).appendAll(cast.clientsBeside(right)).asJava()));
    }

    private static Strikes disturbed(Action.Disturb disturb) {
        List<NodeId> all = List.of();
        return standing(
                new Fault.Loss(all, all, disturb.lossPpm()),
                new Fault.Duplication(all, all, disturb.duplicatePpm()),
                new Fault.Reordering(all, all, disturb.delayNanos() > 0 ? 200_000 : 0, disturb.delayNanos()));
    }
}
