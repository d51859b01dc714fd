package kyoten.check.txn;

import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** Tells a cycle in words and draws it in DOT. */
final class Story {
    private static final int LONG = 12;
    private static final int DRAWN = 100;

    private final Transactions txns;

    Story(Transactions txns) {
        this.txns = txns;
    }

    /** One sentence with the transactions, then a clause for each dependency; of a long cycle the beginning and the end. */
    String tell(Cycle cycle) {
        Seq<Cycle.Link> links = cycle.links();
        String names = links.size() > LONG
                ? cycle.txns().take(3).map(txns::describe).mkString(", ") + " and " + (links.size() - 3) + " more"
                : cycle.txns().map(txns::describe).mkString(", ");
        StringBuilder text = new StringBuilder("with ").append(names).append(": ");
        for (int i = 0; i < links.size(); i++) {
            if (links.size() > LONG && i == LONG / 2) {
                text.append("; and so on over ").append(links.size() - LONG).append(" more");
                i += links.size() - LONG;
            }
            text.append(i == 0 ? "" : i == links.size() - 1 ? "; yet " : "; ");
            text.append(why(links.get(i), links.get((i + 1) % links.size()).from()));
        }
        return text.append(", which closes the circle").toString();
    }

    private String why(Cycle.Link link, int next) {
        String earlier = "T" + txns.opIndex(link.from());
        String later = "T" + txns.opIndex(next);
        String key = link.reason() < 0 ? "" : String.valueOf(keyOf(link.reason()));
        Object value = link.reason() < 0 ? "" : txns.versions().valueOf(link.reason());
        return switch (link.type()) {
            case Edge.WW -> "%s wrote key %s before %s wrote %s there".formatted(earlier, key, later, value);
            case Edge.WR -> "%s wrote %s to key %s, which %s read".formatted(earlier, value, key, later);
            case Edge.RW -> "%s read key %s without the %s that %s wrote".formatted(earlier, key, value, later);
            case Edge.PROCESS -> "process %s ran %s and then %s".formatted(txns.process(next), earlier, later);
            default -> "%s had ended before %s began".formatted(earlier, later);
        };
    }

    private Object keyOf(int version) {
        return txns.versions().keyName(txns.versions().keyOf(version));
    }

    /** The cycle as a graph, an edge a dependency; none for one too long to look at. */
    Option<String> draw(Cycle cycle) {
        return Option.when(cycle.links().size() <= DRAWN, () -> graph(cycle));
    }

    private String graph(Cycle cycle) {
        Seq<Cycle.Link> links = cycle.links();
        StringBuilder dot =
                new StringBuilder("digraph \"").append(cycle.anomaly().label()).append("\" {\n");
        dot.append("  node [shape=box];\n");
        for (Cycle.Link link : links) {
            dot.append("  t%d [label=\"%s\"];\n".formatted(txns.opIndex(link.from()), escaped(link.from())));
        }
        for (int i = 0; i < links.size(); i++) {
            int next = links.get((i + 1) % links.size()).from();
            dot.append("  t%d -> t%d [label=\"%s\"];\n"
                    .formatted(txns.opIndex(links.get(i).from()), txns.opIndex(next), label(links.get(i))));
        }
        return dot.append("}\n").toString();
    }

    private String escaped(int txn) {
        return txns.describe(txn).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private String label(Cycle.Link link) {
        String kind = switch (link.type()) {
            case Edge.WW -> "ww";
            case Edge.WR -> "wr";
            case Edge.RW -> "rw";
            case Edge.PROCESS -> "process";
            default -> "realtime";
        };
        return link.reason() < 0
                ? kind
                : kind + " " + String.valueOf(keyOf(link.reason())).replace("\"", "\\\"");
    }
}
