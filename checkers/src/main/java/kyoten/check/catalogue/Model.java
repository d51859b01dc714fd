package kyoten.check.catalogue;

import java.util.Objects;
import java.util.function.Function;
import kyoten.check.Checker;
import kyoten.history.Conventions;

/**
 * A model that histories can be judged by.
 *
 * @param name the word on the command line
 * @param says what it judges, and by which operations, in a few words
 * @param conventions what histories written for it mean, if nothing else is said
 * @param checker makes the judge
 */
public record Model(String name, String says, Conventions conventions, Function<Settings, Checker> checker) {
    public Model {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(conventions, "conventions");
        Objects.requireNonNull(checker, "checker");
    }
}
