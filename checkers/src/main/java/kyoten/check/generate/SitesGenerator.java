package kyoten.check.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Makes histories of a right store of several sites: each site is one copy, updates travel from site to site in the order in which
 * they were made, and a context says by number which updates of each site it covers. In the end all updates arrive, and every key is
 * read once more at every site. Half of the operations read; contexts come from the same client's latest gread of the key.
 */
public final class SitesGenerator {
    private static final String[] KINDS = {"gread", "gread", "read", "gwrite", "gwrite", "write"};
    private static final int[] EMPTY = {};

    private final Chance chance;
    private final int keys;
    private final List<Site> sites = new ArrayList<>();
    private final Client[] clients;
    private final HistoryBuilder history = new HistoryBuilder("generated", Ties.AS_WRITTEN);
    private long time;
    private long draws;
    private long nextValue = 1;

    /** What a site makes known to the others: the n-th update of its own, and what it covers. */
    private record Update(int key, int site, int n, long value, int[] context) {}

    /** An update's value while nothing covers it. */
    private record Sibling(int site, int n, long value) {}

    /** One copy of all keys. */
    private final class Site {
        private final int number;
        private final List<List<Sibling>> siblings = new ArrayList<>();
        private final int[][] seen = new int[keys][];
        private final Value[] local = new Value[keys];
        private final List<Update> log = new ArrayList<>();
        private final int[] received;

        Site(int number, int of) {
            this.number = number;
            this.received = new int[of];
            Arrays.fill(local, Value.NIL);
            for (int key = 0; key < keys; key++) {
                siblings.add(new ArrayList<>());
                seen[key] = new int[of];
            }
        }

        /** Makes an update of its own; returns whether another value remains. */
        boolean accept(int key, long value, int[] context) {
            Update update = new Update(key, number, log.size() + 1, value, context);
            log.add(update);
            local[key] = Value.of(value);
            apply(update);
            return siblings.get(key).size() > 1;
        }

        private void apply(Update update) {
            List<Sibling> live = siblings.get(update.key);
            int[] known = seen[update.key];
            live.removeIf(sibling -> covers(update.context, sibling));
            Sibling made = new Sibling(update.site, update.n, update.value);
            if (!covers(known, made)) {
                live.add(made);
            }
            for (int site = 0; site < update.context.length; site++) {
                known[site] = Math.max(known[site], update.context[site]);
            }
            known[update.site] = Math.max(known[update.site], update.n);
        }

        /** Takes the next update of another site, if there is one. */
        boolean receive(Site from) {
            if (from == this || received[from.number] == from.log.size()) {
                return false;
            }
            apply(from.log.get(received[from.number]++));
            return true;
        }

        Value shown(int key) {
            return new Value.Items(siblings.get(key).stream()
                    .map(sibling -> Value.of(sibling.value))
                    .sorted()
                    .toList());
        }

        int[] ownSeen(int key) {
            int[] own = new int[received.length];
            own[number] = seen[key][number];
            return own;
        }
    }

    private static boolean covers(int[] context, Sibling sibling) {
        return sibling.site < context.length && sibling.n <= context[sibling.site];
    }

    /** Who asks one operation after another at one site. */
    private final class Client {
        private final String name;
        private final Site site;
        private final int[] tokens = new int[keys];
        private final int[][] contexts = new int[keys][];
        private Entry open = Entry.invoke("", "", Value.NIL, Value.NIL, 0);
        private int key;
        private int number;
        private State state = State.FREE;
        private Value answer = Value.NIL;
        private String outcome = "";

        Client(int number, Site site) {
            this.name = "c" + number;
            this.site = site;
            Arrays.fill(tokens, Entry.NONE);
            Arrays.fill(contexts, EMPTY);
        }

        void ask(String f, int ofKey) {
            key = ofKey;
            boolean writes = f.endsWith("write");
            Value argument = writes ? Value.of(nextValue++) : Value.NIL;
            open = Entry.invoke(name, f, Value.of(key), argument, time++).at("s" + site.number);
            if (f.equals("gwrite") && tokens[key] != Entry.NONE) {
                open = open.token(tokens[key]);
            }
            number = history.add(open);
            outcome = "";
            state = State.ASKED;
        }

        void execute() {
            long value = open.value() instanceof Value.Int number ? number.value() : 0;
            switch (open.f()) {
                case "gread" -> {
                    answer = site.shown(key);
                    tokens[key] = number;
                    contexts[key] = site.seen[key].clone();
                }
                case "read" -> answer = site.local[key];
                case "write" -> {
                    answer = Value.NIL;
                    site.accept(key, value, site.ownSeen(key));
                }
                default -> {
                    answer = Value.NIL;
                    outcome = site.accept(key, value, contexts[key]) ? "conflict" : "overwritten";
                }
            }
            state = State.DONE;
        }

        void end() {
            history.add(open.completed(Type.OK, answer, time++).outcome(outcome));
            state = State.FREE;
        }
    }

    /** How far a client's operation is. */
    private enum State {
        FREE,
        ASKED,
        DONE
    }

    private SitesGenerator(long seed, int sites, int clients, int keys) {
        this.chance = new Chance(seed);
        this.keys = keys;
        for (int site = 0; site < sites; site++) {
            this.sites.add(new Site(site, sites));
        }
        this.clients = new Client[clients];
        Arrays.setAll(this.clients, client -> new Client(client, this.sites.get(client % sites)));
    }

    /**
     * @param operations how many, without the last look at every key
     * @param sites how many, at least one
     * @param clients how many ask at a time, in turns at the sites
     */
    public static History history(long seed, int operations, int sites, int clients, int keys) {
        return new SitesGenerator(seed, sites, clients, keys).run(operations);
    }

    private int draw(int bound) {
        return (int) chance.below(bound, "draw", draws++);
    }

    private History run(int operations) {
        int begun = 0;
        while (begun < operations || Arrays.stream(clients).anyMatch(client -> client.state != State.FREE)) {
            Client client = clients[draw(clients.length)];
            if (client.state == State.ASKED) {
                client.execute();
            } else if (client.state == State.DONE) {
                client.end();
            } else if (begun < operations) {
                client.ask(KINDS[draw(KINDS.length)], draw(keys));
                begun++;
            }
            sites.get(draw(sites.size())).receive(sites.get(draw(sites.size())));
        }
        settle();
        return history.build();
    }

    private void settle() {
        for (Site to : sites) {
            for (Site from : sites) {
                while (to.receive(from)) {
                    continue;
                }
            }
        }
        history.mark(new Mark.Settled(time++));
        for (int site = 0; site < Math.min(sites.size(), clients.length); site++) {
            for (int key = 0; key < keys; key++) {
                clients[site].ask("gread", key);
                clients[site].execute();
                clients[site].end();
            }
        }
        history.mark(new Mark.Ended(time));
    }
}
