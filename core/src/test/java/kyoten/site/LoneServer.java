package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.node.FixedEnv;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.Command;

/** A site of one server, stepped by hand: its disk does what is told, its timers fire when asked. */
final class LoneServer {
    static final NodeId SELF = new NodeId("tokyo/1");
    static final NodeId CLIENT = new NodeId("client");

    private final SiteServer server;
    private SiteState state;
    private TreeMap<FileName, Vector<ByteString>> disk = TreeMap.empty();
    private final Deque<Effect.DiskOperation> operations = new ArrayDeque<>();
    private final List<Effect> effects = new ArrayList<>();
    private TreeSet<String> timers = TreeSet.empty();
    private boolean diskHolds;
    private boolean diskIsFull;
    private long now = 1_000;
    private long boots;

    LoneServer(SiteOptions options) {
        server = new SiteServer(options);
        state = server.initial();
    }

    static LoneServer leading() {
        LoneServer lone =
                new LoneServer(SiteOptions.of(Stores.SITE, SELF, Vector.of(SELF), Stores.bytes("0123456789abcdef"))
                        .with(Stores.LIMITS));
        lone.boot();
        lone.lead();
        return lone;
    }

    SiteState state() {
        return state;
    }

    void boot() {
        state = server.initial();
        operations.clear();
        timers = TreeSet.empty();
        Seq<BootFile> files = disk.toVector().map(file -> boot(file._1, file._2));
        on(new Event.Booted(++boots, files));
    }

    private static BootFile boot(FileName name, Vector<ByteString> parts) {
        return name.kind() == FileName.Kind.LOG
                ? new BootFile.Log(name, parts.map(BootFile.Good::new))
                : new BootFile.Bulk(name, parts.map(ByteString::size).sum().longValue());
    }

    /** Lets time pass until the server leads. */
    void lead() {
        for (int i = 0; i < 20 && !state.tenure().exists(SiteState.Tenure::isSettled); i++) {
            passAndFire();
        }
    }

    /** Lets a second pass, and fires all of Raft's timers, whatever their time. */
    void passAndFire() {
        pass(1_000_000_000L);
        for (String timer : timers.filter(name -> name.startsWith("raft"))) {
            timers = timers.remove(timer);
            on(new Event.TimerFired(timer));
        }
    }

    void pass(long nanos) {
        now += nanos;
    }

    /** The disk keeps what it is told to itself, until it is told to go on. */
    void holdDisk() {
        diskHolds = true;
    }

    void releaseDisk() {
        diskHolds = false;
        work();
    }

    /** The disk does the next thing that it was told. */
    void releaseOne() {
        carryOut(operations.remove());
    }

    void fillDisk(boolean full) {
        diskIsFull = full;
    }

    void on(Event event) {
        take(server.on(state, event, env()));
    }

    /** Proposes a command that can't wait. */
    void propose(Command.Builder command) {
        effects.clear();
        take(server.propose(state, command, env()));
    }

    /** Proposes a command that can wait. */
    void proposeSoon(Command.Builder command) {
        effects.clear();
        take(server.proposeSoon(state, command, env()));
    }

    private void take(Step<SiteState> step) {
        state = step.state();
        for (Effect effect : step.effects()) {
            effects.add(effect);
            if (effect instanceof Effect.SetTimer timer) {
                timers = timers.add(timer.timer());
            } else if (effect instanceof Effect.CancelTimer timer) {
                timers = timers.remove(timer.timer());
            }
        }
        step.effects()
                .filter(Effect.DiskOperation.class::isInstance)
                .forEach(effect -> operations.add((Effect.DiskOperation) effect));
        if (!diskHolds) {
            work();
        }
    }

    private void work() {
        while (!operations.isEmpty()) {
            carryOut(operations.remove());
        }
    }

    private void carryOut(Effect.DiskOperation operation) {
        Vector<ByteString> parts = disk.getOrElse(operation.file(), Vector.empty());
        ByteString read = ByteString.EMPTY;
        if (operation instanceof Effect.Append append) {
            if (diskIsFull) {
                on(new Event.DiskFailed(operation.operation(), Event.DiskFault.FULL));
                return;
            }
            disk = disk.put(append.file(), parts.append(append.bytes()));
        } else if (operation instanceof Effect.Replace replace) {
            disk = disk.put(replace.file(), Vector.ofAll(replace.parts()));
        } else if (operation instanceof Effect.Truncate truncate) {
            disk = disk.put(truncate.file(), parts.take((int) truncate.records()));
        } else if (operation instanceof Effect.Read wanted) {
            ByteString all = ByteString.copyFrom(parts);
            int end = (int) Math.min(all.size(), wanted.offset() + wanted.length());
            read = all.substring((int) Math.min(end, wanted.offset()), end);
        }
        on(new Event.DiskDone(operation.operation(), read));
    }

    private Env env() {
        return new FixedEnv(now, 0, (purpose, i) -> purpose.hashCode() * 31L + i + now * 1_000_003L + boots);
    }

    /** What the server sent to the client since the last time. */
    List<ClientReply> ask(ClientRequest.Builder request) {
        effects.clear();
        on(new Event.Received(CLIENT, request.setTerm(term()).build()));
        return replies();
    }

    List<ClientReply> replies() {
        List<ClientReply> replies = effects.stream()
                .filter(effect ->
                        effect instanceof Effect.Send send && send.to().equals(CLIENT))
                .map(effect -> (ClientReply) ((Effect.Send) effect).message())
                .toList();
        return replies;
    }

    List<Effect> effects() {
        return effects;
    }

    long term() {
        return state.raft().term();
    }
}
