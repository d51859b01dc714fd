package kyoten.check.txn;

import static kyoten.check.txn.Anomaly.CYCLIC_VERSIONS;
import static kyoten.check.txn.Anomaly.DUPLICATE_ELEMENTS;
import static kyoten.check.txn.Anomaly.FUTURE_READ;
import static kyoten.check.txn.Anomaly.G0;
import static kyoten.check.txn.Anomaly.G0_PROCESS;
import static kyoten.check.txn.Anomaly.G0_REALTIME;
import static kyoten.check.txn.Anomaly.G1A;
import static kyoten.check.txn.Anomaly.G1B;
import static kyoten.check.txn.Anomaly.G1C;
import static kyoten.check.txn.Anomaly.G1C_PROCESS;
import static kyoten.check.txn.Anomaly.G1C_REALTIME;
import static kyoten.check.txn.Anomaly.G2_ITEM;
import static kyoten.check.txn.Anomaly.G2_ITEM_PROCESS;
import static kyoten.check.txn.Anomaly.G2_ITEM_REALTIME;
import static kyoten.check.txn.Anomaly.G_NONADJACENT;
import static kyoten.check.txn.Anomaly.G_NONADJACENT_PROCESS;
import static kyoten.check.txn.Anomaly.G_NONADJACENT_REALTIME;
import static kyoten.check.txn.Anomaly.G_SINGLE;
import static kyoten.check.txn.Anomaly.INTERNAL;
import static kyoten.check.txn.Anomaly.LOST_UPDATE;
import static kyoten.check.txn.Anomaly.UNWRITTEN_READ;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What isolation a history is held to. Each model rules out some anomalies itself, and all that the weaker models which it implies rule
 * out. The hierarchy is that of Elle, after Adya, Bailis, Cerone, and Daudjee and Salem; {@link #STRICT_SERIALIZABLE} is the default.
 *
 * <p>The constants stand from weak to strong, so that each may name those before it.
 */
public enum ConsistencyModel {
    /** Adya's PL-1: writes are not interleaved. */
    READ_UNCOMMITTED(none(), set(G0, DUPLICATE_ELEMENTS, CYCLIC_VERSIONS, UNWRITTEN_READ)),
    /** Adya's PL-2: only committed, final versions are read, and information does not flow in circles. */
    READ_COMMITTED(set(READ_UNCOMMITTED), set(G1A, G1B, G1C)),
    /** Bailis: once some of a transaction's effects are seen, all are. */
    MONOTONIC_ATOMIC_VIEW(set(READ_COMMITTED), set()),
    /** Cerone: transactions are seen whole, and see themselves. */
    READ_ATOMIC(set(MONOTONIC_ATOMIC_VIEW), set(INTERNAL, G1A, FUTURE_READ)),
    /** Read committed, and no update is lost while a cursor stands on it. */
    CURSOR_STABILITY(set(READ_COMMITTED), set(LOST_UPDATE)),
    /** Adya's PL-2+: no read skew. */
    CONSISTENT_VIEW(set(CURSOR_STABILITY), set(G_SINGLE)),
    /** Adya's PL-2.99: serializable but for predicates. */
    REPEATABLE_READ(set(CURSOR_STABILITY, MONOTONIC_ATOMIC_VIEW), set(G2_ITEM, LOST_UPDATE)),
    /** Adya's PL-SI, generalised: reads from one snapshot, first committer wins. */
    SNAPSHOT_ISOLATION(set(CONSISTENT_VIEW, READ_ATOMIC), set(G_NONADJACENT)),
    /** Adya's PL-3, conflict serializability. */
    SERIALIZABLE(set(REPEATABLE_READ, SNAPSHOT_ISOLATION), set()),
    /** Read uncommitted, in the order of each process. */
    STRONG_SESSION_READ_UNCOMMITTED(set(READ_UNCOMMITTED), set(G0_PROCESS)),
    /** Read committed, in the order of each process. */
    STRONG_SESSION_READ_COMMITTED(set(READ_COMMITTED, STRONG_SESSION_READ_UNCOMMITTED), set(G1C_PROCESS)),
    /** Snapshot isolation, in the order of each process. */
    STRONG_SESSION_SNAPSHOT_ISOLATION(
            set(SNAPSHOT_ISOLATION, STRONG_SESSION_READ_COMMITTED), set(G_NONADJACENT_PROCESS)),
    /** Serializable, in the order of each process. */
    STRONG_SESSION_SERIALIZABLE(set(SERIALIZABLE, STRONG_SESSION_SNAPSHOT_ISOLATION), set(G2_ITEM_PROCESS)),
    /** Read uncommitted, in real time. */
    STRONG_READ_UNCOMMITTED(set(STRONG_SESSION_READ_UNCOMMITTED), set(G0_REALTIME)),
    /** Read committed, in real time. */
    STRONG_READ_COMMITTED(set(STRONG_SESSION_READ_COMMITTED, STRONG_READ_UNCOMMITTED), set(G1C_REALTIME)),
    /** Snapshot isolation, in real time. */
    STRONG_SNAPSHOT_ISOLATION(
            set(STRONG_SESSION_SNAPSHOT_ISOLATION, STRONG_READ_COMMITTED), set(G_NONADJACENT_REALTIME)),
    /** Serializable, in real time: Adya's PL-SS. */
    STRICT_SERIALIZABLE(set(STRONG_SESSION_SERIALIZABLE, STRONG_SNAPSHOT_ISOLATION), set(G2_ITEM_REALTIME));

    private final Set<ConsistencyModel> weaker;
    private final EnumSet<Anomaly> prohibited;

    ConsistencyModel(Set<ConsistencyModel> weaker, Set<Anomaly> own) {
        this.weaker = weaker;
        prohibited = EnumSet.noneOf(Anomaly.class);
        prohibited.addAll(own);
        weaker.forEach(model -> prohibited.addAll(model.prohibited));
    }

    /** The name on the command line: {@code snapshot-isolation}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The model of a name, by its label or one of the field's other names. */
    public static Option<ConsistencyModel> named(String name) {
        String label = switch (name) {
            case "conflict-serializable", "PL-3" -> "serializable";
            case "strong-serializable", "PL-SS" -> "strict-serializable";
            case "PL-1" -> "read-uncommitted";
            case "PL-2" -> "read-committed";
            case "PL-2+" -> "consistent-view";
            case "PL-2.99" -> "repeatable-read";
            case "PL-SI" -> "snapshot-isolation";
            default -> name;
        };
        return List.of(values()).find(model -> model.label().equals(label));
    }

    /** The labels of all models, from weak to strong. */
    public static Seq<String> labels() {
        return List.of(values()).map(ConsistencyModel::label);
    }

    /** Whether a history with this anomaly breaks the model. */
    public boolean prohibits(Anomaly anomaly) {
        return anomaly.closure().stream().anyMatch(prohibited::contains);
    }

    /** Whether every history of this model is one of the other, too. */
    public boolean implies(ConsistencyModel other) {
        return this == other || weaker.stream().anyMatch(model -> model.implies(other));
    }

    /** The weakest models that a history with these anomalies breaks. */
    static Seq<ConsistencyModel> weakestBroken(Set<Anomaly> anomalies) {
        Seq<ConsistencyModel> broken =
                List.of(values()).filter(model -> anomalies.stream().anyMatch(model::prohibits));
        return broken.filter(model -> !broken.exists(other -> other != model && model.implies(other)));
    }

    private static Set<Anomaly> set(Anomaly... anomalies) {
        EnumSet<Anomaly> all = EnumSet.noneOf(Anomaly.class);
        all.addAll(Arrays.asList(anomalies));
        return all;
    }

    private static Set<ConsistencyModel> none() {
        return Set.of();
    }

    private static Set<ConsistencyModel> set(ConsistencyModel first, ConsistencyModel... more) {
        Set<ConsistencyModel> all = new LinkedHashSet<>();
        all.add(first);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
