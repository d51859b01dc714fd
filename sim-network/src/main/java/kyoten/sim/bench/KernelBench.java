package kyoten.sim.bench;

import java.util.function.LongSupplier;
import kyoten.node.NodeId;
import kyoten.ping.PingMessages;
import kyoten.ping.Pinger;
import kyoten.ping.Ponger;
import kyoten.sim.World;
import kyoten.sim.WorldOptions;
import kyoten.sim.kernel.EventQueue;
import kyoten.sim.kernel.Happening;
import kyoten.sim.kernel.Mix;

/** Events per CPU second of a bare queue, and of a world of two trivial nodes. */
public final class KernelBench {
    private static final int WAITING = 256;
    private static final long RESEND_NANOS = 1_000_000_000L;

    private KernelBench() {}

    /**
     * What was measured.
     *
     * @param events how many happened
     * @param cpuNanos in how much CPU time
     * @param check a number that depends on all of it: equal in every run of the same number of events
     */
    public record Measure(long events, long cpuNanos, long check) {

        /** Events per second of CPU time. */
        public long perSecond() {
            return (long) (events * 1e9 / Math.max(1, cpuNanos));
        }
    }

    /** The bare queue: pops one and pushes it again at a later time, 256 waiting. */
    public static Measure queue(LongSupplier cpuNanos, long events) {
        EventQueue queue = new EventQueue();
        Happening happening = new Happening() {
            @Override
            protected void happen() {}
        };
        for (int i = 0; i < WAITING; i++) {
            queue.push(Mix.mix(i) >>> 40, happening);
        }
        long check = 0;
        long begin = cpuNanos.getAsLong();
        for (long i = 0; i < events; i++) {
            long time = queue.firstTime();
            queue.push(time + (Mix.mix(time + i) >>> 40), queue.pop());
            check += time;
        }
        return new Measure(events, cpuNanos.getAsLong() - begin, check);
    }

    /** A world of two trivial nodes that play ping, with encoded bytes and the trace hash over every one of them. */
    public static Measure pings(LongSupplier cpuNanos, long events) {
        World world = new World(1, PingMessages.REGISTRY, WorldOptions.usual());
        NodeId ponger = new NodeId("ponger");
        NodeId pinger = new NodeId("pinger");
        world.add(ponger, new Ponger());
        world.add(pinger, new Pinger(ponger, RESEND_NANOS));
        world.boot(ponger);
        world.boot(pinger);
        long begin = cpuNanos.getAsLong();
        while (world.events() < events) {
            world.runOne(Long.MAX_VALUE);
        }
        return new Measure(world.events(), cpuNanos.getAsLong() - begin, world.traceHash());
    }
}
