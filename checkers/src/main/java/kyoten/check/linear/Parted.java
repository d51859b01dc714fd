package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.List;
import kyoten.history.Value;

/**
 * A model whose states are sets of values, each put by some call, taken away by others, and shown by every observer while it is
 * there. {@link Foresight} makes use of it.
 *
 * @param <S> the state
 */
interface Parted<S> extends Model<S> {

    List<Value> parts(S state);

    /** The only value that a call adds, if any. */
    Option<Value> puts(Call call);

    /** All that an observer saw: the parts of the state in which it has its turn. */
    List<Value> shows(Call observer);
}
