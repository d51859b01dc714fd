package kyoten.scenario.score;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.util.function.Function;

/** Makes versions of the system: the real one, and such with a bug planted. */
public final class Versions {
    private final Function<String, Option<String>> sources;
    private final Compilation compilation;

    /**
     * @param sources the text of a file of the sources, by its path from their root
     * @param classPath where all classes are that the sources compile to or know
     */
    public Versions(Function<String, Option<String>> sources, String classPath) {
        this.sources = sources;
        this.compilation = new Compilation(classPath);
    }

    /** The version of the caller's own classes. */
    public static Arena clean() {
        return new CatalogueArena();
    }

    /** The real version loaded anew, as a planted one is: what differs between the two is the plant alone. */
    public Arena reloaded() {
        return load("no plant", TreeMap.empty());
    }

    /**
     * The version with a bug planted.
     *
     * @throws BadPlant if the plant does not apply, does not compile, or names a scenario or claim that there is not
     */
    public Arena planted(Plant plant) {
        Arena arena = load(plant.name(), compiled(plant));
        plant.scenarios().removeAll(arena.scenarios()).forEach(name -> {
            throw new BadPlant(plant.name(), "there is no scenario '" + name + "'");
        });
        plant.claims().removeAll(arena.claims()).forEach(name -> {
            throw new BadPlant(
                    plant.name(),
                    "there is no claim '" + name + "', expected one of "
                            + arena.claims().mkString(", "));
        });
        return arena;
    }

    private SortedMap<String, byte[]> compiled(Plant plant) {
        return compilation.compile(plant.name(), plant.applied(sources));
    }

    /**
     * The version in which a class is replaced by another one of the same name.
     *
     * @param bytes of the class, as a compiler writes them
     * @throws IllegalStateException if the catalogue cannot be made with it
     */
    public static Arena replaced(String className, byte[] bytes) {
        return load(className + " replaced", TreeMap.of(className, bytes));
    }

    private static Arena load(String name, SortedMap<String, byte[]> patched) {
        ClassLoader loader = new PatchedClasses(Versions.class.getClassLoader(), patched);
        try {
            return (Arena) loader.loadClass(CatalogueArena.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError impossible) {
            throw new IllegalStateException("cannot load the version with " + name, impossible);
        }
    }
}
