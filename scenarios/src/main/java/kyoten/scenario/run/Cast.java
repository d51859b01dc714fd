package kyoten.scenario.run;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import kyoten.node.NodeId;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Target;

/** Who plays which part at the moment: tells the nodes that targets stand for. Changes as leaders change. */
public final class Cast {
    private final Stage stage;
    private final Options options;
    private NodeId leader;
    private NodeId formerLeader;

    Cast(Stage stage, Options options) {
        this.stage = stage;
        this.options = options;
        leader = stage.server(1);
        formerLeader = leader;
    }

    /** A server became the leader. */
    void leads(NodeId server) {
        formerLeader = leader;
        leader = server;
    }

    /** The server that was the last to become leader. */
    NodeId leader() {
        return leader;
    }

    /** All who take part. */
    public Stage stage() {
        return stage;
    }

    /** The node that a target stands for now. */
    public NodeId node(Target target) {
        if (target instanceof Target.Server server) {
            return stage.server(server.number());
        }
        if (target instanceof Target.Leader) {
            return leader;
        }
        if (target instanceof Target.FormerLeader) {
            return formerLeader;
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

    /** All servers but one. */
    public Vector<NodeId> others(NodeId server) {
        return stage.servers().reject(server::equals);
    }

    /** The clients that stand beside one of the servers, so that a cut around it cuts them off, too. */
    Vector<NodeId> clientsBeside(Seq<NodeId> servers) {
        return Vector.rangeClosed(1, options.clients())
                .filter(number -> {
                    int home = options.homes().get(number - 1);
                    return home > 0 && servers.contains(stage.server(home));
                })
                .map(stage::client);
    }
}
