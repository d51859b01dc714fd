package kyoten.baseline;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import kyoten.baseline.message.Get;
import kyoten.baseline.message.Out;
import kyoten.baseline.message.Put;
import kyoten.baseline.message.Request;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FixedEnv;
import kyoten.node.NodeId;
import kyoten.node.Step;

/** One server stepped by hand: its disk does what it is told when the test says so, and what it sends is kept. */
final class HandServer {
    static final NodeId A = new NodeId("a");
    static final NodeId B = new NodeId("b");
    static final NodeId C = new NodeId("c");
    static final NodeId CLIENT = new NodeId("client");
    static final ByteString KEY = ByteString.copyFromUtf8("k");

    private static final Env ENV = FixedEnv.drawing(7);

    private final BaselineServer server;
    private ServerState state;
    private final Deque<Effect.DiskOperation> disk = new ArrayDeque<>();
    private Vector<ByteString> file = Vector.empty();
    final List<Object> sent = new ArrayList<>();
    final List<Object> replies = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    HandServer(NodeId self, NodeId... servers) {
        server = new BaselineServer(BaselineOptions.of(self, Vector.of(servers)));
        state = server.initial();
        boot();
        sync();
    }

    /** Starts the server anew with what its disk has done. */
    void boot() {
        disk.clear();
        state = server.initial();
        Vector<BootFile> files = file.isEmpty()
                ? Vector.empty()
                : Vector.of(new BootFile.Log(ServerFile.NAME, file.map(BootFile.Good::new)));
        on(new Event.Booted(1, files));
    }

    /** The disk does all that it was told. */
    void sync() {
        while (!disk.isEmpty()) {
            Effect.DiskOperation operation = disk.remove();
            if (operation instanceof Effect.Append append) {
                file = file.append(append.bytes());
            } else if (operation instanceof Effect.Replace replace) {
                file = replace.parts().toVector();
            }
            on(new Event.DiskDone(operation.operation(), ByteString.EMPTY));
        }
    }

    void on(Event event) {
        Step<ServerState> step = server.on(state, event, ENV);
        state = step.state();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Send send) {
                sent.add(send.message());
            } else if (effect instanceof Effect.DiskOperation operation) {
                disk.add(operation);
            } else if (effect instanceof Effect.Reply reply) {
                replies.add(reply.body());
            } else if (effect instanceof Effect.Note note) {
                notes.add(note.mark() + ": " + note.detail());
            }
        }
    }

    void hears(NodeId from, Object message) {
        sent.clear();
        on(new Event.Received(from, message));
    }

    void isTold(Configuration next) {
        replies.clear();
        on(new Event.Asked(1, new Lead(next)));
    }

    /** The messages of a type that were sent since the last one was heard. */
    <M> List<M> sent(Class<M> type) {
        return sent.stream().filter(type::isInstance).map(type::cast).toList();
    }

    ServerState state() {
        return state;
    }

    static Request put(long number, String value) {
        return request(number)
                .setPut(Put.newBuilder().setKey(KEY).setValue(ByteString.copyFromUtf8(value)))
                .build();
    }

    static Request get(long number) {
        return request(number).setGet(Get.newBuilder().setKey(KEY)).build();
    }

    static Request out(long number) {
        return request(number).setOut(Out.newBuilder().setKey(KEY)).build();
    }

    private static Request.Builder request(long number) {
        return Request.newBuilder().setSession(9).setNumber(number);
    }
}
