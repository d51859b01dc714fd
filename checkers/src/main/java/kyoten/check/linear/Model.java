package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.List;
import kyoten.history.Value;

/**
 * A sequential object, as a pure step function.
 *
 * @param <S> its state: immutable, with {@code equals} and {@code hashCode} by content
 */
public interface Model<S> {

    /** The name by which it is asked for: {@code queue}. */
    String name();

    /** The calls that it takes, for complaints: {@code enqueue VALUE or dequeue}. */
    String takes();

    /** Whether a call is one of those, with values of the right type. */
    boolean accepts(Call call);

    S initial();

    /**
     * The state after a call, or none if the object in this state would not have given this answer. A call whose result is not
     * known steps if any result would do.
     */
    Option<S> step(S state, Call call);

    /**
     * Whether a call never changes any state. Such calls have their turn as soon as they can, which saves most of the work; a
     * wrong yes makes verdicts wrong.
     */
    boolean observes(Call call);

    /**
     * Whether a call always steps, and to a state that does not depend on the one before. Other operations may hide behind such
     * calls; a wrong yes makes verdicts wrong.
     */
    default boolean overwrites(Call call) {
        return false;
    }

    /**
     * Whether a call that is no observer steps from every state, so that it may have taken effect just before one that overwrote
     * everything, seen by nobody. A wrong yes makes verdicts wrong.
     */
    default boolean isBlind(Call call) {
        return overwrites(call);
    }

    /**
     * Whether a call may be made behind others instead of before them, with the same end, if it leads to one state before or after each
     * of them alone. If not, because two together are not what each is alone, all orders are tried. A wrong yes makes verdicts wrong.
     *
     * @param waiting the call that would be made later
     * @param other one of the others
     */
    default boolean mayWait(Call waiting, Call other) {
        return true;
    }

    /** The same object, whose states may be fewer because no other calls than these will be made of it. */
    default Model<S> knowing(List<Call> calls) {
        return this;
    }

    /**
     * Whether some of the open calls may lead from a state to one in which an observer has its turn. A wrong no makes verdicts
     * wrong; a wrong yes only costs time.
     */
    default boolean mayLeadTo(S state, Call observer, List<Call> open) {
        return true;
    }

    /** The values that a call saw: while it is in a witness, what put them is too. */
    default List<Value> saw(Call call) {
        return List.of();
    }

    /** The value that a call put blindly: without it, whatever saw no such value would have seen what it saw all the same. */
    default Option<Value> putBlindly(Call call) {
        return Option.none();
    }

    /** What the object in a state answers to a call; none if it has no answer, or always the same. */
    default Option<Value> answer(S state, Call call) {
        return Option.none();
    }

    /** About how many bytes of memory a state takes, beside what it shares with the state before and the call that led to it. */
    default long bytes(S state) {
        return 128;
    }

    /** A state as people read it. */
    default String shown(S state) {
        return state.toString();
    }
}
