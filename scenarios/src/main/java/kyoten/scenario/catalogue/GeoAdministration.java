package kyoten.scenario.catalogue;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import kyoten.gossip.message.ServerPart;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.JoinSite;
import kyoten.site.message.LeaveSite;
import kyoten.site.message.SetResolver;

/** What the operator of one of several sites says to its servers. */
final class GeoAdministration extends StoreAdministration {
    @Override
    public Option<Object> joinSite(Seq<NodeId> sponsors) {
        JoinSite.Builder join = JoinSite.newBuilder();
        sponsors.forEach(server -> join.addServers(ServerPart.newBuilder().setName(server.name())));
        return Option.of(AdminRequest.newBuilder().setJoinSite(join).build());
    }

    @Override
    public Option<Object> leaveSite(SiteId site, boolean force) {
        return Option.of(AdminRequest.newBuilder()
                .setLeaveSite(LeaveSite.newBuilder().setSite(site.name()).setForce(force))
                .build());
    }

    @Override
    public Option<Object> setResolver(String prefix, String resolver) {
        return Option.of(AdminRequest.newBuilder()
                .setSetResolver(SetResolver.newBuilder()
                        .setPrefix(ByteString.copyFromUtf8(prefix))
                        .setResolver(resolver))
                .build());
    }

    @Override
    public boolean overruled(Object reply) {
        return !((AdminReply) reply).getDone().getWarning().isEmpty();
    }

    /** An order whose answer got lost is refused when it is given again, because it has been carried out. */
    @Override
    public boolean done(Object reply) {
        AdminReply answer = (AdminReply) reply;
        String refusal = answer.getRefused().getReason();
        return super.done(reply)
                || refusal.startsWith("there is no member named ")
                || refusal.startsWith("this site is not alone");
    }
}
