package kyoten.geo;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import kyoten.causal.Origin;
import kyoten.geo.message.GeoEnvelope;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FixedEnv;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.node.Step;
import kyoten.site.SiteOptions;
import kyoten.site.Store;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;

/**
 * The leader of a site of one server, stepped by hand: its disk does what it is told, and the leaders of other sites say what a
 * test wants. What it did since the last event that a test brought about can be looked at.
 */
final class LoneLeader {
    static final SiteId TOKYO = new SiteId("tokyo");
    static final NodeId SELF = new NodeId("tokyo/1");
    static final Duration SILENCE = GeoOptions.Timing.USUAL.silence();

    private static final ByteString KEY = ByteString.copyFromUtf8("the key of a cluster in tests");
    private static final NodeId OPERATOR = new NodeId("operator");
    private static final String SITES_PATIENCE = "site/patience";
    private static final int MOST_SECONDS = 20;

    private final GeoServer server;
    private final Deque<Effect.DiskOperation> operations = new ArrayDeque<>();
    private final List<Effect> effects = new ArrayList<>();
    private GeoState state;
    private TreeSet<String> timers = TreeSet.empty();
    private boolean diskHolds;
    private boolean diskIsFull;
    private long now = 1_000;
    private long wall = 1_000_000_000_000L;
    private long steps;
    private long orders;

    private LoneLeader(GeoOptions options) {
        server = new GeoServer(options);
        state = server.initial();
        on(new Event.Booted(1, Vector.empty()));
    }

    /** Lets time pass until it leads. */
    private LoneLeader lead(int seconds) {
        effects.clear();
        for (int i = 0; i < seconds && state.leadership().isEmpty(); i++) {
            pass(Duration.ofSeconds(1));
            effects.clear();
            timers.filter(name -> name.startsWith("raft")).forEach(this::fire);
        }
        return this;
    }

    /** A founder of a cluster, together with other sites. */
    static LoneLeader among(OtherSite... others) {
        return among(options -> options, others);
    }

    static LoneLeader among(UnaryOperator<GeoOptions> with, OtherSite... others) {
        return new LoneLeader(with.apply(options(founders(others)))).lead(MOST_SECONDS);
    }

    /** A founder that has just been started, and leads nothing yet. */
    static LoneLeader started(OtherSite... others) {
        return new LoneLeader(options(founders(others)));
    }

    private static Vector<Member> founders(OtherSite... others) {
        Member itself = Member.founder(Incarnation.founder(TOKYO), TreeMap.of(SELF, "tokyo:1"));
        return Vector.of(others).map(OtherSite::member).prepend(itself);
    }

    /** A site that waits to join others. */
    static LoneLeader newcomer() {
        return new LoneLeader(options(Vector.empty())).lead(MOST_SECONDS);
    }

    private static GeoOptions options(Vector<Member> founders) {
        SiteOptions site = SiteOptions.of(TOKYO, SELF, Vector.of(SELF), KEY).withFounders(founders);
        return GeoOptions.of(site, TreeMap.of(SELF, "tokyo:1"));
    }

    boolean leads() {
        return state.leadership().isDefined();
    }

    Store store() {
        return state.site().store();
    }

    History history() {
        return store().standing().history();
    }

    Leadership lead() {
        return state.leadership().get();
    }

    Peer peer(OtherSite site) {
        return lead().peers().get(site.incarnation()).get();
    }

    long cluster() {
        return server.cluster();
    }

    long now() {
        return now;
    }

    void pass(Duration time) {
        now += time.toNanos();
        wall += time.toNanos();
    }

    void setWall(long nanos) {
        wall = nanos;
    }

    /** From now on nothing can be appended. */
    void fillDisk() {
        diskIsFull = true;
    }

    /** The disk keeps what it is told to itself, until it is told to go on. */
    void holdDisk() {
        diskHolds = true;
    }

    void releaseDisk() {
        effects.clear();
        diskHolds = false;
        work();
    }

