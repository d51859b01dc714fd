package kyoten.cli.netty;

import com.sun.management.OperatingSystemMXBean;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kyoten.check.Verdict;
import kyoten.host.HostWatcher;
import kyoten.node.NodeId;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.Times;
import kyoten.scenario.run.Play;
import kyoten.scenario.run.Play.Measured;
import kyoten.scenario.run.RunResult;

/**
 * One run of one plan against real nodes. It ends some seconds after the plan's end at the latest: what could not be brought
 * to its end is unknown, with the reason. Nothing of it is left behind, no thread, socket or file.
 */
public final class RealRun implements AutoCloseable {
    private static final int SECONDS_TO_START = 20;
    private static final int SECONDS_TO_STOP = 20;
    private static final long GRACE_NANOS = 5 * Times.SECOND;
    private static final long LOOK_NANOS = 50 * Times.MILLISECOND;

    /** A machine that is later than this does not show how fast a site answers. */
    private static final long STILL_NANOS = 250 * Times.MILLISECOND;

    private static final String TIMELY = "available-in-site";

    private final Plan plan;
    private final Scenario scenario;
    private final Cluster cluster;
    private final RealVenue venue;
    private final Play play;
    private final Pulse pulse;
    private final ExecutorService hands = Executors.newSingleThreadExecutor(Daemons.named("kyoten-hands"));
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Option<String>> ended = new CompletableFuture<>();
    private long nanos;
    private boolean closed;

    private RealRun(Plan plan, Scenario scenario, Path folder) throws IOException {
        this.plan = plan;
        this.scenario = scenario;
        cluster = new Cluster(scenario.subject(), plan.options(), folder, new Watcher());
        venue = new RealVenue(cluster, ended::completeExceptionally);
        play = new Play(plan, scenario, venue, new RealStriker(cluster, venue, hands, this::giveUp));
        pulse = new Pulse(folder);
    }

    /**
     * Runs the first seconds of a plan and has them judged.
     *
     * @param cutsShort whether it ends at the first violation that a claim shows beside it
     */
    public static RunResult run(Plan whole, Scenario scenario, boolean cutsShort) {
        Plan plan = shortened(whole);
        long cpu = cpuNanos();
        try (TemporaryFolder folder = TemporaryFolder.create();
                RealRun run = new RealRun(plan, scenario, folder.path())) {
            if (cutsShort) {
                run.play.judgeBesides();
            }
            Farewell farewell = Farewell.install(run, folder);
            try {
                return run.finish().took(cpuNanos() - cpu);
            } finally {
                farewell.close();
            }
        } catch (IOException | TimeoutException failed) {
            return Play.unknown(plan, scenario, "the run could not be done: " + failed.getMessage());
        }
    }

    /** As much of a plan as is run: its first seconds, and the last looks. */
    public static Plan shortened(Plan whole) {
        return Shortened.of(whole);
    }

    /** Hears what becomes of the nodes, on their threads. */
    private final class Watcher implements HostWatcher {
        @Override
        public void onNote(NodeId node, String mark, String detail) {
            venue.post(() -> play.onNote(node, mark, detail));
        }

        @Override
        public void onCrash(NodeId node, Throwable cause) {
            StringWriter told = new StringWriter();
            cause.printStackTrace(new PrintWriter(told, true));
            violations.add(node + " threw\n" + told);
        }
    }

    private RunResult finish() throws IOException, TimeoutException {
        byHand(
                () -> {
                    cluster.start();
                    return true;
                },
                SECONDS_TO_START,
                "the nodes did not start");
        venue.begin(this::begin);
        Option<String> trouble = awaitEnd();
        close();
        if (trouble.isDefined()) {
            return Play.unknown(plan, scenario, trouble.get());
        }
        long late = pulse.latestNanos();
        Measured measured = new Measured(cluster.events(), nanos, 0);
        RunResult result = play.judged(Vector.ofAll(violations), measured);
        return result.withVerdicts(result.verdicts().map(verdict -> fair(verdict, late)));
    }

    private void begin() {
        play.begin();
        long settled = plan.options().lengths().stir() + Scenario.RECOVERY_NANOS;
        venue.at(settled, pulse::reset);
        look();
    }

    /** Ends the run when its time is over, nothing is left to do, or a claim is broken already. */
    private void look() {
        if (play.done()
                || play.violated()
                || venue.now() >= plan.options().lengths().whole()) {
            play.end();
            nanos = venue.now();
            venue.end();
            ended.complete(Option.none());
        } else {
            venue.at(venue.now() + LOOK_NANOS, this::look);
        }
    }

    private void giveUp(String why) {
        ended.complete(Option.of(why));
    }

    private Option<String> awaitEnd() throws IOException, TimeoutException {
        try {
            return ended.get(plan.options().lengths().whole() + GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException thrown) {
            throw new IllegalStateException("a run could not be done: " + thrown.getCause(), thrown.getCause());
        } catch (TimeoutException late) {
            throw new TimeoutException("it did not end in its time");
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    /** Has something done by the thread that starts and stops nodes, and waits for it. */
    private void byHand(Callable<Boolean> work, int seconds, String otherwise) throws IOException, TimeoutException {
        Future<Boolean> done = hands.submit(work);
        try {
            done.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException thrown) {
            Throwable cause = Objects.requireNonNull(thrown.getCause());
            throw new IOException(otherwise + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new TimeoutException(otherwise + " within " + seconds + " s");
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new IOException("interrupted");
    }

    /** The verdict, unless it holds against a site that this machine was slow. */
    private static Verdict fair(Verdict verdict, long lateNanos) {
        boolean unfair = verdict.broken() && verdict.claim().name().equals(TIMELY) && lateNanos > STILL_NANOS;
        return unfair
                ? new Verdict.Unknown(
                        verdict.claim(),
                        "this machine was late by " + lateNanos / Times.MILLISECOND
                                + " ms itself; run it again when there is less to do")
                : verdict;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /**
     * Stops all nodes and threads.
     *
     * @throws TimeoutException if that takes too long
     */
    @Override
    public synchronized void close() throws IOException, TimeoutException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            venue.close();
            byHand(
                    () -> {
                        cluster.close();
                        return true;
                    },
                    SECONDS_TO_STOP,
                    "the nodes did not stop");
        } finally {
            hands.shutdownNow();
            pulse.close();
        }
    }
}
