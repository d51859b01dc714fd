package kyoten.sim;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.FileName;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Delay;
import kyoten.sim.kernel.Happening;
import kyoten.sim.kernel.Kernel;
import kyoten.sim.kernel.Tally;
import kyoten.sim.network.LinkConditions;
import kyoten.sim.network.NetworkOptions;
import kyoten.wire.Registry;

/**
 * A simulated world of nodes: the same seed, nodes and calls always give the same run, and so the same {@link #traceHash}.
 *
 * <p>One thread, one queue of events ordered by virtual time and sequence number; time jumps over silence. Everything that
 * is given to the world to be called later is called on the thread that runs it, between two effects at the earliest.
 */
public final class World {
    private final long seed;
    private final Registry registry;
    private final WorldOptions options;
    private final Kernel kernel;
    private final Wires wires;
    private final Faults faults;
    private final List<SimNode> nodes = new ArrayList<>();
    // Looked up, never iterated.
    private final Map<NodeId, SimNode> byId = new HashMap<>();
    private final List<NoteListener> noteListeners = new ArrayList<>();
    private final List<Consumer<Fault>> faultListeners = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private Option<Consumer<TraceLine>> traced = Option.none();
    private long lastRequest;
    private boolean running;

    /**
     * @param seed all chance in the world is a function of it
     * @param registry the messages that nodes send
     */
    public World(long seed, Registry registry, WorldOptions options) {
        this.seed = seed;
        this.registry = registry;
        this.options = options;
        this.kernel = new Kernel(options.startNanos());
        this.wires = new Wires(this, byId);
        this.faults = new Faults(this);
    }

    // ---- nodes

    /**
     * Adds a node, which is down until it is booted.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    @SuppressWarnings("unchecked") // The state that the node gets is only ever one that it gave.
    public void add(NodeId id, Node<?> node) {
        SimNode added = new SimNode(this, nodes.size(), id, (Node<Object>) node);
        if (byId.putIfAbsent(id, added) != null) {
            throw new IllegalArgumentException("there is a node " + id + " already");
        }
        nodes.add(added);
        faults.conditionsChanged();
    }

    /** From a node's next boot on it runs this code: somebody installed another under its name. */
    @SuppressWarnings("unchecked") // The state that the node gets is only ever one that it gave.
    public void replace(NodeId id, Node<?> node) {
        node(id).replace((Node<Object>) node);
    }

    /** Boots a node that is down; it takes its first step a short time later. Nothing if it is up. */
    public void boot(NodeId id) {
        node(id).boot();
    }

    /** Crashes a node, with a drawn fate for its writes that are not synced. Nothing if it is down. */
    public void crash(NodeId id) {
        node(id).crash(Unsynced.DRAWN);
    }

    /** Whether a node has booted and neither crashed since nor is still booting. */
    public boolean isUp(NodeId id) {
        return node(id).isUp();
    }

    /** All nodes, in the order in which they were added. */
    public List<NodeId> nodes() {
        return nodes.stream().map(SimNode::id).toList();
    }

    /** The state of a node that is up, for judges that look inside. */
    public Option<Object> state(NodeId id) {
        return node(id).isUp() ? Option.some(node(id).state()) : Option.none();
    }

    /** Shows a node's state after each of its steps to a judge that looks inside. Changes nothing of the run. */
    public void watch(NodeId id, Consumer<Object> judge) {
        node(id).watchedBy(judge);
    }

    /** What a node's disk would show at boot if the node lost all that isn't synced now. */
    public Seq<BootFile> syncedFiles(NodeId id) {
        return node(id).disk().inspect();
    }

    /** What of a file a node's disk would still hold if the node lost all that isn't synced now; nothing of one that isn't there. */
    public ByteString syncedBytes(NodeId id, FileName file) {
        return node(id).disk().inspect(file);
    }

    /**
     * Asks something of a node, now. A node that is booting or paused gets the request when it goes on; one that is down never
     * gets it.
     *
     * @param onReply is called when the node replies: once or never
     * @return the request's handle
     */
    public long ask(NodeId id, Object body, Consumer<Object> onReply) {
        SimNode asked = node(id);
        long request = ++lastRequest;
        at(now(), () -> asked.ask(request, body, onReply));
        return request;
    }

    // ---- time

    /**
     * Calls something at a time.
     *
     * @param virtualNanos not before {@link #now}
     */
    public void at(long virtualNanos, Runnable call) {
        kernel.at(virtualNanos, new Happening() {
            @Override
            protected void happen() {
                kernel.countsAsCause(false);
                call.run();
            }
        });
    }

    /** Runs until nothing is due at the time given or earlier; then it is that time. */
    public void runUntil(long virtualNanos) {
        begin();
        try {
            while (kernel.runOne(virtualNanos)) {}
        } finally {
            running = false;
        }
    }

