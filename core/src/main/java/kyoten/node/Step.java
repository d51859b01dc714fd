package kyoten.node;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/**
 * What a node answers to an event: the state that it is in from now on, and the effects that it asks for, in order.
 *
 * @param <S> the node's state
 */
public record Step<S>(S state, Seq<Effect> effects) {

    /** The mark of the note that {@link #ignored} leaves. */
    public static final String IGNORED = "ignored";

    /** A step that changes the state and asks for nothing. */
    public static <S> Step<S> to(S state) {
        return new Step<>(state, Array.empty());
    }

    /** A step with the effects given, in order. */
    public static <S> Step<S> to(S state, Effect... effects) {
        return new Step<>(state, Array.of(effects));
    }

    /**
     * A guard's answer: the event changes nothing.
     *
     * @param why the reason in a few words, a constant, for traces: "older term"
     */
    public static <S> Step<S> ignored(S state, String why) {
        return to(state, new Effect.Note(IGNORED, why));
    }
}
