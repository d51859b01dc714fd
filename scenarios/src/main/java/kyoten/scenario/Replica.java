package kyoten.scenario;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import kyoten.node.NodeId;

/** What a judge sees when it looks into a server that keeps a log, which all servers of its site have to agree on. */
public interface Replica {

    /** Whether it is still reading its disk: then nothing else that it tells is worth anything. */
    boolean loading();

    /** Whether it may count for anything: it does not doubt its disk. */
    boolean sound();

    /** Another number in each life of the server, from one boot to the next. */
    long boot();

    /** The term that it knows of. */
    long term();

    /** Whom it voted for in that term. */
    Option<NodeId> vote();

    /** Whether it leads in that term. */
    boolean leads();

    /** The servers that have a vote, as its log and its snapshot say, whatever it makes of them. */
    Seq<NodeId> voters();

    /** The last entry of its log. */
    long last();

    /** The last entry of its log that it takes for durable. */
    long synced();

    /** The last entry that it knows to be committed; all up to it are applied. */
    long committed();

    /** The last entry that its newest snapshot holds; 0 before any. */
    long snapshot();

    /** The state in that snapshot: the same bytes for the same state. */
    ByteString snapshotState();

    /** How many parts it has got of a snapshot that is on its way to it. */
    int partsArrived();

    /** The entry at an index; none if the log does not hold it, or does not any more. */
    Option<Entry> entry(long index);

    /** The servers of the site, as the committed entries say, equal if both say the same; none if they do not say. */
    Option<?> members();

    /** The state that the committed entries have built up: the same bytes for the same state. */
    ByteString state();

    /**
     * An entry of the log.
     *
     * @param term of the leader that took it in
     * @param content equal to that of another exactly if both say the same
     */
    record Entry(long term, Object content) {}
}
