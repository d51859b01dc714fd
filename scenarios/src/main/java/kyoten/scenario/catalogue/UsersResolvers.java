package kyoten.scenario.catalogue;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import kyoten.scenario.Stage;
import kyoten.site.resolver.Resolver;
import kyoten.site.resolver.Resolver.Resolution;
import kyoten.site.resolver.Resolver.Written;
import kyoten.site.resolver.Resolvers;

/** Functions as users of the store register them: one that works, one that throws, and one that somebody forgot to register. */
final class UsersResolvers {
    /** Shows the greatest value. */
    static final String GREATEST = "greatest";

    /** Throws whenever there are two values. */
    static final String THROWS = "throws";

    /** The same as {@link #GREATEST}, but the first site alone knows it. */
    static final String FORGOTTEN = "forgotten-elsewhere";

    private static final Comparator<Written> BY_VALUE =
            Comparator.comparing(Written::value, ByteString.unsignedLexicographicalComparator());

    private static final Resolver MAX =
            values -> Resolution.only(values.maxBy(BY_VALUE).get(), values);

    private static final Resolvers EVERYWHERE = Resolvers.USUAL
            .with(GREATEST, MAX)
            .with(THROWS, values -> {
                if (values.size() > 1) {
                    throw new IllegalStateException(
                            "a user's function that can't cope with " + values.size() + " values");
                }
                return Resolution.all(values);
            });

    private static final Resolvers AT_THE_FIRST = EVERYWHERE.with(FORGOTTEN, MAX);

    private UsersResolvers() {}

    /** What a site's servers know. */
    static Resolvers at(Stage.Site site) {
        return site.number() == 1 ? AT_THE_FIRST : EVERYWHERE;
    }
}
