package kyoten.geo;

import io.vavr.collection.SortedMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import kyoten.geo.message.GeoEnvelope;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.site.SiteState;
import kyoten.site.Store;
import kyoten.site.message.Command;

/**
 * One step of a server: the state on its way from the one to the next, and the effects so far. At its end what the store
 * has gained is fed to other sites.
 */
final class GeoTurn {
    private final GeoServer server;
    private final Env env;
    private final Store before;
    private final List<Effect> effects = new ArrayList<>();
    private SiteState site;
    private Option<Leadership> leadership;
    private int draws;

    GeoTurn(GeoServer server, GeoState state, Env env) {
        this.server = server;
        this.env = new BoundedWall(env, state.leadership());
        this.before = state.site().store();
        this.site = state.site();
        this.leadership = state.leadership();
    }

    Step<GeoState> step() {
        Offices.follow(this);
        if (leadership.isDefined()) {
            if (store() != before) {
                Peers.follow(this);
                Demands.onStore(this);
                Exchanges.onStore(this);
                Supplies.onStore(this);
                Desk.onStore(this);
            }
            Supplies.pump(this);
        }
        introduce();
        return new Step<>(new GeoState(site, leadership), Vector.of(effects.toArray(Effect[]::new)));
    }

    /** Tells the host where servers live that it may not know: any server may come to lead. */
    private void introduce() {
        History history = history();
        if (history == before.standing().history()) {
            return;
        }
        // Members last: another site may have taken the names of one that left.
        Vector<Member> gone = history.joined().values().toVector().filter(one -> !history.isMember(one.incarnation()));
        gone.appendAll(history.members().values()).forEach(this::introduce);
    }

    private void introduce(Member member) {
        member.servers().addresses().forEach((node, address) -> {
            if (!address.isEmpty()) {
                add(new Effect.Meet(node, address));
            }
        });
    }

    GeoServer server() {
        return server;
    }

    Env env() {
        return env;
    }

    long now() {
        return env.now();
    }

    SiteState site() {
        return site;
    }

    /** What the site has committed and this server applied. */
    Store store() {
        return site.store();
    }

    /** The store as it was when the step began. */
    Store before() {
        return before;
    }

    /** What the site knows of the membership. */
    History history() {
        return store().standing().history();
    }

    /** The site itself, which has begun its first epoch. */
    Incarnation incarnation() {
        return store().standing().self().get();
    }

    boolean isMember() {
        return store().standing().isMember();
    }

    /** The name of the server that leads the site; empty if unknown. */
    String leader() {
        return server.site().leader(site).map(NodeId::name).getOrElse("");
    }

    Option<Leadership> leadership() {
        return leadership;
    }

    /** What this server remembers as the leader that it is. */
    Leadership lead() {
        return leadership.get();
    }

    void set(Option<Leadership> newLeadership) {
        leadership = newLeadership;
    }

    void set(Leadership newLeadership) {
        leadership = Option.some(newLeadership);
    }

    void set(Peer peer) {
        set(lead().with(peer));
    }

    SortedMap<Incarnation, Peer> peers() {
        return lead().peers();
    }

    long silence() {
        return server.options().timing().silence().toNanos();
    }

    /** A number that nobody else draws. */
    long draw() {
        return env.random("geo", draws++);
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void ignored(String why) {
        add(new Effect.Note(Step.IGNORED, why));
    }

    void toSite(Event event) {
        absorb(server.site().on(site, event, env));
    }

    /** Puts a command into the site's log. What comes of it shows in the store, or not at all. */
    void propose(Command.Builder command) {
        absorb(server.site().propose(site, command, env));
    }

    /** The same with a command that can wait a moment for a client's. */
    void proposeSoon(Command.Builder command) {
        absorb(server.site().proposeSoon(site, command, env));
    }

    private void absorb(Step<SiteState> step) {
        site = step.state();
        step.effects().forEach(effects::add);
    }

    void send(Peer peer, GeoEnvelope.Builder message) {
        send(peer.contact().server(), message);
    }

    /** Says something to a server of another site. */
    void send(NodeId to, GeoEnvelope.Builder message) {
        add(new Effect.Send(
                to,
                message.setCluster(server.cluster())
                        .setSite(server.options().site().site().name())
                        .setIncarnation(
                                store().standing().self().map(Incarnation::id).getOrElse(0L))
                        .setEpoch(store().epochs().current())
                        .setTenure(leadership.map(Leadership::tenure).getOrElse(0L))
                        .setHistoryDigest(history().digest())
                        .setMembersDigest(history().membersDigest())
                        .build()));
    }
}
