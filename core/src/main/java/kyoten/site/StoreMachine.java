package kyoten.site;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import kyoten.causal.Origin;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.raft.Machine;
import kyoten.site.message.BeginEpoch;
import kyoten.site.message.Command;
import kyoten.site.message.ServerBoot;
import kyoten.site.message.SessionId;
import kyoten.site.message.Update;
import kyoten.site.message.Updated;
import kyoten.site.message.Vouch;
import kyoten.wire.MalformedException;

/**
 * What the commands of the log do to the {@link Store}. Everything that decides is in the command or in the store: every
 * server comes to the same.
 */
public final class StoreMachine implements Machine<Store> {
    /** Expired sessions are looked for whenever so many more have been opened. */
    static final int SWEEP_EVERY = 64;

    /** A time that is further ahead of the leader's wall clock than this, in nanoseconds, doesn't move the site's own. */
    private static final long FAR_AHEAD = 10_000_000_000L;

    private final SiteId site;
    private final Limits limits;
    private final Store initial;
    private final Updates updates;
    private final Arrivals arrivals;
    private final Exchanges exchanges;

    /** @param founders the members that the cluster begins with, on all servers of the site the same */
    public StoreMachine(SiteId site, Limits limits, History founders) {
        this.site = site;
        this.limits = limits;
        this.initial = Store.of(Standing.of(site, founders));
        this.updates = new Updates(site, limits);
        this.arrivals = new Arrivals(site, limits);
        this.exchanges = new Exchanges(site);
    }

    @Override
    public Store initial() {
        return initial;
    }

    @Override
    public Applied<Store> apply(Store state, long index, long term, ByteString bytes) {
        Command command = parse(bytes);
        Store store = state.at(command.getTime());
        return switch (command.getBodyCase()) {
            case UPDATE -> update(store, command.getUpdate(), command.getWall());
            case OPEN -> open(store, new Session.Key(index, command.getOpen().getNonce()));
            case CLOSE -> close(store, key(command.getClose().getSession()));
            case BEGIN_EPOCH -> beginEpoch(store, command.getBeginEpoch());
            case VOUCH -> vouch(store, command.getVouch());
            case DRAIN -> new Applied<>(store.with(store.standing().drained()), new Result.Recorded());
            case ARRIVALS, ABSORB, COLLECT, MERGE_HISTORY -> fromOthers(store, command);
            case BODY_NOT_SET -> throw new IllegalStateException("the command at " + index + " is of an unknown kind");
        };
    }

    /** What other sites say must not stop the log, even if a leader has overlooked that it is nonsense. */
    private Applied<Store> fromOthers(Store store, Command command) {
        try {
            return switch (command.getBodyCase()) {
                case ARRIVALS -> arrivals.apply(store, command.getArrivals(), newest(command));
                case ABSORB -> exchanges.apply(store, command.getAbsorb(), newest(command));
                case COLLECT -> Collection.apply(store, command.getCollect());
                case MERGE_HISTORY ->
                    mergeHistory(store, History.of(command.getMergeHistory().getHistory()));
                default -> throw new IllegalArgumentException("not of others: " + command.getBodyCase());
            };
        } catch (MalformedException e) {
            return new Applied<>(store, new Result.Ignored(String.valueOf(e.getMessage())));
        }
    }

    private static long newest(Command command) {
        return command.getWall() + FAR_AHEAD;
    }

    private static Applied<Store> mergeHistory(Store store, History history) {
        return new Applied<>(standing(store, store.standing().merged(history)), new Result.Recorded());
    }

    private static Store standing(Store store, Standing after) {
        SortedSet<Origin> closed = store.standing().history().closedOrigins();
        boolean isSame = closed.equals(after.history().closedOrigins());
        return isSame ? store.with(after) : store.with(after).with(store.sweep().again());
    }

    private static Command parse(ByteString bytes) {
        try {
            return Command.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a leader put into the log what is no command", e);
        }
    }

    static Session.Key key(SessionId id) {
        return new Session.Key(id.getIndex(), id.getNonce());
    }

    /** The session of a key, unless it was closed, has expired, or is another's of a restored image. */
    static Option<Session> session(Store store, Session.Key key, Limits limits) {
        return store.sessions()
                .get(key.index())
                .filter(session -> session.key().equals(key) && !isExpired(session, store.time(), limits));
    }

    private static boolean isExpired(Session session, long time, Limits limits) {
        return time - session.lastUsed() > limits.sessionLife().toNanos();
    }

    private Applied<Store> open(Store store, Session.Key key) {
        boolean isTime = store.sessions().size() % SWEEP_EVERY == SWEEP_EVERY - 1;
        Store swept = isTime ? swept(store) : store;
        return new Applied<>(swept.with(Session.opened(key, store.time())), new Result.Opened(key));
    }

    /** Without the sessions that have expired, so that there are hardly more than were opened in the life of one. */
    private Store swept(Store store) {
        SortedMap<Long, Session> alive = store.sessions();
        for (Session session : store.sessions().values()) {
            if (isExpired(session, store.time(), limits)) {
                alive = alive.remove(session.key().index());
            }
        }
        return store.withSessions(alive);
    }

    private Applied<Store> close(Store store, Session.Key key) {
        boolean isThere = session(store, key, limits).isDefined();
        Store closed = isThere ? store.withSessions(store.sessions().remove(key.index())) : store;
        return new Applied<>(closed, new Result.Closed(key));
    }

    private Applied<Store> update(Store store, Update update, long wall) {
        Option<Session> found = session(store, key(update.getSession()), limits);
        if (found.isEmpty()) {
            return new Applied<>(store, new Result.SessionUnknown());
        }
        Session session = found.get();
        if (update.getSequence() <= session.lastSequence()) {
            return new Applied<>(store, known(session, update.getSequence()));
        }
        Updates.Judged judged = updates.judge(store, update, wall);
        Session after = session.done(update.getSequence(), judged.outcome(), store.time());
        return new Applied<>(judged.store().with(after), new Result.Updated(judged.outcome()));
    }

    /** What to say to an update that is not new in its session. */
    static Result known(Session session, long sequence) {
        Option<Updated.Outcome> outcome = session.outcome(sequence);
        return outcome.isDefined() ? new Result.Updated(outcome.get()) : new Result.SessionUnknown();
    }

    private Applied<Store> beginEpoch(Store store, BeginEpoch command) {
        Epochs epochs = store.epochs().begin(command.getEpoch(), boots(command.getBootsList()));
        Standing standing = store.standing().begun(epochs, new Incarnation(site, command.getIncarnation()));
        return new Applied<>(standing(store, standing), new Result.Recorded());
    }

    private static Applied<Store> vouch(Store store, Vouch command) {
        boolean isCurrent = command.getEpoch() == store.epochs().current();
        Epochs epochs = isCurrent ? store.epochs().vouch(boots(command.getBootsList())) : store.epochs();
        return new Applied<>(store.with(epochs), new Result.Recorded());
    }

    static SortedMap<NodeId, Long> boots(Iterable<ServerBoot> message) {
        SortedMap<NodeId, Long> boots = TreeMap.empty();
        for (ServerBoot boot : message) {
            boots = boots.put(new NodeId(boot.getServer()), boot.getBoot());
        }
        return boots;
    }

    @Override
    public Chunk chunk(Store root, ByteString cursor) {
        return SnapshotWriter.chunk(root, cursor, limits.partBytes());
    }

    @Override
    public Store restore(Seq<ByteString> chunks) {
        return SnapshotReader.restore(chunks);
    }
}
