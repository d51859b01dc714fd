package kyoten.sim;

import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.network.Fate;

/**
 * One line of a run's trace. All of it is values: to keep a line is to keep references, and to record a whole run costs little.
 *
 * @param event the number of the event that it belongs to, from 1 on
 * @param cause the number of the event that brought this one about: in which the message was sent, the timer set, the disk asked;
 *     0 if it was there from the beginning
 * @param nanos the virtual time
 * @param place the node, or {@link #WORLD}
 * @param what happened there
 */
public record TraceLine(long event, long cause, long nanos, String place, What what) {
    /** The place of what no node does. */
    public static final String WORLD = "world";

    /** What a line tells. */
    public sealed interface What {}

    /** A node takes a step; what it does in it are the lines that follow. */
    public record Took(Event event) implements What {}

    /** A node does something, but for sending. */
    public record Did(Effect effect) implements What {}

    /** A node sends something. */
    public record Sent(Effect.Send send, Fate fate) implements What {}

    /** A message comes to a node that is down. */
    public record Missed(NodeId from, Object message) implements What {}

    /** A fault strikes, or ends. */
    public record Struck(Fault fault) implements What {}

    /** A node crashes. */
    public record Crashed(Unsynced unsynced) implements What {}

    /** A node did what no node may do. */
    public record Broke(String how) implements What {}

    /** The same on a clock that shows 0 at a time. */
    public TraceLine since(long zero) {
        return new TraceLine(event, cause, nanos - zero, place, what);
    }

    /** Whether it tells of an event, and not of what a node does in one. */
    public boolean isEvent() {
        return !(what instanceof Did || what instanceof Sent);
    }

    /** A message, or another value that nodes deal with, in short: equal only if the values are. */
    public static String text(Object value) {
        return ValueText.of(value);
    }

    /** What happened, for a reader. */
    public String told() {
        return TraceText.of(what);
    }

    /** The same as {@link #toString}, for who has asked already what it {@link #told}. */
    public String printed(String told) {
        return TraceText.of(this, told);
    }

    /** A line for a reader: time, place, number of the event and of its cause, what happened. */
    @Override
    public String toString() {
        return printed(told());
    }
}
