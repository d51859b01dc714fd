package kyoten.check.geo;

import io.vavr.control.Option;
import org.agrona.collections.Int2IntHashMap;

/** The sessions of read and write on one key: no client goes back behind what it wrote or read of its site's register. */
final class RegisterSessions {
    private final Rows rows;
    private final int[] visit;

    /** Per stay: the write or delete, of those that the client did or read, that began last. */
    private final Int2IntHashMap newest = new Int2IntHashMap(Rows.NONE);

    /** Per write: the instant at which it had surely taken effect, for all that was answered so far; 0 if it need not have. */
    private final int[] sureAt;

    private final Past[] deletes;
    private long looked;

    /**
     * @param visit of each row
     */
    RegisterSessions(Rows rows, int[] visit) {
        this.rows = rows;
        this.visit = visit;
        sureAt = new int[rows.size];
        deletes = Past.bySite(rows, rows.which(row -> rows.kind[row].deletes()));
    }

    /** How many reads could have been wrong. */
    long looked() {
        return looked;
    }

    /** Any operation was answered; tells what is wrong with it. */
    Option<SessionJudge.Complaint> answered(int row) {
        switch (rows.kind[row]) {
            case GREAD -> {
                for (int shown : rows.shown[row]) {
                    sure(shown, rows.close[row]);
                }
                return Option.none();
            }
            case READ -> {
                return onRead(row);
            }
            default -> {
                sure(row, rows.close[row]);
                know(row, row);
                return Option.none();
            }
        }
    }

    private void sure(int row, int instant) {
        sureAt[row] = sureAt[row] == 0 ? instant : sureAt[row];
    }

    private void know(int asking, int row) {
        int here = visit[asking];
        int known = newest.get(here);
        if (here != Visits.NONE && (known == Rows.NONE || rows.invoke[known] < rows.invoke[row])) {
            newest.put(here, row);
        }
    }

    private Option<SessionJudge.Complaint> onRead(int read) {
        int known = newest.get(visit[read]);
        looked += known == Rows.NONE ? 0 : 1;
        if (rows.isNothing(read)) {
            boolean deleted =
                    known == Rows.NONE || deletes[rows.site(read)].latestEnd(rows.close[read]) > rows.invoke[known];
            return deleted ? Option.none() : complaint(read, known, " returned nothing");
        }
        if (rows.shown[read].length == 0 || rows.site(rows.shown[read][0]) != rows.site(read)) {
            return Option.none();
        }
        int write = rows.shown[read][0];
        if (!rows.inOneLife(read, write)) {
            return Option.none(); // other sites have brought it back meanwhile: with that the register begins anew (S9)
        }
        boolean older = known != Rows.NONE && sureAt[write] != 0 && sureAt[write] < rows.invoke[known];
        sure(write, rows.close[read]);
        know(read, write);
        return older ? complaint(read, known, " returned the value of " + rows.op(write)) : Option.none();
    }

    private Option<SessionJudge.Complaint> complaint(int read, int known, String what) {
        boolean own = visit[known] == visit[read];
        String because = (own ? "read your writes: " : "monotonic reads: ") + rows.op(read) + what
                + ", though its client had " + (own ? "written later: " : "read what was written later: ")
                + rows.op(known);
        return Option.some(new SessionJudge.Complaint(new int[] {rows.op[read], rows.op[known]}, because));
    }
}
