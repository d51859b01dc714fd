package kyoten.scenario.run;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Topology.Home;

/** Who plays which part in a site at the moment: tells the nodes that targets stand for. Changes as leaders change. */
public final class Cast {
    private final Stage stage;
    private final Stage.Site site;
    private NodeId leader;
    private NodeId formerLeader;
    private Option<NodeId> noter = Option.none();

    Cast(Stage stage, Stage.Site site) {
        this.stage = stage;
        this.site = site;
        leader = site.server(1);
        formerLeader = leader;
    }

    /** A server became the leader. */
    void leads(NodeId server) {
        formerLeader = leader;
        leader = server;
    }

    /** Whose mark triggers the fault that strikes now, if one does. */
    void struckAtMarkOf(Option<NodeId> node) {
        noter = node.filter(site.servers()::contains);
    }

    /** The server that was the last to become leader. */
    NodeId leader() {
        return leader;
    }

    /** All who take part, in all sites. */
    public Stage stage() {
        return stage;
    }

    /** The site. */
    public Stage.Site site() {
        return site;
    }

    /** The servers of the site. */
    public Vector<NodeId> servers() {
        return site.servers();
    }

    /** The node that a target stands for now. */
    public NodeId node(Target target) {
        if (target instanceof Target.Server server) {
            return site.server(server.number());
        }
        if (target instanceof Target.Leader) {
            return leader;
        }
        if (target instanceof Target.FormerLeader) {
            return formerLeader;
        }
        if (target instanceof Target.Noter) {
            return noter.getOrElse(leader);
        }
        if (target instanceof Target.Follower follower) {
            Vector<NodeId> followers = others(leader);
            return followers.isEmpty() ? leader : followers.get((follower.number() - 1) % followers.size());
        }
        if (target instanceof Target.Client client) {
            return stage.client(client.number());
        }
        throw new IllegalArgumentException("no such target: " + target);
    }

    /** All servers of the site but one. */
    public Vector<NodeId> others(NodeId server) {
        return site.servers().reject(server::equals);
    }

    /** The clients that stand beside one of the servers, so that a cut around it cuts them off, too. */
    Vector<NodeId> clientsBeside(Seq<NodeId> servers) {
        return Vector.rangeClosed(1, stage.clients().size())
                .filter(number -> {
                    Home home = stage.home(number);
                    return home.site() == site.number()
                            && home.server() > 0
                            && servers.contains(site.server(home.server()));
                })
                .map(stage::client);
    }
}
