package kyoten.sim;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import kyoten.node.Effect;
import kyoten.node.NodeId;
import kyoten.sim.kernel.ContractBroken;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Kernel;
import kyoten.sim.kernel.Mix;
import kyoten.sim.network.Fate;
import kyoten.sim.network.LinkConditions;
import kyoten.sim.network.Network;
import kyoten.wire.Frames;

/** Between the nodes of a world, which send messages, and its network, which carries bytes from number to number. */
final class Wires implements Network.Ends {
    private final World world;
    private final Kernel kernel;
    // Looked up, never iterated.
    private final Map<NodeId, SimNode> byId;
    private final Network network;

    Wires(World world, Map<NodeId, SimNode> byId) {
        this.world = world;
        this.kernel = world.kernel();
        this.byId = byId;
        this.network = new Network(kernel, this);
    }

    void send(int from, Effect.Send send) {
        byte[] bytes = encoded(send);
        kernel.trace().add(bytes);
        SimNode receiver = byId.get(send.to());
        if (receiver != null) {
            kernel.trace().add((long) from << Integer.SIZE | receiver.index());
            sent(from, send, network.send(from, receiver.index(), bytes));
        } else {
            kernel.tally().add(Counted.MESSAGES_TO_NOBODY);
            sent(from, send, Fate.TO_NOBODY);
        }
    }

    private byte[] encoded(Effect.Send send) {
        byte[] bytes;
        try {
            bytes = world.registry().encode(send.message());
        } catch (IllegalArgumentException e) {
            throw new ContractBroken("sends to " + send.to() + " what can't be sent: " + e.getMessage());
        }
        if (bytes.length > Frames.LIMIT) {
            throw new ContractBroken("sends " + bytes.length + " bytes to " + send.to() + ", at most " + Frames.LIMIT
                    + " fit into a frame");
        }
        return bytes;
    }

    private void sent(int from, Effect.Send send, Fate fate) {
        if (world.isTraced()) {
            world.tell(id(from).name(), new TraceLine.Sent(send, fate));
        }
    }

    /** A message came to somebody who is down. */
    void missed(NodeId from, NodeId by, byte[] bytes) {
        if (world.isTraced()) {
            world.tell(by.name(), new TraceLine.Missed(from, decoded(bytes)));
        }
    }

    private Object decoded(byte[] bytes) {
        try {
            return world.registry().decode(bytes);
        } catch (RuntimeException malformed) {
            return "a message that can't be decoded";
        }
    }

    void conditionsChanged() {
        network.conditionsChanged();
    }

    void senderBooted(int from) {
        network.senderBooted(from);
    }

    void decide(Delivery delivery) {
        long[] delays = delivery.delays().stream().mapToLong(Long::longValue).toArray();
        network.decide(
                world.node(delivery.from()).index(), world.node(delivery.to()).index(), delivery.number(), delays);
    }

    void listen(Consumer<Delivery> listener) {
        network.listen((from, to, number, delays) -> listener.accept(new Delivery(
                id(from), id(to), number, Arrays.stream(delays).boxed().toList())));
    }

    private NodeId id(int node) {
        return world.simNodes().get(node).id();
    }

    @Override
    public LinkConditions conditions(int from, int to) {
        return world.faults().conditions(id(from), id(to));
    }

    @Override
    public Dice dice(int from, int to) {
        long link = Mix.mix(world.simNodes().get(from).place(), Mix.text(id(to).name()));
        return new Dice(world.seed(), link);
    }

    @Override
    public void deliver(int from, int to, byte[] bytes) {
        world.simNodes().get(to).arrive(id(from), bytes);
    }
}
