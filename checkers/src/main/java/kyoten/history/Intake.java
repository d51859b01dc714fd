package kyoten.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Takes the entries that a reader of a foreign format finds: gives them their order and meaning by the {@link Conventions}, and feeds them
 * to a builder. When lenient, it leaves out what doesn't fit, and counts it; an operation that its process seems to have forgotten becomes
 * indeterminate.
 */
final class Intake {
    private final String source;
    private final Conventions conventions;
    private final HistoryBuilder builder;
    private final HistoryReader.Listener listener;
    private final Map<String, Entry> open = new HashMap<>();
    private final Skipped skipped = new Skipped();
    private long operations;
    private long lastWritten = Entry.NO_TIME;
    private long lastGiven;
    private long backwards;

    Intake(String source, Conventions conventions, HistoryReader.Listener listener) {
        this.source = source;
        this.conventions = conventions;
        this.listener = listener;
        builder = new HistoryBuilder(source, Ties.CONCURRENT);
    }

    Skipped skipped() {
        return skipped;
    }

    boolean lenient() {
        return conventions.lenient();
    }

    /** How many times a time was before the one above it, where the order of the file counts. */
    long backwards() {
        return backwards;
    }

    long operations() {
        return operations;
    }

    History build() {
        return builder.build();
    }

    void ties(Ties ties) {
        builder.ties(ties);
        listener.ties(ties);
    }

    void mark(Mark mark) {
        if (listener.keeps()) {
            builder.mark(mark);
        }
        listener.mark(mark);
    }

    /** @param foreign whether the entry is of a format whose files are in the order of events */
    void take(Entry entry, boolean foreign) {
        if (conventions.lenient()) {
            try {
                forget(entry);
                feed(entry, foreign);
            } catch (MalformedHistoryException e) {
                skipped.add(e.getMessage());
            }
        } else {
            feed(entry, foreign);
        }
    }

    /** Gives up on what a process left open when it goes on to something else. */
    private void forget(Entry entry) {
        Entry before = open.get(entry.process());
        if (before != null && (entry.type() == Type.INVOKE || !before.f().equals(entry.f()))) {
            long time = entry.time() == Entry.NO_TIME ? Entry.NO_TIME : lastGiven;
            add(before.completed(Type.INFO, Value.NIL, time));
            open.remove(entry.process());
            skipped.add(source + ":" + entry.detail().line() + ": process " + entry.process() + " had an open "
                    + before.f() + ", taken as indeterminate");
        }
    }

    private void feed(Entry entry, boolean foreign) {
        if (entry.type() == Type.INVOKE && ++operations > conventions.maxOperations()) {
            throw new TooLongException(
                    source,
                    entry.detail().line(),
                    "more than " + conventions.maxOperations()
                            + " operations; expected fewer, or a higher limit (--max-operations)");
        }
        Entry asked = open.get(entry.process());
        add(timed(meant(entry), foreign));
        if (entry.type() == Type.INVOKE) {
            open.put(entry.process(), entry);
        } else if (asked != null) {
            open.remove(entry.process());
        }
    }

    private void add(Entry entry) {
        if (listener.keeps()) {
            builder.add(entry);
        }
        listener.entry(entry);
        if (listener.heardEnough()) {
            throw new EnoughException(entry.detail().line());
        }
    }

    private Entry meant(Entry entry) {
        boolean nilRead = entry.type() == Type.OK
                && conventions.nilReads() == Conventions.NilReads.ANY
                && entry.f().equals("read")
                && entry.value().isNil();
        if (nilRead) {
            return entry.completed(Type.INFO, Value.NIL, entry.time());
        }
        boolean observed = entry.type() == Type.FAIL
                && conventions.failedCas() == Conventions.FailedCas.OBSERVED
                && entry.f().equals("cas");
        return observed ? entry.completed(Type.OK, Value.of(false), entry.time()) : entry;
    }

    /**
     * Where the order of the file counts, times only ever grow: by as much as written, or by one where they stand still or went backwards;
     * but equal times that stand together remain equal.
     */
    private Entry timed(Entry entry, boolean foreign) {
        boolean byFile = conventions.order() == Conventions.Order.FILE
                || (conventions.order() == Conventions.Order.AUTO && foreign);
        if (entry.time() == Entry.NO_TIME || !byFile) {
            lastGiven = entry.time();
            return entry;
        }
        if (lastWritten != Entry.NO_TIME && entry.time() != lastWritten) {
            backwards += entry.time() < lastWritten ? 1 : 0;
            lastGiven = Math.max(lastGiven + 1, entry.time());
        } else if (lastWritten == Entry.NO_TIME) {
            lastGiven = entry.time();
        }
        lastWritten = entry.time();
        return new Entry(
                entry.type(), entry.process(), entry.f(), entry.key(), entry.value(), lastGiven, entry.detail());
    }
}
