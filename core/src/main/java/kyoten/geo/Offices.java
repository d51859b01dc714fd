package kyoten.geo;

import io.vavr.control.Option;
import kyoten.node.Effect;

/** Begins and ends what a server does for other sites, as it begins and ends to lead its own. */
final class Offices {
    private Offices() {}

    /** Called at the end of each step. */
    static void follow(GeoTurn turn) {
        boolean leads =
                turn.site().leadsSettled() && turn.store().standing().self().isDefined();
        if (leads && turn.leadership().isEmpty()) {
            begin(turn);
        } else if (!leads && turn.leadership().isDefined()) {
            turn.set(Option.none());
            turn.add(new Effect.CancelTimer(GeoServer.TICK));
        }
    }

    private static void begin(GeoTurn turn) {
        turn.set(Leadership.begun(turn.draw()));
        Peers.follow(turn);
        Ticks.onTick(turn);
    }
}
