package kyoten.check;

import java.util.List;
import java.util.TreeMap;

/**
 * What a verdict rests on.
 *
 * @param looked how many things the claim looked at; a claim that looked at nothing does not hold
 * @param counts what was counted, by name
 * @param notes sentences, such as what the checker can't see
 */
public record Evidence(long looked, TreeMap<String, Long> counts, List<String> notes) {
    public Evidence {
        counts = new TreeMap<>(counts);
        notes = List.copyOf(notes);
    }

    /** So many of one thing, which is also what the claim looked at. */
    public static Evidence of(String what, long count) {
        return new Evidence(count, new TreeMap<>(java.util.Map.of(what, count)), List.of());
    }

    /** With a count that the claim did not judge by itself. */
    public Evidence and(String what, long count) {
        TreeMap<String, Long> more = new TreeMap<>(counts);
        more.merge(what, count, Long::sum);
        return new Evidence(looked, more, notes);
    }

    public Evidence note(String sentence) {
        List<String> more = new java.util.ArrayList<>(notes);
        more.add(sentence);
        return new Evidence(looked, counts, more);
    }

    /** Both together: counts added, notes without repetition. */
    public Evidence plus(Evidence other) {
        TreeMap<String, Long> sums = new TreeMap<>(counts);
        other.counts.forEach((what, count) -> sums.merge(what, count, Long::sum));
        List<String> sentences = new java.util.ArrayList<>(notes);
        other.notes.stream().filter(note -> !sentences.contains(note)).forEach(sentences::add);
        return new Evidence(looked + other.looked, sums, sentences);
    }
}
