package kyoten.check.geo;

import io.vavr.control.Option;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import kyoten.check.Evidence;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;

/** Judges the sessions on one key; {@link Sessions} says what is illegal. */
final class SessionJudge {
    private final Rows rows;

    /** The visit in which each row falls. */
    private final int[] visit;

    private final Excuses excuses;
    private final RegisterSessions registers;
    private final Int2ObjectHashMap<Stay> stays = new Int2ObjectHashMap<>();

    /** Per write: what its client had got acknowledged just before, in the same stay and epoch, or {@link Rows#NONE}. */
    private final int[] before;

    private final IntArrayList missing = new IntArrayList();
    private Option<Complaint> found = Option.none();
    private long events;
    private long greads;

    /** What is wrong: a sentence, and the operations that it names, the failing one first. */
    record Complaint(int[] ops, String because) {}

    SessionJudge(Rows rows, Visits visits) {
        this.rows = rows;
        visit = rows.column(visits::of);
        excuses = new Excuses(rows);
        registers = new RegisterSessions(rows, visit);
        before = new int[rows.size];
        Arrays.fill(before, Rows.NONE);
    }

    Option<Complaint> found() {
        return found;
    }

    long steps() {
        return events + excuses.steps();
    }

    Evidence evidence() {
        return Evidence.of("greads that a session speaks of", greads)
                .plus(Evidence.of("reads that a session speaks of", registers.looked()));
    }

    boolean run(LongPredicate mayGoOn) {
        for (long event : Events.of(rows)) {
            if (found.isDefined()) {
                return true;
            }
            if ((++events & 255) == 0 && !mayGoOn.test(steps())) {
                return false;
            }
            int row = Events.rowOf(event);
            if (row < rows.size) {
                boolean begins = Events.instantOf(event) == rows.invoke[row];
                take(row, begins);
            }
        }
        return true;
    }

    private void take(int row, boolean begins) {
        if (begins) {
            if (rows.kind[row].puts()) {
                before[row] = stay(row).lastPut(rows, row);
            }
            return;
        }
        found = found.orElse(registers.answered(row));
        switch (rows.kind[row]) {
            case GREAD -> onGread(row);
            case READ, SCAN -> {}
            default -> stay(row).changed(rows, row);
        }
    }

    /** What its client remembers; nothing of an operation of no visit. */
    private Stay stay(int row) {
        return visit[row] == Visits.NONE ? new Stay() : stays.computeIfAbsent(visit[row], any -> new Stay());
    }

    private void onGread(int gread) {
        missing.clear();
        for (int shown : rows.shown[gread]) {
            lookBehind(gread, shown);
        }
        Stay stay = stay(gread);
        greads += stay.knows() || follows(gread) ? 1 : 0;
        lookAt(gread, stay);
        int lost = missing.isEmpty() ? Rows.NONE : excuses.firstWithout(gread, missing.toIntArray(), missing.size());
        if (lost != Rows.NONE) {
            complain(gread, lost, guaranteeOf(gread, lost) + ": " + lacks(gread, lost));
        }
        stay.saw(rows, gread);
    }

    /** Whether anything that it shows was written after something else that a session knows of. */
    private boolean follows(int gread) {
        for (int shown : rows.shown[gread]) {
            if (before[shown] != Rows.NONE || rows.token[shown] != Rows.NONE) {
                return true;
            }
        }
        return false;
    }

    /** What nobody may see beside a write. */
    private void lookBehind(int gread, int shown) {
        for (int read : rows.shown[shown]) {
            if (rows.shows(gread, read) && !rows.mayComeTwice(read)) {
                complain(
                        gread,
                        shown,
                        "writes follow reads: " + both(gread, read, shown) + ", which was written with the"
                                + " context of a gread that had returned it");
            }
        }
        int earlier = before[shown];
        if (earlier == Rows.NONE) {
            return;
        }
        if (!rows.shows(gread, earlier)) {
            miss(earlier);
        } else if (rows.kind[shown] == Kind.WRITE) {
            complain(gread, shown, "monotonic writes: " + both(gread, earlier, shown) + ", which replaces it");
        }
    }

    private void lookAt(int gread, Stay stay) {
        for (int shown : rows.shown[gread]) {
            if (stay.isGone(shown) && !rows.mayComeTwice(shown)) {
                complain(
                        gread,
                        shown,
                        "monotonic reads: " + rows.op(gread) + " shows " + rows.value(shown)
                                + " again, which its client had replaced, or had seen and then no longer");
            }
        }
        for (int i = 0; i < stay.expected.size(); i++) {
            if (!rows.shows(gread, stay.expected.getInt(i))) {
                miss(stay.expected.getInt(i));
            }
        }
    }

    private void miss(int row) {
        if (!rows.mayBeLost(row) && !missing.containsInt(row)) {
            missing.addInt(row);
        }
    }

    private String guaranteeOf(int gread, int lost) {
        if (visit[lost] == visit[gread]) {
            return "read your writes";
        }
        boolean behind = IntStream.of(rows.shown[gread]).anyMatch(shown -> before[shown] == lost);
        return behind ? "monotonic writes" : "monotonic reads";
    }

    private String both(int gread, int one, int other) {
        return rows.op(gread) + " shows " + rows.value(one) + " beside " + rows.value(other);
    }

    private String lacks(int gread, int lost) {
        return rows.op(gread) + " lacks " + rows.value(lost) + " of " + rows.op(lost)
                + ", and nothing that it shows and no delete can have replaced that";
    }

    private void complain(int gread, int row, String because) {
        if (found.isEmpty()) {
            found = Option.some(new Complaint(new int[] {rows.op[gread], rows.op[row]}, because));
        }
    }
}
