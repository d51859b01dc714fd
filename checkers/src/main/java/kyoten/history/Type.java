package kyoten.history;

import java.util.Locale;

/** What an entry of a history says of an operation; of a whole operation, how it ended. */
public enum Type {
    /** It was asked for. No whole operation has this type. */
    INVOKE,
    /** It happened between its invocation and this entry. */
    OK,
    /** It surely did not happen. */
    FAIL,
    /** It may have happened, may still happen at any later time, or never. A timeout is this, never a fail. */
    INFO;

    /** The word of the file formats: {@code invoke ok fail info}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
