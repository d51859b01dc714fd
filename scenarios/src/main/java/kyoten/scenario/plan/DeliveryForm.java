package kyoten.scenario.plan;

import io.vavr.collection.Seq;
import kyoten.node.NodeId;
import kyoten.sim.Delivery;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How what becomes of a single message is written in a plan: lost if it arrives at no time. */
final class DeliveryForm {
    private DeliveryForm() {}

    static ObjectNode write(Delivery delivery) {
        ObjectNode written = JsonMapper.shared()
                .createObjectNode()
                .put("from", delivery.from().name())
                .put("to", delivery.to().name())
                .put("number", delivery.number());
        ArrayNode times = written.withArray("arrivesAfter");
        delivery.delays().forEach(delay -> times.add(Times.text(delay)));
        return written;
    }

    static Delivery read(Fields from, Topology stage) {
        Seq<NodeId> nodes = stage.nodes();
        return from.whole(() -> new Delivery(
                node(from, "from", nodes),
                node(from, "to", nodes),
                from.longNumber("number"),
                from.list(
                                "arrivesAfter",
                                element -> element.meaning(Times::parse, "a time such as \"120ms\" or \"1.5s\""))
                        .asJava()));
    }

    private static NodeId node(Fields from, String name, Seq<NodeId> nodes) {
        return from.meaning(
                name, written -> nodes.find(node -> node.name().equals(written)), "one of " + nodes.mkString(", "));
    }
}
