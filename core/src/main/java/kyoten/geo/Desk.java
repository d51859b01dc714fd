package kyoten.geo;

import kyoten.site.AdminDesk;
import kyoten.site.Operator;
import kyoten.site.OriginLog;
import kyoten.site.StreamState;
import kyoten.site.message.AdminDone;
import kyoten.site.message.AdminRefused;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.MemberList;
import kyoten.site.message.SiteStability;
import kyoten.site.message.StabilityReport;

/** What operators ask about the sites together. */
final class Desk {
    private Desk() {}

    static boolean isForGeo(AdminRequest request) {
        return switch (request.getBodyCase()) {
            case JOIN_SITE, LEAVE_SITE, STABILITY, MEMBERS, SET_RESOLVER, LIST_RESOLVERS -> true;
            case TRANSFER, ADD_LEARNER, PROMOTE, REMOVE, STATUS, BODY_NOT_SET -> false;
        };
    }

    static void onRequest(GeoTurn turn, Operator operator, AdminRequest request) {
        if (turn.leadership().isEmpty()) {
            turn.add(operator.answer(AdminDesk.notLeading(turn.leader())));
            return;
        }
        switch (request.getBodyCase()) {
            case JOIN_SITE -> Joins.onOrder(turn, operator, request.getJoinSite());
            case LEAVE_SITE -> Leaves.onOrder(turn, operator, request.getLeaveSite());
            case STABILITY -> turn.add(operator.answer(AdminReply.newBuilder().setStability(stability(turn))));
            case MEMBERS -> turn.add(operator.answer(AdminReply.newBuilder().setMembers(members(turn))));
            case SET_RESOLVER -> Choices.onOrder(turn, operator, request.getSetResolver());
            case LIST_RESOLVERS -> turn.add(operator.answer(Choices.list(turn)));
            default -> throw new IllegalArgumentException("not for the sites together: " + request);
        }
    }

    static void onStore(GeoTurn turn) {
        Joins.onStore(turn);
        Leaves.onStore(turn);
        Choices.onStore(turn);
    }

    static void onTick(GeoTurn turn) {
        Joins.onTick(turn);
        Leaves.onTick(turn);
    }

    static AdminReply.Builder done() {
        return done("");
    }

    static AdminReply.Builder done(String warning) {
        return AdminReply.newBuilder().setDone(AdminDone.newBuilder().setWarning(warning));
    }

    static AdminReply.Builder refused(String reason, String leader) {
        return AdminReply.newBuilder()
                .setRefused(AdminRefused.newBuilder().setReason(reason).setLeader(leader));
    }

    private static MemberList members(GeoTurn turn) {
        MemberList.Builder list = MemberList.newBuilder();
        turn.history().members().values().forEach(member -> list.addMembers(member.toMessage()));
        return list.build();
    }

    private static StabilityReport stability(GeoTurn turn) {
        StabilityReport.Builder report = StabilityReport.newBuilder()
                .setFenced(!turn.isMember())
                .setDraining(turn.store().standing().draining());
        long logged = 0;
        long tombstones = 0;
        for (StreamState stream : turn.store().streams()) {
            logged += stream.logs().values().map(OriginLog::bytes).sum().longValue();
            tombstones += stream.tombstones().size();
        }
        turn.peers().values().forEach(peer -> report.addSites(stability(turn, peer)));
        return report.setLoggedBytes(logged).setTombstones(tombstones).build();
    }

    private static SiteStability stability(GeoTurn turn, Peer peer) {
        Lag lag = Lag.of(turn.store(), peer);
        boolean counts = Collection.counts(turn, peer);
        return SiteStability.newBuilder()
                .setSite(peer.member().incarnation().site().name())
                .setIncarnation(peer.member().incarnation().id())
                .setHeard(peer.isHeard(turn.now(), turn.silence()))
                .setSilentMs((turn.now() - peer.contact().heardAt()) / 1_000_000)
                .setSameMembers(Collection.isOfSameMembers(turn, peer))
                .setKnownEpoch(Collection.isOfKnownEpoch(peer))
                .setBehindUpdates(lag.updates())
                .setBehindStreams(lag.streams())
                .setHoldsBack(!counts || lag.updates() > 0)
                .addAllDiverged(peer.diverged())
                .build();
    }
}
