package kyoten.history;

import java.util.List;
import java.util.Set;

/**
 * What a recorder writes beside an operation: more of the same answer, as an operation of a process of its own, which is
 * answered at once. Its token is the operation that it is about. Claims that don't speak of it let it pass.
 */
public final class Remarks {
    /**
     * Beside a gread whose key has a resolver. The gread has all values that its answer named; of the remark, the value is a
     * list of the resolver's name, the values that it showed, those that it discarded, and why it could not be applied: a text,
     * two sets and a text.
     */
    public static final String RESOLVE = "resolve";

    /** Beside a read or gread at a site that said to be no member of its cluster any more. */
    public static final String FENCED = "fenced";

    /** Beside a gwrite or gdelete that was to be done only if its context was current, and was done. */
    public static final String CURRENT = "current";

    /** Beside a read that answered a value: whether it said that another site has replaced it. */
    public static final String REPLACED = "replaced";

    /** Beside a read of one key that a scan of several pages answered: the number of the scan. */
    public static final String TOGETHER = "together";

    private static final Set<String> ALL = Set.of(RESOLVE, FENCED, CURRENT, REPLACED, TOGETHER);

    private Remarks() {}

    /**
     * The operation that a remark is about.
     *
     * @param kinds the functions that it may have
     * @throws MalformedHistoryException if it names none, or one of another kind
     */
    public static Op about(Op remark, String... kinds) {
        if (remark.token() != Entry.NONE) {
            Op about = remark.history().op(remark.token());
            if (List.of(kinds).contains(about.f())) {
                return about;
            }
        }
        throw new MalformedHistoryException(
                "history",
                remark.history().line(remark.index()),
                "expected as the token of a " + remark.f() + " the number of a " + String.join(" or ", kinds));
    }

    /** Whether an operation is a remark. */
    public static boolean isOne(String f) {
        return ALL.contains(f);
    }
}