    /** A tick later. */
    void tick() {
        pass(GeoOptions.Timing.USUAL.tick());
        bringAbout(new Event.TimerFired(GeoServer.TICK));
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    /** The leader of another site says something; it knows the history that this one knows, unless the message says otherwise. */
    void hear(OtherSite site, GeoEnvelope.Builder message) {
        hear(site, site.first(), message);
    }

    void hear(OtherSite site, NodeId from, GeoEnvelope.Builder message) {
        GeoEnvelope.Builder signed = site.signed(message);
        if (signed.getHistoryDigest() == 0) {
            signed.setHistoryDigest(history().digest());
        }
        if (signed.getMembersDigest() == 0) {
            signed.setMembersDigest(history().membersDigest());
        }
        receive(from, signed.setCluster(cluster()));
    }

    /** The next updates of an origin come from a site, outside of any subscription. */
    void arrive(OtherSite from, Origin origin, ByteString key, String... values) {
        hear(from, Said.batch(0, 0, Said.run(store(), origin, key, values)));
    }

    /** A message comes as it is. */
    void receive(NodeId from, GeoEnvelope.Builder message) {
        bringAbout(new Event.Received(from, message.build()));
    }

    /** An operator orders something by message, under a number of its own. */
    List<AdminReply> order(AdminRequest.Builder request) {
        orders++;
        return orderAgain(request);
    }

    /** The same once more under the last number. */
    List<AdminReply> orderAgain(AdminRequest.Builder request) {
        bringAbout(new Event.Received(OPERATOR, request.setNumber(orders).build()));
        return replies();
    }

    List<AdminReply> replies() {
        return sent(OPERATOR).map(AdminReply.class::cast).toJavaList();
    }

    private Vector<Object> sent(NodeId to) {
        return Vector.ofAll(effects)
                .filter(effect ->
                        effect instanceof Effect.Send send && send.to().equals(to))
                .map(effect -> ((Effect.Send) effect).message());
    }

    /** What it sent to the servers of a site. */
    List<GeoEnvelope> sent(OtherSite to) {
        return sentTo(to.first()).appendAll(sentTo(to.second())).toJavaList();
    }

    Vector<GeoEnvelope> sentTo(NodeId to) {
        return sent(to).map(GeoEnvelope.class::cast);
    }

    /** What it sent of one kind. */
    List<GeoEnvelope> sent(OtherSite to, GeoEnvelope.BodyCase kind) {
        return sent(to).stream()
                .filter(message -> message.getBodyCase() == kind)
                .toList();
    }

    /** Why it ignored something. */
    List<String> ignored() {
        return notes(Step.IGNORED);
    }

    List<String> notes(String mark) {
        return effects.stream()
                .filter(effect ->
                        effect instanceof Effect.Note note && note.mark().equals(mark))
                .map(effect -> ((Effect.Note) effect).detail())
                .toList();
    }

    List<Effect> effects() {
        return effects;
    }

    boolean isSet(String timer) {
        return timers.contains(timer);
    }

    void bringAbout(Event event) {
        effects.clear();
        on(event);
        if (timers.contains(SITES_PATIENCE)) {
            fire(SITES_PATIENCE);
        }
    }

    private void fire(String timer) {
        timers = timers.remove(timer);
        on(new Event.TimerFired(timer));
    }

    private void on(Event event) {
        steps++;
        Step<GeoState> step = server.on(state, event, env());
        state = step.state();
        step.effects().forEach(this::take);
        if (!diskHolds) {
            work();
        }
    }

    private void take(Effect effect) {
        effects.add(effect);
        if (effect instanceof Effect.SetTimer timer) {
            timers = timers.add(timer.timer());
        } else if (effect instanceof Effect.CancelTimer timer) {
            timers = timers.remove(timer.timer());
        } else if (effect instanceof Effect.DiskOperation operation) {
            operations.add(operation);
        }
    }

    private void work() {
        while (!operations.isEmpty()) {
            Effect.DiskOperation next = operations.remove();
            on(
                    diskIsFull && next instanceof Effect.Append
                            ? new Event.DiskFailed(next.operation(), Event.DiskFault.FULL)
                            : new Event.DiskDone(next.operation(), ByteString.EMPTY));
        }
    }

    private Env env() {
        return new FixedEnv(now, wall, (purpose, i) -> purpose.hashCode() * 31L + i + steps * 1_000_003L);
    }
}
