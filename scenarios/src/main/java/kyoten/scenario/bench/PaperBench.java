package kyoten.scenario.bench;

import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import kyoten.node.NodeId;
import kyoten.scenario.bench.Probe.Parts;
import kyoten.sim.Fault;
import kyoten.sim.World;
import kyoten.sim.WorldOptions;
import kyoten.sim.kernel.Delay;
import org.HdrHistogram.Histogram;

/**
 * The evaluation of Hiraga and Tatebe's wide-area metadata server once more: how long each call takes, and where its time goes.
 */
public final class PaperBench {
    private static final Duration BOOT = Duration.ofSeconds(5);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Operations before any is measured: elections, sessions, and the compiler. */
    private static final int WARM_UP = 50;

    private PaperBench() {}

    /**
     * What was measured of one call; nanoseconds.
     *
     * @param parts the means
     * @param computed the median of what the answering server's steps and the coding of all messages took
     */
    public record Measure(
            String system, String call, long operations, double mean, long p50, long p99, Parts parts, long computed) {}

    /** Where a contender runs. Asks its client, and waits for the answer. */
    public interface Stage {
        Object ask(Object body);
    }

    /** On the simulator: networks and disks take their virtual time, and everything else none. */
    public static Vector<Measure> simulated(Contender contender, Duration roundTrip, int operations) {
        AtomicReference<World> made = new AtomicReference<>();
        Probe probe = new Probe(
                contender.clientId(), () -> made.get() == null ? 0 : made.get().now());
        World world = new World(1, contender.registry(), WorldOptions.usual());
        made.set(world);
        for (Contender.Server server : contender.servers()) {
            world.add(server.id(), probe.watched(server.id(), server.node()));
            world.boot(server.id());
        }
        world.add(contender.clientId(), probe.watched(contender.clientId(), contender.client()));
        world.boot(contender.clientId());
        apart(world, contender, roundTrip);
        world.runUntil(world.now() + BOOT.toNanos());
        return measure(contender, probe, operations, body -> ask(world, contender.clientId(), body));
    }

    private static void apart(World world, Contender contender, Duration roundTrip) {
        List<NodeId> near = contender
                .servers()
                .filter(server -> server.site() == 1)
                .map(Contender.Server::id)
                .append(contender.clientId())
                .toJavaList();
        List<NodeId> far = contender
                .servers()
                .filter(server -> server.site() == 2)
                .map(Contender.Server::id)
                .toJavaList();
        if (!far.isEmpty()) {
            Delay half = new Delay.Constant(roundTrip.toNanos() / 2);
            world.apply(new Fault.SlowLink(near, far, half));
            world.apply(new Fault.SlowLink(far, near, half));
        }
    }

    private static Object ask(World world, NodeId client, Object body) {
        AtomicReference<Object> answer = new AtomicReference<>();
        world.ask(client, body, answer::set);
        long end = world.now() + HOUR.toNanos();
        while (answer.get() == null && world.runOne(end)) {}
        if (answer.get() == null || !world.violations().isEmpty()) {
            throw new IllegalStateException("no answer to " + body + "; " + world.violations());
        }
        return answer.get();
    }

    /** Measures each call so many times, one after the other. */
    public static Vector<Measure> measure(Contender contender, Probe probe, int operations, Stage stage) {
        return contender.calls().map(call -> {
            repeat(call, Math.min(WARM_UP, operations), probe, stage, new Histogram(3));
            Histogram times = new Histogram(3);
            List<Parts> parts = repeat(call, operations, probe, stage, times);
            return new Measure(
                    contender.name(),
                    call.name(),
                    times.getTotalCount(),
                    times.getMean(),
                    times.getValueAtPercentile(50),
                    times.getValueAtPercentile(99),
                    mean(parts),
                    median(parts));
        });
    }

    private static List<Parts> repeat(Contender.Call call, int operations, Probe probe, Stage stage, Histogram times) {
        List<Parts> all = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            Object seen = stage.ask(call.before().apply(Contender.key(i)));
            probe.take();
            stage.ask(call.body().apply(Contender.key(i), seen));
            Parts parts = probe.take().get(0);
            all.add(parts);
            times.recordValue(parts.total());
        }
        return all;
    }

    private static Parts mean(List<Parts> all) {
        return new Parts(
                mean(all, Parts::total),
                mean(all, Parts::network),
                mean(all, Parts::deserialization),
                mean(all, Parts::storage),
                mean(all, Parts::serialization),
                mean(all, Parts::replication),
                mean(all, Parts::steps));
    }

    private static long median(List<Parts> all) {
        Histogram computed = new Histogram(3);
        all.forEach(one -> computed.recordValue(one.steps() + one.serialization() + one.deserialization()));
        return computed.getValueAtPercentile(50);
    }

    private static long mean(List<Parts> all, ToLongFunction<Parts> part) {
        return (long) all.stream().mapToLong(part).average().orElse(0);
    }
}
