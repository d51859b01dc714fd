package kyoten.sim.kernel;

/** Something that stands in the queue until its time comes. */
public abstract class Happening {
    private static final long UNKNOWN = -1;

    private long cause = UNKNOWN;

    /** Says which event brought it about, if that is not known yet: it may stand in the queue more than once. */
    public final void causedBy(long event) {
        if (cause == UNKNOWN) {
            cause = event;
        }
    }

    /** The number of the event that brought it about. Only traces show it. */
    protected long cause() {
        return cause;
    }

    /** Whether it has lost its meaning, as a timer that was cancelled has. Then it is dropped without a trace. */
    protected boolean isStale() {
        return false;
    }

    /** Its time has come. */
    protected abstract void happen();
}
