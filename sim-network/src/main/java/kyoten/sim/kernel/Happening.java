package kyoten.sim.kernel;

/** Something that stands in the queue until its time comes. */
public abstract class Happening {

    /** Whether it has lost its meaning, as a timer that was cancelled has. Then it is dropped without a trace. */
    protected boolean isStale() {
        return false;
    }

    /** Its time has come. */
    protected abstract void happen();
}
