package kyoten.check.txn;

/**
 * What the order of a register's versions is inferred from. Unlike a list, a register does not show its past; what is known of the order
 * is partial. The empty register always comes first. Each of these holds in every history of the models named, so that a cycle that
 * follows from it does break the model.
 */
enum VersionOrder {
    /** A transaction that reads a version and then writes the key installs a later one: all models from consistent view on. */
    WRITES_FOLLOW_READS,
    /** A process touches a key's versions in their order: strong session serializability. */
    SEQUENTIAL,
    /** Versions touched one after the other in real time are in that order: strict serializability. */
    LINEARIZABLE;

    /** Whether histories of the model keep to this. */
    boolean holdsUnder(ConsistencyModel model) {
        return switch (this) {
            case WRITES_FOLLOW_READS ->
                model.implies(ConsistencyModel.CONSISTENT_VIEW) || model.implies(ConsistencyModel.REPEATABLE_READ);
            case SEQUENTIAL -> model.implies(ConsistencyModel.STRONG_SESSION_SERIALIZABLE);
            case LINEARIZABLE -> model.implies(ConsistencyModel.STRICT_SERIALIZABLE);
        };
    }
}
