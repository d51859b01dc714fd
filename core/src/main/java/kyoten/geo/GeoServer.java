package kyoten.geo;

import io.vavr.control.Option;
import kyoten.geo.message.GeoEnvelope;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.Step;
import kyoten.site.ContextSeal;
import kyoten.site.Operator;
import kyoten.site.SiteServer;
import kyoten.site.message.AdminRequest;
import kyoten.wire.MalformedException;
import kyoten.wire.ProtoCodec;
import kyoten.wire.Registry;

/**
 * One server of a site among others: a {@link SiteServer}, and what its leader does for other sites.
 *
 * <p>Clients and operators ask as they ask a {@code SiteServer}; an operator can also have the site join others, leave
 * them, and tell who holds collection back. What other sites say never makes a client wait: it is proposed to the site's
 * log like anything else, and answered once it is committed.
 */
public final class GeoServer implements Node<GeoState> {
    static final String TICK = "geo/tick";

    private static final int ENVELOPE_NUMBER = 30;

    private final GeoOptions options;
    private final SiteServer site;
    private final long cluster;

    public GeoServer(GeoOptions options) {
        this.options = options;
        this.site = new SiteServer(options.site());
        this.cluster = ContextSeal.fingerprint(options.site().cluster().key());
    }

    /** All messages of a cluster of sites: those of each site, and those between them. */
    public static Registry registry(Registry ofSites) {
        return ofSites.and(ProtoCodec.of(ENVELOPE_NUMBER, GeoEnvelope.getDefaultInstance()));
    }

    GeoOptions options() {
        return options;
    }

    SiteServer site() {
        return site;
    }

    /** A number that tells clusters apart, and nothing of their keys. */
    long cluster() {
        return cluster;
    }

    @Override
    public GeoState initial() {
        return new GeoState(site.initial(), Option.none());
    }

    @Override
    public Step<GeoState> on(GeoState state, Event event, Env env) {
        GeoTurn turn = new GeoTurn(this, state, env);
        if (event instanceof Event.Received received && received.message() instanceof GeoEnvelope envelope) {
            try {
                Receiving.onEnvelope(turn, received.from(), envelope);
            } catch (MalformedException malformed) {
                return Step.ignored(state, "malformed: " + malformed.getMessage());
            }
        } else if (event instanceof Event.TimerFired fired && fired.timer().equals(TICK)) {
            Ticks.onTick(turn);
        } else if (event instanceof Event.Asked asked
                && asked.body() instanceof AdminRequest request
                && Desk.isForGeo(request)) {
            Desk.onRequest(turn, Operator.here(asked.request(), request), request);
        } else if (event instanceof Event.Received received
                && received.message() instanceof AdminRequest request
                && Desk.isForGeo(request)) {
            Desk.onRequest(turn, Operator.at(received.from(), request), request);
        } else {
            turn.toSite(event);
        }
        return turn.step();
    }
}
