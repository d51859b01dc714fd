package kyoten.check.geo;

import java.util.Arrays;
import kyoten.history.History;

/** A client's stay at one site, in one life of it: as long as its operations, of whatever key, go to no other. */
final class Visits {
    /** The visit of an operation that was open when its site lost its memory. */
    static final int NONE = -1;

    private final int[] visitOfOp;
    private int count;

    Visits(History history, Lives lives) {
        visitOfOp = new int[history.size()];
        int[] siteOfProcess = new int[history.processCount()];
        int[] lifeOfProcess = new int[history.processCount()];
        int[] visitOfProcess = new int[history.processCount()];
        Arrays.fill(siteOfProcess, -1);
        for (int op = 0; op < history.size(); op++) {
            int process = history.processId(op);
            int life = lives.life(op);
            if (siteOfProcess[process] != lives.site(op) || lifeOfProcess[process] != life) {
                siteOfProcess[process] = lives.site(op);
                lifeOfProcess[process] = life;
                visitOfProcess[process] = count++;
            }
            visitOfOp[op] = life == Lives.NONE ? NONE : visitOfProcess[process];
        }
    }

    int of(int op) {
        return visitOfOp[op];
    }
}
