package kyoten.check.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import kyoten.history.History;
import kyoten.history.Mark;

/**
 * Which resolvers a key can have, by what operators asked for and were told ({@link Mark.Chosen}).
 *
 * <p>Of a prefix one choice counts in the end, at all members. A site that has told its operator of one has it, and so what it is asked for
 * later comes after it: a choice is <em>replaced</em> by another of the same site and prefix that was asked for when the one had been told, and
 * was told too. A replaced one does not count. Any other may: nobody knows which of two sites' choices is the later one, and what was not
 * told may come yet. Of the prefixes of a key the longest counts that has a resolver.
 *
 * <p>Where a site may ever have forgotten what it knew, or was no member for a while, nothing is known.
 */
final class Choices {
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private final List<Choice> choices = new ArrayList<>();
    private boolean known = true;

    /** @param told when; {@link Long#MAX_VALUE} if never */
    private record Choice(Mark.Chosen asked, long told) {
        boolean isTold() {
            return told != Long.MAX_VALUE;
        }

        boolean replaces(Choice other) {
            return isTold()
                    && asked.site().equals(other.asked.site())
                    && asked.prefix().equals(other.asked.prefix())
                    && other.told < asked.time();
        }
    }

    Choices(History history) {
        for (Mark mark : history.marks()) {
            if (mark instanceof Mark.Chosen chosen) {
                add(chosen);
            } else if (mark instanceof Mark.Exempt
                    || mark instanceof Mark.Rebuilt
                    || mark instanceof Mark.Left
                    || mark instanceof Mark.Joined) {
                known = false;
            }
        }
    }

    private void add(Mark.Chosen chosen) {
        if (!chosen.told()) {
            choices.add(new Choice(chosen, Long.MAX_VALUE));
            return;
        }
        for (int i = 0; i < choices.size(); i++) {
            Mark.Chosen asked = choices.get(i).asked;
            boolean same = asked.site().equals(chosen.site())
                    && asked.prefix().equals(chosen.prefix())
                    && asked.resolver().equals(chosen.resolver());
            if (same && !choices.get(i).isTold()) {
                choices.set(i, new Choice(asked, chosen.time()));
                return;
            }
        }
    }

    /** Whether the resolver of a key, when all has settled, may have a name; empty for none. */
    boolean allow(String key, String name) {
        return !known || choices.isEmpty() || possible(key).contains(name);
    }

    /** What the resolver of a key may be when all has settled; empty for none. */
    TreeSet<String> possible(String key) {
        TreeSet<String> prefixes = new TreeSet<>(LONGEST_FIRST);
        choices.stream()
                .map(choice -> choice.asked.prefix())
                .filter(key::startsWith)
                .forEach(prefixes::add);
        TreeSet<String> possible = new TreeSet<>();
        for (String prefix : prefixes) {
            TreeSet<String> ofPrefix = standing(prefix);
            boolean maybeNone = ofPrefix.remove("");
            possible.addAll(ofPrefix);
            if (!maybeNone) {
                return possible;
            }
        }
        possible.add("");
        return possible;
    }

    private TreeSet<String> standing(String prefix) {
        List<Choice> of = choices.stream()
                .filter(choice -> choice.asked.prefix().equals(prefix))
                .toList();
        TreeSet<String> names = new TreeSet<>();
        of.stream()
                .filter(choice -> of.stream().noneMatch(other -> other.replaces(choice)))
                .forEach(choice -> names.add(choice.asked.resolver()));
        if (of.stream().noneMatch(Choice::isTold)) {
            names.add("");
        }
        return names;
    }
}
