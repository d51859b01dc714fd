package kyoten.cli;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.score.MutantHunt.Kill;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What became of mutants, for people and for programs. */
final class MutantTables {
    private static final JsonMapper JSON = JsonMapper.shared();

    private MutantTables() {}

    /**
     * A mutant that no unit test noticed.
     *
     * @param kill the run that noticed it; none if it survived
     */
    record Hunted(Mutant mutant, Option<Kill> kill) {
        @Override
        public String toString() {
            return kill.map(one -> "killed    " + mutant + "  by " + one.claim() + " in "
                            + one.run().scenario() + ", seed " + one.run().seed() + ", run " + one.number())
                    .getOrElse(() -> "survived  " + mutant);
        }
    }

    /** A row for each room: how many mutants there are, and who noticed them. */
    static Table rooms(Vector<Mutant> mutants, Vector<Hunted> hunted) {
        Table table = Table.of("room", "mutants", "killed by tests", "by campaigns", "survived");
        for (String room : mutants.map(Mutant::room).distinct().sorted()) {
            Vector<Mutant> here = mutants.filter(mutant -> mutant.room().equals(room));
            Vector<Hunted> left = hunted.filter(one -> one.mutant.room().equals(room));
            table = table.row(
                    room,
                    here.size(),
                    here.count(Mutant::isDetected),
                    left.count(one -> one.kill.isDefined()),
                    left.count(one -> one.kill.isEmpty()));
        }
        return table;
    }

    /** A row for each claim that killed: how many mutants. */
    static Table claims(Vector<Hunted> hunted) {
        Table table = Table.of("claim", "killed");
        for (var claim :
                hunted.flatMap(Hunted::kill).groupBy(Kill::claim).toVector().sortBy(one -> one._1)) {
            table = table.row(claim._1, claim._2.size());
        }
        return table;
    }

    static String json(Vector<Mutant> mutants, Vector<Hunted> hunted) {
        ObjectNode line = JSON.createObjectNode();
        line.put("mutants", mutants.size())
                .put("killedByTests", mutants.count(Mutant::isDetected))
                .put("hunted", hunted.size())
                .put("killed", hunted.count(one -> one.kill.isDefined()))
                .put("survived", hunted.count(one -> one.kill.isEmpty()));
        var array = line.putArray("fates");
        hunted.forEach(one -> fate(array.addObject(), one));
        return JSON.writeValueAsString(line);
    }

    private static void fate(ObjectNode into, Hunted one) {
        Mutant mutant = one.mutant;
        into.put("class", mutant.className())
                .put("method", mutant.method())
                .put("line", mutant.line())
                .put("change", mutant.change())
                .put("tests", mutant.tests())
                .put("killed", one.kill.isDefined());
        for (Kill kill : one.kill) {
            into.put("claim", kill.claim())
                    .put("scenario", kill.run().scenario())
                    .put("seed", kill.run().seed())
                    .put("run", kill.number())
                    .put("because", kill.because());
        }
    }
}
