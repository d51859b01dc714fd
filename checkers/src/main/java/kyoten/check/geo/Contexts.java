package kyoten.check.geo;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.agrona.collections.IntArrayList;

/**
 * What each write and delete stands for, at the least, told as they begin and take effect in the order of time.
 *
 * <p>A write or delete covers every write of its site, in this life of it, that had taken effect before it began. A gwrite or
 * gdelete covers all that the site of its context's gread knew when that gread began, and all that the gread returned; only the latter
 * if that site, or the one where it is carried to, was put out by force. Who has applied a write has applied all writes of its
 * stream that had taken effect before it began.
 */
final class Contexts {
    private final Rows rows;
    private final Reach nothing;

    /** Per write or delete: what is dead wherever it was applied. */
    private final Reach[] covers;

    /** Per write or delete: what is known wherever it was applied. */
    private final Reach[] knows;

    /** Per gread whose context is carried: what that context stands for. */
    private final Reach[] carried;

    /** Per stream: what all of it covers that has taken effect; and all of it that has, in that order. */
    private final Reach[] coveredByStream;

    private final IntArrayList[] effective;
    private final boolean[] isEffective;

    Contexts(Rows rows) {
        this.rows = rows;
        nothing = Reach.nothing(rows.lives().streams());
        covers = new Reach[rows.size];
        knows = new Reach[rows.size];
        carried = new Reach[rows.size];
        for (int row = 0; row < rows.size; row++) {
            if (rows.token[row] != Rows.NONE) {
                carried[rows.token[row]] = nothing;
            }
        }
        coveredByStream = new Reach[rows.lives().streams()];
        Arrays.fill(coveredByStream, nothing);
        effective = new IntArrayList[coveredByStream.length];
        Arrays.setAll(effective, stream -> new IntArrayList());
        isEffective = new boolean[rows.size];
    }

    Reach nothing() {
        return nothing;
    }

    Reach covers(int row) {
        return covers[row];
    }

    Reach knows(int row) {
        return knows[row];
    }

    /** A write or delete begins. */
    void begin(int row) {
        int stream = rows.stream(row);
        Reach own = nothing;
        if (rows.kind[row].coversOwnSite() && rows.life[row] != Lives.NONE) {
            int first = rows.lives().firstOfLife(rows.site(row), stream);
            own = nothing.withBefore(first, stream, rows.invoke[row], rows);
        } else if (rows.token[row] != Rows.NONE) {
            own = carried(row);
        }
        boolean ordered = Lives.isOrdered(stream);
        covers[row] = ordered ? own.and(coveredByStream[stream], rows) : own;
        Reach before = ordered ? covers[row].withBefore(stream, stream, rows.invoke[row], rows) : covers[row];
        knows[row] = before.with(row, rows);
    }

    /** A site that is put out is not waited for, nor does it wait: what each forgets, the context that the other gets may lack. */
    private Reach carried(int row) {
        int gread = rows.token[row];
        if (!rows.lives().wasPutOut(rows.site(gread)) && !rows.lives().wasPutOut(rows.site(row))) {
            return carried[gread];
        }
        Reach shown = nothing;
        for (int one : rows.shown[gread]) {
            shown = shown.with(one, rows);
        }
        return shown;
    }

    /** A write or delete has surely taken effect. */
    void takeEffect(int row) {
        if (!isEffective[row]) {
            isEffective[row] = true;
            int stream = rows.stream(row);
            coveredByStream[stream] = coveredByStream[stream].and(covers[row], rows);
            effective[stream].addInt(row);
        }
    }

    /** A gread was answered whose site knew so much when it began. */
    void answer(int gread, Reach knew) {
        if (carried[gread] == null) {
            return;
        }
        Reach all = knew;
        for (int row : rows.shown[gread]) {
            all = all.and(knows[row], rows);
        }
        carried[gread] = all;
    }

    /** The writes of a row's stream that had taken effect before it began, from an instant on. */
    void eachBefore(int row, int from, IntConsumer take) {
        IntArrayList stream = effective[rows.stream(row)];
        if (!Lives.isOrdered(rows.stream(row))) {
            return;
        }
        for (int i = stream.size() - 1; i >= 0 && rows.effect(stream.getInt(i)) >= from; i--) {
            int before = stream.getInt(i);
            if (rows.effect(before) < rows.invoke[row]) {
                take.accept(before);
            }
        }
    }
}
