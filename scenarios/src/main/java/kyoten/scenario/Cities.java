package kyoten.scenario;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.scenario.Setting.Layout;
import kyoten.scenario.Setting.Shape;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.plan.Topology.Home;
import kyoten.scenario.plan.Topology.Names;
import kyoten.scenario.plan.Topology.Route;
import kyoten.scenario.plan.Topology.Site;

/** Draws where the sites of a run are and who stands where. */
final class Cities {
    private static final Range LOSS_PPM = new Range(100, 50_000);
    private static final Range BYTES_PER_SECOND = new Range(40_000, 4_000_000);

    private final Draw draw;

    Cities(Draw draw) {
        this.draw = draw;
    }

    Topology topology(Setting setting) {
        Layout layout = setting.layout();
        int founders = (int) draw.from(layout.founders(), "sites", 0);
        Vector<Site> sites = Vector.rangeClosed(1, founders + layout.late())
                .map(number -> new Site(
                        Names.site(number),
                        (int) draw.from(layout.servers(), "servers", number - 1),
                        number <= founders));
        int clients = Math.max((int) draw.from(setting.clients(), "clients", 0), sites.size());
        return new Topology(
                sites, Vector.rangeClosed(1, clients).map(client -> home(sites, client)), routes(sites.size(), layout));
    }

    /** Each site has a client, and the others stand anywhere. */
    private Home home(Vector<Site> sites, int client) {
        int site = client <= sites.size() ? client : 1 + (int) draw.below("site of client", client, sites.size());
        return new Home(site, server(sites.get(site - 1).servers(), client));
    }

    /** Pinned clients keep talking to a leader that was deposed without knowing; wandering ones see both sides. */
    private int server(int servers, int client) {
        int pinnedPercent = (int) draw.below("pinned clients", 0, 101);
        return draw.percent(pinnedPercent, "pinned", client) ? 1 + (int) draw.below("home", client, servers) : 0;
    }

    private Vector<Route> routes(int sites, Layout layout) {
        boolean lossy = draw.percent(40, "lossy routes", 0);
        boolean narrow = draw.percent(layout.narrowPercent(), "narrow routes", 0);
        long base = draw.steeplyFrom(layout.delay(), "route delay", 0);
        return Vector.rangeClosed(1, sites)
                .flatMap(one -> Vector.rangeClosed(one + 1, sites)
                        .filter(other -> layout.shape() == Shape.MESH || other == one + 1)
                        .map(other -> route(one, other, base, lossy, narrow)));
    }

    private Route route(int one, int other, long base, boolean lossy, boolean narrow) {
        long ordinal = one * 100L + other;
        long low = round(base * draw.from(Range.between(4, 12), "distance", ordinal) / 4);
        return new Route(
                one,
                other,
                low,
                low + round(low * draw.below("route jitter", ordinal, 100) / 100),
                lossy ? (int) draw.steeplyFrom(LOSS_PPM, "route loss", ordinal) : 0,
                narrow ? (int) draw.steeplyFrom(BYTES_PER_SECOND, "route bytes", ordinal) : 0);
    }

    /** To a tenth of a millisecond, for the eye. */
    private static long round(long nanos) {
        long tenth = Duration.ofNanos(100_000).toNanos();
        return nanos / tenth * tenth;
    }
}
