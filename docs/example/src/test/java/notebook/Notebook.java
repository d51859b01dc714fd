package notebook;

import com.google.protobuf.ByteString;
import com.google.protobuf.StringValue;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.util.function.Function;
import kyoten.history.Value;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.scenario.Answer;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Options;
import kyoten.wire.ProtoCodec;
import kyoten.wire.Registry;

/** A server that writes down what its clients put, and tells it to those who ask; and how scenarios talk to its clients. */
final class Notebook implements Subject {

    /** Keeps notes in a log. A request is "number put key value" or "number get key", an answer "number value". */
    static final class Server implements Node<Server.State> {
        private static final FileName LOG = FileName.log("notes");

        /**
         * What the server knows.
         *
         * @param notes by key
         * @param last the number of each client's last put, so that one that comes again changes nothing
         * @param answers that wait for a sync, by its number
         */
        record State(TreeMap<String, String> notes, TreeMap<String, Long> last, TreeMap<Long, Effect> answers, long operations) {
            /** What it knows after a put, in the words of the log: "client number key value". */
            State after(String record) {
                String[] words = record.split(" ");
                return new State(
                        notes.put(words[2], words[3]), last.put(words[0], Long.parseLong(words[1])), answers, operations);
            }
        }

        @Override
        public State initial() {
            return new State(TreeMap.empty(), TreeMap.empty(), TreeMap.empty(), 0);
        }

        @Override
        public Step<State> on(State state, Event event, Env env) {
            if (event instanceof Event.Booted booted) {
                return booted(state, booted);
            } else if (event instanceof Event.Received received) {
                return received(state, received.from(), ((StringValue) received.message()).getValue());
            } else if (event instanceof Event.DiskDone done && state.answers.containsKey(done.operation())) {
                TreeMap<Long, Effect> others = state.answers.remove(done.operation());
                State next = new State(state.notes, state.last, others, state.operations);
                return Step.to(next, state.answers.get(done.operation()).get());
            }
            return Step.ignored(state, "not for a server");
        }

        /** What stands behind a torn record was never answered. */
        private static Step<State> booted(State state, Event.Booted booted) {
            Vector<BootFile.LogRecord> records =
                    booted.files().flatMap(file -> ((BootFile.Log) file).records()).toVector();
            Vector<BootFile.LogRecord> whole = records.takeWhile(BootFile.Good.class::isInstance);
            State known = whole.foldLeft(
                    state, (all, record) -> all.after(((BootFile.Good) record).bytes().toStringUtf8()));
            return whole.size() == records.size()
                    ? Step.to(known)
                    : Step.to(
                            new State(known.notes, known.last, known.answers, 1),
                            new Effect.Truncate(1, LOG, whole.size()));
        }

        /** Nobody is answered before all is safe that the answer tells of. */
        private static Step<State> received(State state, NodeId client, String request) {
            String[] words = request.split(" ");
            long number = Long.parseLong(words[0]);
            boolean puts = words[1].equals("put");
            Vector<Effect> effects = Vector.empty();
            State next = state;
            if (puts && number > state.last.getOrElse(client.name(), 0L)) {
                String record = client.name() + ' ' + number + ' ' + words[2] + ' ' + words[3];
                next = state.after(record);
                effects = effects.append(
                        new Effect.Append(state.operations + 1, LOG, ByteString.copyFromUtf8(record)));
            }
            long sync = state.operations + 2;
            String answer = number + " " + (puts ? "" : next.notes.getOrElse(words[2], ""));
            Effect send = new Effect.Send(client, StringValue.of(answer));
            State waiting = new State(next.notes, next.last, next.answers.put(sync, send), sync);
            return new Step<>(waiting, effects.append(new Effect.Sync(sync, LOG)));
        }
    }

    /** Asks the server again and again, until it answers. It is asked "put key value" or "get key". */
    record Client(NodeId server) implements Node<Client.State> {
        private static final long AGAIN_NANOS = 50_000_000;

        /**
         * What the client is about.
         *
         * @param number of its last request
         * @param request how whoever asked is answered; 0 if nobody waits
         */
        record State(long number, String asked, long request) {}

        @Override
        public State initial() {
            return new State(0, "", 0);
        }

        @Override
        public Step<State> on(State state, Event event, Env env) {
            if (event instanceof Event.Asked asked) {
                return send(new State(state.number + 1, (String) asked.body(), asked.request()));
            } else if (event instanceof Event.TimerFired && state.request > 0) {
                return send(state);
            } else if (event instanceof Event.Received received && state.request > 0) {
                String[] words = ((StringValue) received.message()).getValue().split(" ", 2);
                return Long.parseLong(words[0]) == state.number
                        ? Step.to(new State(state.number, "", 0), new Effect.Reply(state.request, words[1]))
                        : Step.ignored(state, "an answer to something else");
            }
            return Step.ignored(state, "nobody waits");
        }

        private Step<State> send(State state) {
            StringValue request = StringValue.of(state.number + " " + state.asked);
            return Step.to(state, new Effect.Send(server, request), new Effect.SetTimer("again", AGAIN_NANOS));
        }
    }

    @Override
    public String name() {
        return "a notebook";
    }

    @Override
    public Registry registry() {
        return Registry.of(ProtoCodec.of(1, StringValue.getDefaultInstance()));
    }

    @Override
    public Node<?> server(Stage stage, Options options, NodeId self) {
        return new Server();
    }

    @Override
    public Node<?> client(Stage stage, Options options, NodeId self) {
        return new Client(stage.servers().head());
    }

    @Override
    public Object call(Options options, Act act, String value, ByteString context) {
        return act instanceof Act.Put ? "put " + act.key() + ' ' + value : "get " + act.key();
    }

    @Override
    public Answer answer(Act act, Object body) {
        String value = (String) body;
        return Answer.of(value.isEmpty() ? Value.NIL : Value.of(value));
    }

    @Override
    public Vector<Function<String, Act>> looks() {
        return Vector.of(Act.Get::new);
    }
}
