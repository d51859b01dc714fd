package kyoten.scenario.plan;

import io.vavr.collection.Seq;

/**
 * What a run fixes before it begins. A scenario gives ranges, the seed chooses; the choice is printed first.
 *
 * @param servers of the one site
 * @param homes for each client the number of the server that it keeps to, or 0 if it wanders
 * @param keys what the clients contend for
 * @param valueBytes how long each value is made that the clients write; 0 leaves it as short as it is
 * @param lengths of the run and of what it waits for
 */
public record Options(
        int servers,
        Seq<Integer> homes,
        Seq<String> keys,
        int valueBytes,
        Lengths lengths,
        Network network,
        Disk disk,
        Store store) {

    public Options {
        if (servers < 1 || servers > 99) {
            throw new IllegalArgumentException("a site has 1 to 99 servers: " + servers);
        }
        if (!homes.forAll(home -> home >= 0 && home <= servers)) {
            throw new IllegalArgumentException("a client's home is a server or 0: " + homes.mkString(", "));
        }
        if (valueBytes < 0 || valueBytes > 1 << 20) {
            throw new IllegalArgumentException("a value has 0 to 1048576 bytes: " + valueBytes);
        }
    }

    /** How many clients there are. */
    public int clients() {
        return homes.size();
    }

    /** These options with other lengths. */
    public Options with(Lengths newLengths) {
        return new Options(servers, homes, keys, valueBytes, newLengths, network, disk, store);
    }

    /** These options with the store set up in another way. */
    public Options with(Store newStore) {
        return new Options(servers, homes, keys, valueBytes, lengths, network, disk, newStore);
    }

    /**
     * How long a run and its parts last, in nanoseconds of virtual time.
     *
     * @param stir with faults, for the claims of safety
     * @param settle after the last fault is healed, for the claims that something good happens
     * @param patience how long a client waits for an answer before it gives the operation up
     */
    public record Lengths(long stir, long settle, long patience) {
        public Lengths {
            if (stir < 0 || settle < 0 || patience < 1) {
                throw new IllegalArgumentException("lengths are not negative, patience is at least 1ns");
            }
        }

        /** When the run is over, in nanoseconds after its beginning. */
        public long whole() {
            return stir + settle;
        }
    }

    /**
     * How the network is as long as no fault makes it worse.
     *
     * @param delayLow the least time that a message takes, in nanoseconds
     * @param delayHigh the usual upper bound, in nanoseconds
     * @param lossPpm how many of a million messages get lost
     * @param duplicatePpm how many of a million messages arrive twice
     */
    public record Network(long delayLow, long delayHigh, int lossPpm, int duplicatePpm) {}

    /**
     * How the disks are as long as no fault makes them worse.
     *
     * @param latencyLow the least time that an operation takes, in nanoseconds
     * @param latencyHigh the most that it takes, in nanoseconds
     */
    public record Disk(long latencyLow, long latencyHigh) {}

    /**
     * How the store is set up.
     *
     * @param electionTimeout the least time without a leader before a server stands for election, in nanoseconds
     * @param snapshotEvery how many entries are applied between two snapshots
     * @param tail how many entries before a snapshot are kept for laggards
     * @param inFlight how many requests with entries may be unanswered per server
     * @param batchBytes how many bytes of entries travel at once, one entry at least
     */
    public record Store(long electionTimeout, int snapshotEvery, int tail, int inFlight, int batchBytes) {}

    /** One line for a person. */
    public String text() {
        return servers + (servers == 1 ? " server, " : " servers, ") + clients() + " clients (homes "
                + homes.mkString(" ") + "), keys " + keys.mkString(" ")
                + (valueBytes > 0 ? ", values of " + valueBytes + " bytes" : "") + ", stir " + Times.text(lengths.stir)
                + ", settle " + Times.text(lengths.settle) + ", patience " + Times.text(lengths.patience)
                + ", delay " + span(network.delayLow, network.delayHigh) + ", loss " + network.lossPpm
                + " ppm, doubled " + network.duplicatePpm + " ppm, disk " + span(disk.latencyLow, disk.latencyHigh)
                + ", election after " + Times.text(store.electionTimeout) + ", snapshot every " + store.snapshotEvery
                + " entries, tail " + store.tail + ", " + store.inFlight + " in flight, batches of " + store.batchBytes
                + " bytes";
    }

    private static String span(long low, long high) {
        return Times.text(low) + " to " + Times.text(high);
    }
}