    /**
     * Lets one event happen, if there is one until then; otherwise it is that time.
     *
     * @return whether one happened
     */
    public boolean runOne(long virtualNanos) {
        begin();
        try {
            return kernel.runOne(virtualNanos);
        } finally {
            running = false;
        }
    }

    private void begin() {
        if (running) {
            throw new IllegalStateException("the world runs already: it can't be run by what it calls");
        }
        running = true;
    }

    /** The virtual time in nanoseconds. */
    public long now() {
        return kernel.now();
    }

    // ---- network and faults

    /**
     * Lays links whose delay is not the usual one, as between sites. Later ones replace earlier ones. Faults come on top.
     *
     * @param from the senders; empty for all
     * @param to the receivers; empty for all
     */
    public void layLinks(List<NodeId> from, List<NodeId> to, Delay delay) {
        NetworkOptions network = options.network();
        layLinks(
                from,
                to,
                LinkConditions.delaying(delay)
                        .with(new LinkConditions.Rates(
                                network.lostPerMillion(), network.duplicatedPerMillion(), 0, 0)));
    }

    /**
     * Lays links that are not like the usual ones: slower, narrower, cut for ever. Later ones replace earlier ones. Faults come
     * on top, and healing them all leaves these links as they were laid.
     *
     * @param from the senders; empty for all
     * @param to the receivers; empty for all
     */
    public void layLinks(List<NodeId> from, List<NodeId> to, LinkConditions conditions) {
        faults.layLinks(from, to, conditions);
    }

    /**
     * Applies a fault, now.
     *
     * @throws IllegalArgumentException if it names a node that there isn't
     */
    public void apply(Fault fault) {
        kernel.trace().add(fault.toString());
        kernel.countsAsCause(true);
        if (isTraced()) {
            tell(TraceLine.WORLD, new TraceLine.Struck(fault));
        }
        faultListeners.forEach(listener -> listener.accept(fault));
        faults.apply(fault);
    }

    /** Whether an image of a node's disk was kept under a label. */
    public boolean keepsImage(NodeId node, String label) {
        return faults.keepsImage(node, label);
    }

    /**
     * Fixes what becomes of one message, whatever chance would have done. It is lost all the same if its link is cut or full, and waits
     * if that is held or narrow.
     *
     * @throws IllegalArgumentException if it names a node that there isn't
     */
    public void decide(Delivery delivery) {
        wires.decide(delivery);
    }

    /** The faults that stand, in the order in which they were applied. */
    public List<Fault> standingFaults() {
        return faults.standing();
    }

    // ---- what happened

    /** Calls a listener at each mark that a node notes. It may apply faults. */
    public void onNote(NoteListener listener) {
        noteListeners.add(listener);
    }

    /** Calls a listener at each fault and each healing, before it takes effect. Changes nothing of the run. */
    public void onFault(Consumer<Fault> listener) {
        faultListeners.add(listener);
    }

    /** Hears of each message what becomes of it, unless it is cut off or finds its link full. Changes nothing of the run. */
    public void onDelivery(Consumer<Delivery> listener) {
        wires.listen(listener);
    }

    /** Gets every line of the trace from now on. Changes nothing of the run. */
    public void onTrace(Consumer<TraceLine> listener) {
        traced = Option.some(listener);
    }

    /** Gets the trace hash after every event from now on. Changes nothing of the run. */
    public void onEventHash(LongConsumer listener) {
        kernel.listenToHashes(listener);
    }

    /** The hash of every event and every byte sent so far. */
    public long traceHash() {
        return kernel.trace().value();
    }

    /** How many events happened. */
    public long events() {
        return kernel.events();
    }

    /** How often which kind of thing happened, faults that took effect among them. */
    public Tally tally() {
        return kernel.tally();
    }

    /** What nodes did that no node may do; any of them makes the run broken. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    // ---- for the nodes

    WorldOptions options() {
        return options;
    }

    Kernel kernel() {
        return kernel;
    }

    Wires wires() {
        return wires;
    }

    Registry registry() {
        return registry;
    }

    Faults faults() {
        return faults;
    }

    SimNode node(NodeId id) {
        SimNode node = byId.get(id);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + id + " in the world, but " + nodes());
        }
        return node;
    }

    List<SimNode> simNodes() {
        return nodes;
    }

    void noted(NodeId node, Effect.Note note) {
        kernel.trace().add(note.mark());
        for (NoteListener listener : noteListeners) {
            listener.onNote(node, note.mark(), note.detail());
        }
    }

    void broke(Violation violation) {
        violations.add(violation);
        if (isTraced()) {
            tell(violation.node().name(), new TraceLine.Broke(violation.what()));
        }
    }

    // ---- the trace

    boolean isTraced() {
        return traced.isDefined();
    }

    void tell(String place, TraceLine.What what) {
        TraceLine line = new TraceLine(kernel.events(), kernel.cause(), kernel.now(), place, what);
        traced.forEach(listener -> listener.accept(line));
    }
}
