package kyoten.sim.network;

import kyoten.sim.kernel.Delay;

/**
 * What the network is like without faults.
 *
 * @param delay between two nodes, drawn for each message anew, so that messages overtake each other
 * @param loopback from a node to itself
 * @param lostPerMillion of the messages between two nodes
 * @param duplicatedPerMillion of the messages between two nodes
 */
public record NetworkOptions(Delay delay, Delay loopback, int lostPerMillion, int duplicatedPerMillion) {
    private static final long MICRO = 1_000;

    /** A local network: half a millisecond with a tail, nothing lost. */
    public static NetworkOptions local() {
        return new NetworkOptions(
                new Delay.Exponential(100 * MICRO, 200 * MICRO), new Delay.Uniform(5 * MICRO, 20 * MICRO), 0, 0);
    }

    /** The same with another delay between nodes. */
    public NetworkOptions withDelay(Delay newDelay) {
        return new NetworkOptions(newDelay, loopback, lostPerMillion, duplicatedPerMillion);
    }

    /** The same with other rates, per million messages. */
    public NetworkOptions withRates(int newLostPerMillion, int newDuplicatedPerMillion) {
        return new NetworkOptions(delay, loopback, newLostPerMillion, newDuplicatedPerMillion);
    }
}
