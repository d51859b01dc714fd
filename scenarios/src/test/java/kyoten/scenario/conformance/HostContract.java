package kyoten.scenario.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import io.vavr.collection.List;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.function.Predicate;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.scenario.conformance.Probe.Seen;
import kyoten.wire.ProtoCodec;
import kyoten.wire.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every host promises to every node, to be run against the simulated and the real one. Its parts are {@link
 * NodeLifeContract}, {@link DiskContract}; a host's test extends {@link DiskContract}, which has them all.
 *
 * <p>Of messages a node may rely on nothing; that they usually arrive, unchanged, is asked by sending them again and again.
 */
abstract class HostContract {
    static final NodeId NODE = new NodeId("tokyo/1");
    static final NodeId OTHER = new NodeId("tokyo/2");
    static final Registry REGISTRY = Registry.of(ProtoCodec.of(9, BytesValue.getDefaultInstance()));
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final int MOMENTS = 2_000;

    HostUnderTest host;

    /** A host without nodes, whose nodes send the messages of {@link #REGISTRY}. */
    abstract HostUnderTest open();

    @BeforeEach
    void two_probes_are_up() {
        host = open();
        host.add(NODE, new Probe());
        host.add(OTHER, new Probe());
        host.boot(NODE);
        host.boot(OTHER);
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** Has the probe perform effects, and waits for its reply. */
    void perform(Effect... effects) {
        assertThat(host.ask(NODE, new Probe.Do(List.of(effects))))
                .as("the probe's reply")
                .contains("done");
    }

    /** Has the probe perform effects that it doesn't survive. */
    void performFatally(Effect... effects) {
        host.ask(NODE, new Probe.Do(List.of(effects)));
    }

    void reboot() {
        host.kill(NODE);
        host.boot(NODE);
    }

    @SuppressWarnings("unchecked") // A probe replies to Report with a vector of what it saw.
    Vector<Seen> seen(NodeId node) {
        return host.ask(node, new Probe.Report())
                .map(reply -> (Vector<Seen>) reply)
                .getOrElse(Vector.empty());
    }

    /** Waits until a probe has seen an event of a type that a predicate holds for. */
    <T extends Event> Seen await(NodeId node, Class<T> type, Predicate<T> predicate) {
        for (int moment = 0; moment < MOMENTS; moment++) {
            var found = seen(node).find(one -> type.isInstance(one.event()) && predicate.test(type.cast(one.event())));
            if (found.isDefined()) {
                return found.get();
            }
            host.pass(MOMENT);
        }
        return fail(node + " never saw such a " + type.getSimpleName() + ", but " + seen(node));
    }

    /** Waits for what comes of a disk operation. */
    Event.DiskDone awaitDone(long operation) {
        return (Event.DiskDone) await(NODE, Event.DiskDone.class, done -> done.operation() == operation)
                .event();
    }

    Event.Booted booted() {
        return (Event.Booted) await(NODE, Event.Booted.class, booted -> true).event();
    }

    /** The bytes of the good records of a log that the node's last boot showed. */
    java.util.List<String> records(String log) {
        return booted().files()
                .filter(file -> file.file().toString().equals(log + ".log"))
                .flatMap(file -> ((BootFile.Log) file).records())
                .filter(BootFile.Good.class::isInstance)
                .map(record -> ((BootFile.Good) record).bytes().toStringUtf8())
                .asJava();
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
