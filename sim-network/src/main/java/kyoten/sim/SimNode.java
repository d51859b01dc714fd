package kyoten.sim;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.sim.disk.Disk;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.ContractBroken;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Happening;
import kyoten.sim.kernel.Kernel;
import kyoten.sim.kernel.Mix;
import kyoten.sim.kernel.Purpose;

/** A node in the world, with its clock, its timers and its disk: what hosts the node and keeps the promises made to it. */
final class SimNode implements Disk.Owner {
    private enum Life {
        DOWN,
        BOOTING,
        UP
    }

    private final World world;
    private final Kernel kernel;
    private final int index;
    private final NodeId id;
    private Node<Object> node;
    private Node<Object> installed;
    private final Dice dice;
    private final Clock clock;
    private final Timers timers;
    private final Disk disk;
    private final StepEnv env;
    private final long ownDrift;
    private final Queue<Happening> waiting = new ArrayDeque<>();
    private final TreeMap<Long, Consumer<Object>> requests = new TreeMap<>();
    private Life life = Life.DOWN;
    private Object state;
    private long boot;
    private boolean paused;
    private boolean returns;
    private Option<Consumer<Object>> watcher = Option.none();

    SimNode(World world, int index, NodeId id, Node<Object> node) {
        WorldOptions options = world.options();
        ClockOptions clocks = options.clocks();
        this.world = world;
        this.kernel = world.kernel();
        this.index = index;
        this.id = id;
        this.node = node;
        this.installed = node;
        this.state = node.initial();
        this.dice = new Dice(world.seed(), place());
        this.clock =
                new Clock(kernel.now(), clocks.wallNanos() + symmetric(Purpose.CLOCK_WALL, clocks.greatestSkewNanos()));
        this.timers = new Timers(this, kernel, clock, dice, clocks.lateness());
        this.disk = new Disk(kernel, new Disk.Place(world.seed(), id.name()), options.disks(), this);
        this.env = new StepEnv(kernel, clock, dice);
        this.ownDrift = symmetric(Purpose.CLOCK_DRIFT, clocks.greatestDriftPerMillion());
        setDrift(0);
    }

    private long symmetric(Purpose purpose, long greatest) {
        return dice.below(purpose, kernel.now(), 2 * greatest + 1) - greatest;
    }

    /** A hash of the node and its boot. */
    long place() {
        return Mix.mix(Mix.text(id.name()), boot);
    }

    // ---- life

    /** From now on somebody sees the state after each step. */
    void watchedBy(Consumer<Object> judge) {
        watcher = Option.some(judge);
    }

    /** From the next boot on the node is another one. */
    void replace(Node<Object> other) {
        installed = other;
    }

    void boot() {
        if (life != Life.DOWN) {
            return;
        }
        node = installed;
        boot++;
        returns = true;
        dice.moveTo(world.seed(), place());
        clock.restart(kernel.now(), (dice.draw(Purpose.CLOCK_START, kernel.now()) >> 13));
        life = Life.BOOTING;
        kernel.tally().add(Counted.BOOTS);
        world.wires().senderBooted(index);
        long takes = world.options().clocks().bootTime().of(dice.draw(Purpose.BOOT_TIME, kernel.now()));
        kernel.at(kernel.now() + takes, new BootDone(boot));
    }

    /** The end of a boot: the disk is read and the node takes its first step. */
    private final class BootDone extends Happening {
        private final long ofBoot;

        BootDone(long ofBoot) {
            this.ofBoot = ofBoot;
        }

        @Override
        protected boolean isStale() {
            return boot != ofBoot || life != Life.BOOTING;
        }

        @Override
        protected void happen() {
            if (waits(this)) {
                return;
            }
            life = Life.UP;
            state = node.initial();
            long bootId = dice.draw(Purpose.BOOT_ID, kernel.now());
            step(new Event.Booted(bootId, disk.boot()));
            requeueWaiting();
        }
    }

    void crash(Unsynced unsynced) {
        if (life == Life.DOWN) {
            return;
        }
        life = Life.DOWN;
        state = node.initial();
        timers.clear();
        waiting.clear();
        requests.clear();
        disk.crash(unsynced);
        kernel.tally().add(Counted.CRASHES);
        kernel.trace().add(index);
        if (world.isTraced()) {
            world.tell(id.name(), new TraceLine.Crashed(unsynced));
        }
    }

    void pause(boolean nowPaused) {
        if (paused == nowPaused) {
            return;
        }
        paused = nowPaused;
        if (paused) {
            kernel.tally().add(Counted.PAUSES);
        } else {
            requeueWaiting();
        }
    }

    private void requeueWaiting() {
        while (!waiting.isEmpty()) {
            kernel.at(kernel.now(), waiting.remove());
        }
    }

    /** Whether the node is paused; then what happens is kept until it goes on. */
    boolean waits(Happening happening) {
        if (paused) {
            kernel.tally().add(Counted.EVENTS_PAUSED);
            waiting.add(happening);
        }
        return paused;
    }

    // ---- events

    void arrive(NodeId from, byte[] bytes) {
        if (life != Life.UP) {
            kernel.tally().add(Counted.MESSAGES_TO_A_DOWN_NODE);
            world.wires().missed(from, id, bytes);
            return;
        }
        kernel.tally().add(Counted.MESSAGES_DELIVERED);
        Object message;
        try {
            message = world.registry().decode(bytes);
        } catch (RuntimeException e) {
            broke("gets a message from " + from + " that can't be decoded: " + e.getMessage(), e);
            return;
        }
        occur(new Event.Received(from, message));
    }

