package kyoten.scenario;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.Function;
import kyoten.node.BootFile;
import kyoten.node.FileName;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.raft.DiskFacts;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Options;
import kyoten.wire.Registry;

/** A system that scenarios run against: its nodes, its messages, and how its clients are talked to. Without state. */
public interface Subject {

    /** Its name, for lists: "the store of a site". */
    String name();

    /** All types of messages that its nodes send. */
    Registry registry();

    /** A server's code. */
    Node<?> server(Stage stage, Options options, NodeId self);

    /** A client's code. */
    Node<?> client(Stage stage, Options options, NodeId self);

    /**
     * What to ask a client node for.
     *
     * @param options that say how long the value is to be made
     * @param value that a write writes, in short
     * @param context that a gwrite or gdelete carries, as {@link Answer.Ok#context} gave it, or the element that a remove names;
     *     empty for none
     */
    Object call(Options options, Act act, String value, ByteString context);

    /** What a client node's answer means. */
    Answer answer(Act act, Object body);

    /** With what each client looks at each key when the run has settled. */
    Vector<Function<String, Act>> looks();

    /** What each client changes at one of the keys when the run has settled, before it looks. */
    default Vector<Function<String, Act>> lastChanges() {
        return Vector.empty();
    }

    /** What each client asks of each key when it has had time to look. Of what this changes nobody looks any more. */
    default Vector<Function<String, Act>> afterLooks() {
        return Vector.empty();
    }

    /** How an operator talks to its servers; none if it has nothing to operate. */
    default Option<Administration> administration() {
        return Option.none();
    }

    /** How an operator names a new master; none if the system elects its leaders itself, or has none. */
    default Option<Succession> succession() {
        return Option.none();
    }

    /**
     * What a server's disk tells that the others rely on; none if nothing is known of its format, and so nothing of it may
     * rot.
     *
     * @param synced its files as a boot would show them
     */
    default Option<DiskFacts> diskFacts(Seq<BootFile> synced) {
        return Option.none();
    }

    /**
     * The last entry that the snapshot on a server's disk holds, 0 if there is none; none if nothing is known of its format.
     *
     * @param bulk what a bulk file holds; nothing if there is none
     */
    default Option<Long> snapshotOn(Function<FileName, ByteString> bulk) {
        return Option.none();
    }

    /** How a judge looks into a server's state; none if its servers keep no log that all have to agree on. */
    default Option<Function<Object, Replica>> replicas() {
        return Option.none();
    }

    /** All marks that its nodes can note, unless they are broken: a campaign tells which of them it reached. */
    default Vector<String> marks() {
        return Vector.empty();
    }

    /** The mark that a server notes when it becomes the leader; faults that strike the leader follow it. */
    default String leaderMark() {
        return "became-leader";
    }

    /** The mark that a server notes when its site begins a new epoch. */
    default String epochMark() {
        return "new-epoch";
    }

    /** The mark that a server notes when its site, of which all have left, stays and begins anew. */
    default String anewMark() {
        return "began-anew";
    }

    /** The mark that a leader notes when it finds that a server's disk has lost what the server acknowledged. */
    default String lossMark() {
        return "rolled-back";
    }

    /** The mark that a client notes when a session's close was answered; its detail is the session. */
    default String sessionClosedMark() {
        return "session-closed";
    }
}
