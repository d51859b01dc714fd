package kyoten.architecture;

import java.util.Set;

/**
 * A package below {@code kyoten} with all that is below it.
 *
 * @param module the only Maven module that has classes of it
 * @param name without {@code kyoten.}
 * @param knows the rooms whose classes it may use, beside its own
 */
record Room(String module, String name, Set<String> knows) {

    static Room of(String module, String name, String knows) {
        return new Room(module, name, Words.of(knows));
    }
}
