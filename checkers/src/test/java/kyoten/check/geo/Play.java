package kyoten.check.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;

/** Lets clients play with a {@link Store}, in an order and with delays that a seed says, and writes down what they saw. */
final class Play {
    private final RandomGenerator random;
    private final Bug bug;
    private final Store store;
    private final HistoryBuilder builder = new HistoryBuilder("play", Ties.AS_WRITTEN);
    private final List<Client> clients = new ArrayList<>();
    private final List<Asked> late = new ArrayList<>();
    private final List<Known> greads = new ArrayList<>();
    private final int keys;
    private final boolean disasters;
    private final boolean deletes;
    private long time = 1;
    private long nextValue = 1;
    private int names;

    /** What a gread returned that was answered. */
    private record Known(int number, int key, int[] context, Client client) {}

    /** A client, and what it has asked last. */
    private static final class Client {
        String process = "";
        int site;
        Asked asked;
    }

    /** An operation between its invocation and its end. */
    private static final class Asked {
        Entry entry;
        String f = "";
        int key;
        int site;
        int number;
        int lives;
        long value;
        Known token;
        boolean done;
        Value answer = Value.NIL;
        String outcome = "";
        int[] context = {};
    }

    private final int[] lives;

    private Play(long seed, Bug bug) {
        random = new Random(seed);
        this.bug = bug;
        store = new Store(2 + random.nextInt(3), bug, random);
        lives = new int[store.sites.size()];
        keys = bug == Bug.COUNTER_PER_KEY || bug == Bug.CONTEXT_OF_ANOTHER_KEY ? 2 : 1 + random.nextInt(2);
        disasters = random.nextInt(4) == 0 || bug == Bug.DOT_REUSED;
        deletes = random.nextInt(3) == 0 || bug == Bug.TOMBSTONE_COLLECTED_EARLY;
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Client client = new Client();
            client.process = "c" + names++;
            client.site = random.nextInt(store.sites.size());
            clients.add(client);
        }
    }

    static History history(long seed, Bug bug) {
        return new Play(seed, bug).whole();
    }

    private History whole() {
        int steps = 30 + random.nextInt(200);
        for (int i = 0; i < steps; i++) {
            step();
        }
        settle();
        builder.mark(new Mark.Ended(time));
        return builder.build();
    }

    private void step() {
        switch (random.nextInt(disasters ? 13 : 12)) {
            case 0, 1, 2, 3, 4 -> {
                Client client = clients.get(random.nextInt(clients.size()));
                if (client.asked == null) {
                    ask(client);
                } else if (!client.asked.done && random.nextBoolean()) {
                    execute(client.asked);
                } else {
                    end(client);
                }
            }
            case 5 -> {
                if (!late.isEmpty() && random.nextInt(3) == 0) {
                    execute(late.remove(random.nextInt(late.size())));
                }
            }
            case 6 -> {
                Store.Site site = anySite();
                if (random.nextBoolean()) {
                    site.lag();
                } else {
                    site.save();
                }
            }
            case 12 -> disaster();
            default -> anySite().receive(random.nextInt(store.streams.size()));
        }
    }

    private Store.Site anySite() {
        return store.sites.get(random.nextInt(store.sites.size()));
    }

    private void disaster() {
        if (random.nextInt(3) > 0) {
            return;
        }
        Store.Site site = anySite();
        String name = name(site.number);
        if (site.epoch + 2 >= Store.EPOCHS) {
            return;
        }
        if (!site.member) {
            site.empty();
            site.member = true;
            lives[site.number]++;
            builder.mark(new Mark.Joined(time++, name));
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                site.epoch++;
                builder.mark(new Mark.Epoch(time++, name));
            }
            case 1, 2 -> {
                site.restore();
                lives[site.number]++;
                builder.mark(new Mark.Exempt(time++, name, "restored"));
            }
            case 3 -> {
                if (store.sites.stream().filter(one -> one.member).count() > 1) {
                    site.empty();
                    lives[site.number]++;
                    builder.mark(new Mark.Rebuilt(time++, name));
                }
            }
            default -> {
                if (store.sites.stream().filter(one -> one.member).count() > 2 && bug == Bug.NONE) {
                    site.member = false;
                    builder.mark(new Mark.Left(time++, name, true));
                }
            }
        }
    }

    private static String name(int site) {
        return Character.toString("abcdefgh".charAt(site));
    }

    private void ask(Client client) {
        if (random.nextInt(8) == 0) {
            client.site = random.nextInt(store.sites.size());
        }
        String[] some = deletes
                ? new String[] {"gread", "gread", "gwrite", "gwrite", "write", "read", "delete", "gdelete"}
                : new String[] {"gread", "gread", "gwrite", "gwrite", "write", "read"};
        ask(client, some[random.nextInt(some.length)], random.nextInt(keys));
    }

    private void ask(Client client, String f, int key) {
        Asked asked = new Asked();
        asked.f = f;
        asked.key = key;
        asked.site = client.site;
        asked.lives = lives[client.site];
        asked.value = f.equals("write") || f.equals("gwrite") ? nextValue++ : 0;
        Value argument = asked.value == 0 ? Value.NIL : Value.of(asked.value);
        Entry entry = Entry.invoke(client.process, f, Value.of("k" + key), argument, time++)
                .at(name(client.site));
        if (f.equals("gwrite") || f.equals("gdelete")) {
            asked.token = token(client, key);
            entry = asked.token == null ? entry : entry.token(asked.token.number);
        }
        asked.entry = entry;
        asked.number = builder.add(entry);
        asked.context = contextOf(asked);
        client.asked = asked;
    }

    private Known token(Client client, int key) {
        boolean own = random.nextInt(4) > 0;
        int back = random.nextInt(3);
        for (int i = greads.size() - 1; i >= 0; i--) {
            Known known = greads.get(i);
            if (known.key == key && (!own || known.client == client) && (random.nextInt(3) > 0 || back-- == 0)) {
                return known;
            }
        }
        return null;
    }

    private int[] contextOf(Asked asked) {
        int[] none = new int[store.streams.size()];
        if (asked.token == null || bug == Bug.CONTEXT_IGNORED) {
            return none;
        }
        if (bug == Bug.CONTEXT_OF_ANOTHER_KEY) {
            return greads.stream()
                    .filter(known -> known.key != asked.key)
                    .reduce((one, other) -> other)
                    .map(Known::context)
                    .orElse(asked.token.context);
        }
        return asked.token.context;
    }

    private void execute(Asked asked) {
        if (asked.done || lives[asked.site] != asked.lives) {
            return;
        }
        asked.done = true;
        Store.Site site = store.sites.get(asked.site);
        switch (asked.f) {
            case "gread" -> {
                Store.Item item =
                        (bug == Bug.STALE_GREAD && random.nextInt(4) == 0 ? site.lagging : site.items).get(asked.key);
                List<Long> values = item == null ? List.of() : item.values();
                asked.answer = new Value.Items(values.stream().map(Value::of).toList());
                asked.context = site.context(asked.key);
            }
            case "read" -> {
                Store.Item item =
                        (bug == Bug.STALE_READ && random.nextInt(4) == 0 ? site.lagging : site.items).get(asked.key);
                asked.answer = item == null || item.local == 0 ? Value.NIL : Value.of(item.local);
            }
            case "write", "delete" -> {
                int[] context = site.ownSite(site.item(asked.key).seen);
                if (bug == Bug.WRITE_COVERS_FOREIGN_VALUES) {
                    context = site.context(asked.key);
                } else if (bug == Bug.WRITE_COVERS_NOTHING) {
                    context = new int[context.length];
                }
                site.accept(asked.key, asked.value, context);
            }
            default -> gwrite(asked, site);
        }
    }

    private void gwrite(Asked asked, Store.Site site) {
        if (random.nextInt(12) == 0) {
            asked.outcome = "rejected: stale";
            return;
        }
        int[] context = bug == Bug.CONTEXT_OF_THE_SITE ? site.context(asked.key) : asked.context;
        site.accept(asked.key, asked.value, context);
        int others = (site.items.containsKey(asked.key)
                        ? site.item(asked.key).values().size()
                        : 0)
                - (asked.value == 0 ? 0 : 1);
        asked.outcome = others > 0 && bug != Bug.OUTCOME_INVENTED ? "conflict" : "overwritten";
    }

    private void end(Client client) {
        Asked asked = client.asked;
        client.asked = null;
        int luck = random.nextInt(20);
        if (luck == 0 || !asked.done && luck < 10 || lives[asked.site] != asked.lives && !asked.done) {
            builder.add(asked.entry.completed(Type.INFO, Value.NIL, time++));
            if (!asked.done) {
                late.add(asked);
            }
            client.process = "c" + names++;
        } else if (!asked.done) {
            builder.add(asked.entry.completed(Type.FAIL, Value.NIL, time++));
        } else {
            builder.add(asked.entry.completed(Type.OK, asked.answer, time++).outcome(asked.outcome));
            if (asked.f.equals("gread")) {
                greads.add(new Known(asked.number, asked.key, asked.context, client));
            }
        }
    }

    private void settle() {
        for (Client client : clients) {
            if (client.asked != null) {
                end(client);
            }
        }
        if (random.nextBoolean()) {
            late.forEach(asked -> builder.mark(new Mark.Closed(time, asked.entry.process())));
            late.clear();
            time++;
        }
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Store.Site site : store.sites) {
                for (int stream = 0; stream < store.streams.size(); stream++) {
                    while (site.receive(stream)) {
                        moved = true;
                    }
                }
            }
        }
        builder.mark(new Mark.Settled(time++));
        for (int round = 0; round < 2; round++) {
            for (Store.Site site : store.sites) {
                for (int key = 0; key < keys; key++) {
                    Client client = clients.get(random.nextInt(clients.size()));
                    client.site = site.number;
                    ask(client, "gread", key);
                    execute(client.asked);
                    end(client);
                    if (!late.isEmpty() && random.nextInt(4) == 0) {
                        execute(late.remove(random.nextInt(late.size())));
                    }
                    anySite().receive(random.nextInt(store.streams.size()));
                }
            }
        }
    }
}
