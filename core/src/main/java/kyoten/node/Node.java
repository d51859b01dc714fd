package kyoten.node;

/**
 * A deterministic server, client or process of a distributed system.
 *
 * <p>A host feeds a node one event at a time. The node answers each with the state that it is in from then on and with
 * the effects that it asks of the host. It does not block and touches nothing but the three arguments of {@link #on}:
 * the same state, event and environment always give an equal step. Time and chance come from {@link Env}, everything
 * else that happens in the world arrives as an {@link Event}.
 *
 * <p>What a node may rely on:
 *
 * <ul>
 *   <li>The first event of every boot is {@link Event.Booted}, on {@link #initial()}.
 *   <li>Effects happen in the order of the step; a crash may fall between any two of them, so that a prefix of the list
 *       has happened.
 *   <li>Nothing of one boot reaches the next: no timer, no completion of a disk operation, no request's handle.
 *   <li>Messages are datagrams: lost, doubled, reordered, delayed without bound, even past a restart of either end.
 *   <li>Disk operations complete first-in-first-out per file, in any order between files.
 * </ul>
 *
 * <p>An exception thrown out of {@link #on} is a crash of the node, and in a simulation a broken run.
 *
 * @param <S> the node's state: an immutable value
 */
public interface Node<S> {

    /** The state on which each boot begins, before {@link Event.Booted} tells what the disk holds. */
    S initial();

    /**
     * Takes one step.
     *
     * @param state the state that the last step left, or {@link #initial()} at boot
     * @param event what happened
     * @param env the time and the chance of this step
     * @return the next state and the effects, in the order in which they are to happen
     */
    Step<S> on(S state, Event event, Env env);
}