    void ask(long request, Object body, Consumer<Object> onReply) {
        if (life == Life.DOWN) {
            return;
        }
        kernel.tally().add(Counted.REQUESTS_ASKED);
        requests.put(request, onReply);
        occur(new Event.Asked(request, body));
    }

    @Override
    public void occur(Event event) {
        if (life == Life.UP && !paused) {
            step(event);
        } else if (life != Life.DOWN) {
            kernel.tally().add(Counted.EVENTS_PAUSED);
            waiting.add(new Later(boot, event));
        }
    }

    /** An event that waits for the end of a pause or of a boot. */
    private final class Later extends Happening {
        private final long ofBoot;
        private final Event event;

        Later(long ofBoot, Event event) {
            this.ofBoot = ofBoot;
            this.event = event;
            causedBy(kernel.cause());
        }

        @Override
        protected boolean isStale() {
            return boot != ofBoot || life == Life.DOWN;
        }

        @Override
        protected void happen() {
            occur(event);
        }
    }

    // ---- steps

    void step(Event event) {
        env.begin();
        kernel.countsAsCause(true);
        kernel.trace().add(index);
        if (world.isTraced()) {
            world.tell(id.name(), new TraceLine.Took(event));
        }
        Seq<Effect> effects;
        try {
            Step<Object> step = node.on(state, event, env);
            state = step.state();
            effects = step.effects();
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError | LinkageError e) {
            broke("throws " + e + " on " + TraceText.of(event), e);
            return;
        }
        if (watcher.isDefined()) {
            watcher.get().accept(state);
        }
        perform(effects);
    }

    /** One effect after the other, as long as the node lives: a crash may fall between any two. */
    private void perform(Seq<Effect> effects) {
        long ofBoot = boot;
        int left = effects.isEmpty() ? 0 : world.faults().effectsBeforeCrash(id, effects.size());
        for (Effect effect : effects) {
            if (left-- == 0) {
                crash(Unsynced.DRAWN);
            }
            if (boot != ofBoot || life != Life.UP) {
                kernel.tally().add(Counted.CRASHES_WITHIN_A_STEP);
                return;
            }
            try {
                perform(effect);
            } catch (ContractBroken e) {
                broke(e);
            }
        }
    }

    private void perform(Effect effect) {
        if (world.isTraced() && !(effect instanceof Effect.Send)) {
            world.tell(id.name(), new TraceLine.Did(effect));
        }
        if (effect instanceof Effect.Send send) {
            world.wires().send(index, send);
        } else if (effect instanceof Effect.SetTimer set) {
            setTimer(set);
        } else if (effect instanceof Effect.CancelTimer cancel) {
            timers.cancel(cancel.timer());
        } else if (effect instanceof Effect.DiskOperation operation) {
            disk.perform(operation);
        } else if (effect instanceof Effect.Reply reply) {
            reply(reply);
        } else if (effect instanceof Effect.Note note) {
            world.noted(id, note);
        } else if (effect instanceof Effect.Meet) {
            return; // here everybody can be reached by name
        } else {
            throw new ContractBroken("asks for an unknown effect: " + effect);
        }
    }

    private void setTimer(Effect.SetTimer set) {
        if (set.delayNanos() < 0) {
            throw new ContractBroken("sets the timer " + set.timer() + " to the past: " + set.delayNanos() + " ns");
        }
        kernel.trace().add(set.delayNanos());
        timers.set(set.timer(), env.now() + Timers.bounded(set.delayNanos()));
    }

    private void reply(Effect.Reply reply) {
        Consumer<Object> onReply = requests.remove(reply.request());
        if (onReply == null) {
            throw new ContractBroken(
                    "replies to request " + reply.request() + ", which it doesn't have or has answered");
        }
        kernel.tally().add(Counted.REQUESTS_ANSWERED);
        kernel.trace().add(reply.request());
        onReply.accept(reply.body());
    }

    @Override
    public void broke(ContractBroken cause) {
        broke(String.valueOf(cause.getMessage()), cause);
    }

    private void broke(String what, Throwable cause) {
        world.broke(new Violation(kernel.now(), id, what, cause));
        crash(Unsynced.DRAWN);
    }

    // ---- what faults change

    /** Returns whether the clocks run at another rate now. */
    boolean setDrift(int perMillion) {
        boolean changes = clock.setRate(kernel.now(), (int) ownDrift + perMillion);
        if (changes) {
            timers.rateChanged();
        }
        return changes;
    }

    Clock clock() {
        return clock;
    }

    Disk disk() {
        return disk;
    }

    int index() {
        return index;
    }

    NodeId id() {
        return id;
    }

    boolean isUp() {
        return life == Life.UP;
    }

    boolean isDown() {
        return life == Life.DOWN;
    }

    /** Whether it ran and is to run again when all faults have ended. */
    boolean isToReturn() {
        return life == Life.DOWN && returns;
    }

    /** It lost its disk and is another server now. */
    void doesNotReturn() {
        returns = false;
    }

    Object state() {
        return state;
    }
}
