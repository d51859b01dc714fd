package kyoten.check.linear;

import kyoten.history.Entry;
import kyoten.history.Type;

/** An operation from its invocation on; changed at its end. */
final class OnlineOperation {
    final Entry invoked;
    final int number;
    Entry ended;
    int invoke;
    int close = Track.NEVER;
    int row = -1;

    OnlineOperation(Entry invoked, int number) {
        this.invoked = invoked;
        this.number = number;
        this.ended = invoked;
    }

    boolean isOpen() {
        return ended == invoked;
    }

    boolean isIndeterminate() {
        return ended.type() == Type.INFO;
    }

    /** On which key and site, if it has such. */
    String where() {
        String site = invoked.detail().site();
        return (invoked.key().isNil() ? "" : " on key " + invoked.key()) + (site.isEmpty() ? "" : " at site " + site);
    }

    @Override
    public String toString() {
        String key = invoked.key().isNil() ? "" : " " + invoked.key();
        String input = invoked.value().isNil() ? "" : " " + invoked.value();
        boolean answers = ended.type() == Type.OK && !ended.value().equals(invoked.value());
        return "#" + number + " " + invoked.process() + " " + invoked.f() + key + input + " -> "
                + (isOpen() ? "open" : ended.type().word()) + (answers ? " " + ended.value() : "");
    }
}
