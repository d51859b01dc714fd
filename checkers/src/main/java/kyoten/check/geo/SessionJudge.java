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
    private final Visits visits;
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
        this.visits = visits;
        excuses = new Excuses(rows);
        registers = new RegisterSessions(rows, visits);
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
        for (long event : rows.events()) {
            if (found.isDefined()) {
                return true;
            }
            if ((++events & 255) == 0 && !mayGoOn.test(steps())) {
                return false;
            }
            int row = Rows.rowOf(event);
            if (row < rows.size) {
                boolean begins = Rows.instantOf(event) == rows.invoke[row];
                take(row, begins);
            }
        }
        return true;
    }

    private void take(int row, boolean begins) {
        if (begins) {
            if (rows.kind[row].puts()) {
                stay(row).forEach(stay -> before[row] = stay.lastPut(rows, row));
            }
            return;
        }
        found = found.orElse(registers.answered(row));
        switch (rows.kind[row]) {
            case GREAD -> onGread(row);
            case READ, SCAN -> {}
            default -> stay(row).forEach(stay -> stay.changed(rows, row));
        }
    }

    private Option<Stay> stay(int row) {
        int visit = visits.of(rows.op[row]);
        return Option.when(visit != Visits.NONE, () -> stays.computeIfAbsent(visit, any -> new Stay()));
    }

    private void onGread(int gread) {
        missing.clear();
        for (int shown : rows.shown[gread]) {
            lookBehind(gread, shown);
        }
        Option<Stay> stay = stay(gread);
        boolean knows = stay.exists(Stay::knows);
        boolean follows = IntStream.of(rows.shown[gread])
                .anyMatch(shown -> before[shown] != Rows.NONE || rows.token[shown] != Rows.NONE);
        greads += knows || follows ? 1 : 0;
        stay.forEach(one -> lookAt(gread, one));
        int lost = missing.isEmpty() ? Rows.NONE : excuses.firstWithout(gread, missing.toIntArray(), missing.size());
        if (lost != Rows.NONE) {
            complain(gread, lost, guaranteeOf(gread, lost) + ": " + lacks(gread, lost));
        }
        stay.forEach(one -> one.saw(rows, gread));
    }

    /** What nobody may see beside a write. */
    private void lookBehind(int gread, int shown) {
        for (int read : rows.token[shown] == Rows.NONE ? new int[0] : rows.shown[shown]) {
            if (rows.shows(gread, read)) {
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
            if (stay.isGone(shown)) {
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
        if (visits.of(rows.op[lost]) == visits.of(rows.op[gread])) {
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
