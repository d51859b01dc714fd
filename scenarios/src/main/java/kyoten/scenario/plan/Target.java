package kyoten.scenario.plan;

import io.vavr.control.Option;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a fault strikes: a server by its number, or by the part that it plays when the fault strikes. */
public sealed interface Target {

    /**
     * One server, whatever it does.
     *
     * @param number counted from 1
     */
    record Server(int number) implements Target {
        @Override
        public String toString() {
            return "server " + number;
        }
    }

    /** The server that was the last to become leader; server 1 as long as none was. */
    record Leader() implements Target {
        @Override
        public String toString() {
            return "leader";
        }
    }

    /** The server that was leader before the last one to become it; it may not know yet that it is not. */
    record FormerLeader() implements Target {
        @Override
        public String toString() {
            return "former leader";
        }
    }

    /**
     * A server that is not the leader.
     *
     * @param number counted from 1 in the order of names, the leader left out; beyond the last it goes round
     */
    record Follower(int number) implements Target {
        @Override
        public String toString() {
            return "follower " + number;
        }
    }

    /** The server that noted the mark which triggers the fault; the leader if a time does, or another node noted it. */
    record Noter() implements Target {
        @Override
        public String toString() {
            return "noter";
        }
    }

    /**
     * One client.
     *
     * @param number counted from 1
     */
    record Client(int number) implements Target {
        @Override
        public String toString() {
            return "client " + number;
        }
    }

    /** The server of that number. */
    static Target server(int number) {
        return new Server(number);
    }

    /** The leader of the moment. */
    static Target leader() {
        return new Leader();
    }

    /** The leader before the leader of the moment. */
    static Target formerLeader() {
        return new FormerLeader();
    }

    /** The server that noted the mark at which the fault strikes. */
    static Target noter() {
        return new Noter();
    }

    /** The follower of that number of the moment. */
    static Target follower(int number) {
        return new Follower(number);
    }

    /** The target that its {@code toString} tells; none for any other text. */
    static Option<Target> parse(String text) {
        if (text.equals("leader")) {
            return Option.of(leader());
        }
        if (text.equals("noter")) {
            return Option.of(noter());
        }
        if (text.equals("former leader")) {
            return Option.of(formerLeader());
        }
        Matcher matcher =
                Pattern.compile("(server|follower|client) ([1-9]\\d{0,5})").matcher(text);
        if (!matcher.matches()) {
            return Option.none();
        }
        int number = Integer.parseInt(matcher.group(2));
        return Option.of(
                switch (matcher.group(1)) {
                    case "server" -> server(number);
                    case "follower" -> follower(number);
                    default -> new Client(number);
                });
    }
}
