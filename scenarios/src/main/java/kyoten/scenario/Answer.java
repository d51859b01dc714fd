package kyoten.scenario;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.control.Option;
import kyoten.check.site.Availability;
import kyoten.history.Value;

/** What a client heard, in the words of histories. */
public sealed interface Answer {
    /** The error of a client that waited no longer: no server answered it anything. */
    String GAVE_UP = Availability.GAVE_UP;

    /**
     * It happened.
     *
     * @param value what was read; {@link Value#NIL} if nothing was
     * @param outcome of a gwrite or gdelete: {@code overwritten}, {@code conflict}, {@code rejected}, perhaps with a reason; else empty
     * @param context that came with the value, for later operations; else empty
     * @param aside what else was answered, which a history has in remarks
     */
    record Ok(Value value, String outcome, ByteString context, Aside aside) implements Answer {
        /** With nothing else. */
        public Ok(Value value, String outcome, ByteString context) {
            this(value, outcome, context, Aside.NOTHING);
        }
    }

    /**
     * What else was answered.
     *
     * @param resolved what a resolver did, as a {@link kyoten.history.Remarks#RESOLVE} has it; {@link Value#NIL} if there was none
     * @param fenced whether the site said to be no member of its cluster any more
     * @param replaced whether a read said that another site has replaced its value; none if it had nothing to say of that
     */
    record Aside(Value resolved, boolean fenced, Option<Boolean> replaced) {
        /** Nothing. */
        public static final Aside NOTHING = new Aside(Value.NIL, false, Option.none());
    }

    /**
     * Pages of a scan, from the first on.
     *
     * @param number how many
     * @param values by key
     * @param next what to ask the client node for to get the page that follows; none if no key does
     */
    record Page(int number, SortedMap<String, Value> values, Option<Object> next) implements Answer {
        /** Whether no key follows. */
        public boolean complete() {
            return next.isEmpty();
        }

        /** These pages and the one that follows. */
        public Page and(Page following) {
            return new Page(number + following.number, values.merge(following.values), following.next);
        }
    }

    /** It surely did not happen, and will not. */
    record Fail(String error) implements Answer {}

    /**
     * It may have happened, may still, or never.
     *
     * @param session whose close ends this doubt; empty if it changes nothing, or nothing ends the doubt
     */
    record Info(String error, String session) implements Answer {}

    /** An answer of a value. */
    static Ok of(Value value) {
        return new Ok(value, "", ByteString.EMPTY);
    }
}
