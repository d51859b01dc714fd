package kyoten.geo;

import java.util.List;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Behind;
import kyoten.geo.message.Compare;
import kyoten.geo.message.Fetch;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.GeoEnvelope.BodyCase;

/** A leader of tokyo's that lacks what osaka's log no longer holds. */
final class CatchingUp {
    static final OtherSite OSAKA = OtherSite.of("osaka");
    static final OtherSite KOBE = OtherSite.of("kobe");

    final LoneLeader tokyo = LoneLeader.among(KOBE, OSAKA);

    /** A site says that it can't feed some streams: the first question about them. */
    Compare begin(OtherSite with, Integer... streams) {
        tokyo.hear(with, Said.status());
        behind(with, streams);
        return compared();
    }

    void behind(OtherSite with, Integer... streams) {
        long number = tokyo.peer(with).demand().get().number();
        tokyo.hear(
                with,
                GeoEnvelope.newBuilder()
                        .setBehind(Behind.newBuilder().setNumber(number).addAllStreams(List.of(streams))));
    }

    Compare compared() {
        return tokyo.sent(OSAKA, BodyCase.COMPARE).get(0).getCompare();
    }

    Fetch fetch() {
        return tokyo.sent(OSAKA, BodyCase.FETCH).get(0).getFetch();
    }

    boolean isGoingOn() {
        return tokyo.lead().exchange().isDefined();
    }

    VersionVector applied(int stream) {
        return tokyo.store().streams().get(stream).applied();
    }
}
