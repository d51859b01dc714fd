package kyoten.check.txn;

import java.util.EnumSet;
import java.util.Set;

/**
 * What can be wrong with a history of transactions. Names are Adya's and Elle's. Each anomaly lists those that it implies: where it is,
 * a model that rules out one of these is broken too.
 */
public enum Anomaly {
    /** A dependency cycle with two or more adjacent anti-dependencies, when time counts. */
    G2_ITEM_REALTIME("G2-item-realtime"),
    /** The same, when the order within a process counts. */
    G2_ITEM_PROCESS("G2-item-process", G2_ITEM_REALTIME),
    /** A dependency cycle with two or more anti-dependencies: write skew is one. */
    G2_ITEM("G2-item", G2_ITEM_PROCESS),
    /** A cycle with anti-dependencies of which no two are adjacent, when time counts. */
    G_NONADJACENT_REALTIME("G-nonadjacent-realtime", G2_ITEM_REALTIME),
    /** The same, when the order within a process counts. */
    G_NONADJACENT_PROCESS("G-nonadjacent-process", G_NONADJACENT_REALTIME, G2_ITEM_PROCESS),
    /** A cycle with anti-dependencies of which no two are adjacent; snapshot isolation rules it out. */
    G_NONADJACENT("G-nonadjacent", G_NONADJACENT_PROCESS, G2_ITEM),
    /** A cycle with one anti-dependency, when time counts: a stale read. */
    G_SINGLE_REALTIME("G-single-realtime", G_NONADJACENT_REALTIME),
    /** A cycle with one anti-dependency, when the order within a process counts. */
    G_SINGLE_PROCESS("G-single-process", G_SINGLE_REALTIME, G_NONADJACENT_PROCESS),
    /** A cycle with exactly one anti-dependency: read skew. */
    G_SINGLE("G-single", G_SINGLE_PROCESS, G_NONADJACENT),
    /** A cycle of writes and reads, when time counts: information from the future. */
    G1C_REALTIME("G1c-realtime"),
    /** A cycle of writes and reads, when the order within a process counts. */
    G1C_PROCESS("G1c-process", G1C_REALTIME),
    /** Circular information flow: a cycle of write and read dependencies. */
    G1C("G1c", G1C_PROCESS),
    /** A write cycle, when time counts. */
    G0_REALTIME("G0-realtime", G1C_REALTIME),
    /** A write cycle, when the order within a process counts. */
    G0_PROCESS("G0-process", G0_REALTIME, G1C_PROCESS),
    /** A write cycle: the writes of transactions are interleaved. */
    G0("G0", G0_PROCESS, G1C),
    /** An aborted read: a committed transaction saw what an aborted one wrote. */
    G1A("G1a"),
    /** An intermediate read: a transaction saw a version that its writer itself replaced. */
    G1B("G1b"),
    /** Two transactions read the same version and both replaced it. */
    LOST_UPDATE("lost-update", G2_ITEM),
    /** A transaction's read contradicts its own earlier reads and writes. */
    INTERNAL("internal"),
    /** A transaction read what it wrote only later. */
    FUTURE_READ("future-read", G1C),
    /** A committed write builds on an aborted one. */
    DIRTY_UPDATE("dirty-update", G1A),
    /** An element appended once was seen twice in one list. */
    DUPLICATE_ELEMENTS("duplicate-elements"),
    /** Two reads of one list, neither a prefix of the other. */
    INCOMPATIBLE_ORDER("incompatible-order", G1A),
    /** What is known of a key's versions puts one before itself. */
    CYCLIC_VERSIONS("cyclic-versions"),
    /** A value was read that nothing wrote. */
    UNWRITTEN_READ("unwritten-read");

    private final String label;
    private final Anomaly[] implied;

    Anomaly(String label, Anomaly... implied) {
        this.label = label;
        this.implied = implied;
    }

    /** The name in the literature: {@code G-single-realtime}. */
    public String label() {
        return label;
    }

    /** This anomaly and all that it implies. */
    Set<Anomaly> closure() {
        EnumSet<Anomaly> all = EnumSet.of(this);
        for (Anomaly next : implied) {
            all.addAll(next.closure());
        }
        return all;
    }
}
