package kyoten.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kyoten.node.NodeId;
import kyoten.ping.PingMessages;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Delay;
import kyoten.sim.kernel.Mix;
import org.junit.jupiter.api.Test;

/** All faults at once, on nodes that check what they were promised. */
final class ChaosTest {
    private static final long MILLI = 1_000_000;
    private static final List<NodeId> NODES = Puppets.ALL;

    /** One run: five chatters, a fault about every 20 ms, two seconds. */
    private static final class Run {
        private final World world;
        private final Map<NodeId, Chatter.Ledger> ledgers = new TreeMap<>();
        private final EventHashes hashes = new EventHashes();
        private long drawn;

        Run(long seed) {
            world = new World(seed, PingMessages.REGISTRY, WorldOptions.usual());
            world.onEventHash(hashes);
            for (NodeId node : NODES) {
                Chatter.Ledger ledger = new Chatter.Ledger();
                ledgers.put(node, ledger);
                world.add(node, new Chatter(NODES, ledger));
                world.boot(node);
            }
            for (int i = 0; i < 100; i++) {
                world.at(world.now() + draw(2_000 * MILLI), this::strike);
            }
            long end = world.now() + 2_000 * MILLI;
            world.at(end, () -> world.apply(new Fault.HealAll()));
            world.runUntil(end + 500 * MILLI);
        }

        private long draw(long bound) {
            return Long.remainderUnsigned(Mix.mix(world.seed(), drawn++), bound);
        }

        private NodeId node() {
            return NODES.get((int) draw(NODES.size()));
        }

        private void strike() {
            Fault fault = draw(3) == 0 ? nodeFault() : draw(2) == 0 ? linkFault() : diskFault();
            if (fault instanceof Fault.Rot rot) {
                ledgers.get(rot.node()).rot();
            } else if (fault instanceof Fault.RestoreImage restore) {
                ledgers.get(restore.node()).rot();
            }
            world.apply(fault);
            fault.undo().forEach(undo -> world.at(world.now() + draw(200 * MILLI), () -> world.apply(undo)));
        }

        private Fault nodeFault() {
            List<Fault> faults = List.of(
                    new Fault.Crash(List.of(node()), Unsynced.DRAWN),
                    new Fault.Crash(NODES, Unsynced.DRAWN),
                    new Fault.CrashWithinStep(node(), (int) draw(6)),
                    new Fault.Pause(List.of(node(), node())),
                    new Fault.Drift(node(), (int) draw(800_000) - 400_000),
                    new Fault.WallJump(node(), draw(1_000 * MILLI) - 500 * MILLI),
                    new Fault.Boot(List.of(node())));
            return faults.get((int) draw(faults.size()));
        }

        private Fault linkFault() {
            List<NodeId> some = List.of(node(), node());
            List<Fault> faults = List.of(
                    Partitions.halves(NODES),
                    Partitions.bridge(node(), NODES),
                    Partitions.ring(NODES),
                    new Fault.Cut(some, List.of()),
                    new Fault.Hold(List.of(), some),
                    new Fault.Loss(some, List.of(), 500_000),
                    new Fault.Duplication(List.of(), List.of(), 200_000),
                    new Fault.Reordering(some, List.of(), 500_000, 100 * MILLI),
                    new Fault.SlowLink(List.of(), some, new Delay.HeavyTail(0, 5 * MILLI, 1_000 * MILLI)),
                    new Fault.NarrowLink(some, some, 1_000, 100));
            return faults.get((int) draw(faults.size()));
        }

        private Fault diskFault() {
            List<NodeId> some = List.of(node());
            List<Fault> faults = List.of(
                    new Fault.SlowDisk(some, 20),
                    new Fault.FullDisk(some, draw(5_000)),
                    new Fault.FailingSync(some),
                    new Fault.BrokenDisk(some, 100_000),
                    new Fault.Rot(node(), "", 2),
                    new Fault.KeepImage(node(), "image"),
                    new Fault.RestoreImage(node(), "image"));
            return faults.get((int) draw(faults.size()));
        }
    }

    @Test
    void whatever_strikes_the_promises_to_nodes_are_kept() {
        TreeSet<String> struck = new TreeSet<>();
        long records = 0;
        for (int seed = 0; seed < 200; seed++) {
            Run run = new Run(seed);
            assertThat(run.world.violations()).as("seed " + seed).isEmpty();
            struck.addAll(run.world.tally().byName().keySet());
            records += run.ledgers.values().stream()
                    .mapToInt(Chatter.Ledger::records)
                    .sum();
        }
        assertThat(records).isGreaterThan(10_000);
        for (Counted what : Counted.values()) {
            if (!List.of(
                            Counted.REQUESTS_ASKED,
                            Counted.REQUESTS_ANSWERED,
                            Counted.MESSAGES_TO_NOBODY,
                            Counted.DISKS_WIPED)
                    .contains(what)) {
                assertThat(struck)
                        .contains(what.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
            }
        }
    }

    @Test
    void a_run_is_a_function_of_its_seed_also_after_other_runs() {
        List<Long> first = new ArrayList<>();
        for (int seed = 0; seed < 60; seed++) {
            first.add(new Run(seed).world.traceHash());
        }
        assertThat(first).doesNotHaveDuplicates();
        for (int seed = 59; seed >= 0; seed--) {
            Run again = new Run(seed);
            assertThat(again.world.traceHash()).as("seed " + seed).isEqualTo(first.get(seed));
        }
    }

    @Test
    void the_first_event_that_differs_is_found() {
        Run one = new Run(1);
        Run same = new Run(1);
        Run other = new Run(2);
        assertThat(one.hashes.firstDifference(same.hashes)).isEmpty();
        assertThat(one.hashes.firstDifference(other.hashes)).hasValue(1);
        EventHashes shorter = new EventHashes();
        shorter.accept(1);
        EventHashes longer = new EventHashes();
        longer.accept(1);
        longer.accept(2);
        assertThat(shorter.firstDifference(longer)).hasValue(2);
    }
}
