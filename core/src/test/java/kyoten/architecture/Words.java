package kyoten.architecture;

import java.util.Set;
import java.util.TreeSet;

/** Names in a string, with blanks between them, so that the tables read like tables. */
final class Words {

    private Words() {}

    static Set<String> of(String words) {
        Set<String> set = new TreeSet<>();
        for (String word : words.split(" ")) {
            if (!word.isEmpty()) {
                set.add(word);
            }
        }
        return set;
    }
}
