package kyoten.scenario.plan;

import io.vavr.collection.Seq;

/**
 * What a run fixes before it begins. A scenario gives ranges, the seed chooses; the choice is printed first.
 *
 * @param topology the sites, their servers and where the clients stand
 * @param keys what the clients contend for
 * @param valueBytes how long each value is made that the clients write; 0 leaves it as short as it is
 * @param lengths of the run and of what it waits for
 */
public record Options(
        Topology topology, Seq<String> keys, int valueBytes, Lengths lengths, Network network, Disk disk, Store store) {

    public Options {
        if (valueBytes < 0 || valueBytes > 1 << 20) {
            throw new IllegalArgumentException("a value has 0 to 1048576 bytes: " + valueBytes);
        }
    }

    /** How many clients there are. */
    public int clients() {
        return topology.homes().size();
    }

    /** How many servers the first site has, the only one if there is one. */
    public int servers() {
        return topology.site(1).servers();
    }

    /** How many sites there are, those that join later among them. */
    public int sites() {
        return topology.sites().size();
    }

    /** These options for one site as if it were alone. */
    public Options only(int site) {
        return new Options(topology.only(site), keys, valueBytes, lengths, network, disk, store);
    }

    /** These options with other lengths. */
    public Options with(Lengths newLengths) {
        return new Options(topology, keys, valueBytes, newLengths, network, disk, store);
    }

    /** These options with the store set up in another way. */
    public Options with(Store newStore) {
        return new Options(topology, keys, valueBytes, lengths, network, disk, newStore);
    }

    /** These options with other sites, servers or places of the clients. */
    public Options with(Topology newTopology) {
        return new Options(newTopology, keys, valueBytes, lengths, network, disk, store);
    }

    /** These options with another network. */
    public Options with(Network newNetwork) {
        return new Options(topology, keys, valueBytes, lengths, newNetwork, disk, store);
    }

    /** These options with other disks. */
    public Options with(Disk newDisk) {
        return new Options(topology, keys, valueBytes, lengths, network, newDisk, store);
    }

    /** These options with other keys. */
    public Options withKeys(Seq<String> newKeys) {
        return new Options(topology, newKeys, valueBytes, lengths, network, disk, store);
    }

    /** These options with values of another length. */
    public Options withValueBytes(int newValueBytes) {
        return new Options(topology, keys, newValueBytes, lengths, network, disk, store);
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
     * @param logBytes how many bytes of updates a stream keeps at most for sites that are behind
     * @param partBytes how long a part of a snapshot is, about
     * @param pageBytes how long a page of an answer is, about
     */
    public record Store(
            long electionTimeout,
            int snapshotEvery,
            int tail,
            int inFlight,
            int batchBytes,
            int logBytes,
            int partBytes,
            int pageBytes) {}

    /** One line for a person. */
    public String text() {
        return topology.text() + ", keys " + keys.mkString(" ")
                + (valueBytes > 0 ? ", values of " + valueBytes + " bytes" : "") + ", stir " + Times.text(lengths.stir)
                + ", settle " + Times.text(lengths.settle) + ", patience " + Times.text(lengths.patience)
                + ", delay " + span(network.delayLow, network.delayHigh) + ", loss " + network.lossPpm
                + " ppm, doubled " + network.duplicatePpm + " ppm, disk " + span(disk.latencyLow, disk.latencyHigh)
                + ", election after " + Times.text(store.electionTimeout) + ", snapshot every " + store.snapshotEvery
                + " entries, tail " + store.tail + ", " + store.inFlight + " in flight, batches of " + store.batchBytes
                + " bytes, " + store.logBytes + " bytes of updates kept per stream, parts of "
                + store.partBytes + " bytes, pages of " + store.pageBytes + " bytes";
    }

    private static String span(long low, long high) {
        return Times.text(low) + " to " + Times.text(high);
    }
}
