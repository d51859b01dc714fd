package kyoten.cli;

import io.vavr.collection.Vector;
import java.util.List;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds the scenarios that a person named. */
final class Names {
    private Names() {}

    /** The scenarios of these names in this order; all if there are none. */
    static Vector<Scenario> scenarios(List<String> names, CommandSpec spec) {
        return names.isEmpty()
                ? Catalogue.all()
                : Vector.ofAll(names).distinct().map(name -> scenario(name, spec));
    }

    static Scenario scenario(String name, CommandSpec spec) {
        return Catalogue.find(name).getOrElseThrow(() -> new ParameterException(spec.commandLine(), unknown(name)));
    }

    private static String unknown(String name) {
        String nearest = Nearest.to(name, Catalogue.all().map(Scenario::name))
                .map(near -> " Did you mean '" + near + "'?")
                .getOrElse("");
        return "There is no scenario '" + name + "'." + nearest + " './kyoten list' shows all.";
    }
}
