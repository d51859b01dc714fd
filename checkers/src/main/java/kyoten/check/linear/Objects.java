package kyoten.check.linear;

import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import kyoten.history.Value;

/** Models of the objects that histories are made of, other than registers. */
final class Objects {
    private Objects() {}

    private static boolean anyAnswer(Call call, Value answer) {
        return !call.known() || call.output().equals(answer);
    }

    /** A lock: {@code acquire} needs it free, {@code release} needs it held, by whomever. */
    static final class Mutex implements Model<Boolean> {
        @Override
        public String name() {
            return "mutex";
        }

        @Override
        public String takes() {
            return "acquire or release";
        }

        @Override
        public boolean accepts(Call call) {
            return call.f().equals("acquire") || call.f().equals("release");
        }

        @Override
        public Boolean initial() {
            return false;
        }

        @Override
        public Option<Boolean> step(Boolean held, Call call) {
            boolean acquires = call.f().equals("acquire");
            return Option.when(acquires != held, acquires);
        }

        @Override
        public String shown(Boolean held) {
            return held ? "taken" : "free";
        }

        @Override
        public boolean observes(Call call) {
            return false;
        }
    }

    /** A number: {@code add N} (negative too), {@code read} shows the sum; zero at first. */
    static final class Counter implements Model<Long> {
        @Override
        public String name() {
            return "counter";
        }

        @Override
        public String takes() {
            return "add NUMBER or read";
        }

        @Override
        public boolean accepts(Call call) {
            return call.f().equals("add") && call.input() instanceof Value.Int
                    || call.f().equals("read") && (!call.known() || call.output() instanceof Value.Int);
        }

        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Option<Long> step(Long sum, Call call) {
            if (call.f().equals("read")) {
                return Option.when(anyAnswer(call, Value.of(sum)), sum);
            }
            return Option.some(sum + ((Value.Int) call.input()).value());
        }

        @Override
        public Option<Value> answer(Long sum, Call call) {
            return Option.when(call.f().equals("read"), () -> Value.of(sum));
        }

        @Override
        public boolean observes(Call call) {
            return call.f().equals("read");
        }
    }

    /** A first-in-first-out queue: {@code enqueue V}; {@code dequeue} shows and takes the first, or nil from an empty one. */
    static final class Queue implements Model<Vector<Value>> {
        @Override
        public String name() {
            return "queue";
        }

        @Override
        public String takes() {
            return "enqueue VALUE or dequeue";
        }

        @Override
        public boolean accepts(Call call) {
            return call.f().equals("enqueue") || call.f().equals("dequeue");
        }

        @Override
        public Vector<Value> initial() {
            return Vector.empty();
        }

        @Override
        public Option<Vector<Value>> step(Vector<Value> queue, Call call) {
            if (call.f().equals("enqueue")) {
                return Option.some(queue.append(call.input()));
            }
            if (queue.isEmpty()) {
                return Option.when(anyAnswer(call, Value.NIL), queue);
            }
            return Option.when(anyAnswer(call, queue.head()), queue::tail);
        }

        @Override
        public Option<Value> answer(Vector<Value> queue, Call call) {
            return Option.when(
                    call.f().equals("dequeue"), () -> queue.headOption().getOrElse(Value.NIL));
        }

        @Override
        public String shown(Vector<Value> queue) {
            return new Value.Items(queue.toJavaList()).toString();
        }

        /** Two dequeues together, and neither alone, may leave nothing for a third. */
        @Override
        public boolean mayWait(Call waiting, Call other) {
            return false;
        }

        @Override
        public boolean observes(Call call) {
            return false;
        }
    }

    /** A set: {@code add V}, {@code remove V}; {@code read} shows all members. */
    static final class Members implements Model<TreeSet<Value>> {
        @Override
        public String name() {
            return "set";
        }

        @Override
        public String takes() {
            return "add VALUE, remove VALUE or read";
        }

        @Override
        public boolean accepts(Call call) {
            return switch (call.f()) {
                case "add", "remove" -> true;
                case "read" ->
                    !call.known() || call.output() instanceof Value.Items || call.output() instanceof Value.Group;
                default -> false;
            };
        }

        @Override
        public TreeSet<Value> initial() {
            return TreeSet.empty();
        }

        @Override
        public Option<TreeSet<Value>> step(TreeSet<Value> set, Call call) {
            return switch (call.f()) {
                case "add" -> Option.some(set.add(call.input()));
                case "remove" -> Option.some(set.remove(call.input()));
                default ->
                    Option.when(
                            !call.known()
                                    || set.equals(TreeSet.ofAll(call.output().members())),
                            set);
            };
        }

        @Override
        public Option<Value> answer(TreeSet<Value> set, Call call) {
            return Option.when(call.f().equals("read"), () -> new Value.Items(set.toJavaList()));
        }

        @Override
        public String shown(TreeSet<Value> set) {
            return new Value.Items(set.toJavaList()).toString();
        }

        @Override
        public boolean observes(Call call) {
            return call.f().equals("read");
        }

        @Override
        public List<Value> saw(Call call) {
            return observes(call) ? call.output().members() : List.of();
        }

        @Override
        public Option<Value> putBlindly(Call call) {
            return call.f().equals("add") ? Option.some(call.input()) : Option.none();
        }
    }
}
