package kyoten.check.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Makes histories of list-append transactions that are strictly serializable by construction: each transaction runs as a whole at a point
 * between its invocation and its answer. Of the keys a few are in use at a time; a key that was appended to often enough makes room for a
 * new one, so that lists stay short however long the history is.
 */
public final class TransactionGenerator {
    private static final int ACTIVE_KEYS = 10;
    private static final Value READ = Value.of("r");
    private static final Value APPEND = Value.of("append");

    private final Chance chance;
    private final int clients;
    private final int longestList;
    private final HistoryBuilder history = new HistoryBuilder("generated", Ties.AS_WRITTEN);
    private final long[] keys = new long[ACTIVE_KEYS];
    private final List<List<Value>> lists = new ArrayList<>();
    /** Transactions in flight may still touch keys that were retired; those stay lists like any other. */
    private final Map<Value, List<Value>> retiredLists = new HashMap<>();

    private long nextKey;
    private long draws;

    private TransactionGenerator(long seed, int clients, int longestList) {
        chance = new Chance(seed);
        this.clients = clients;
        this.longestList = longestList;
        for (int i = 0; i < ACTIVE_KEYS; i++) {
            keys[i] = nextKey++;
            lists.add(new ArrayList<>());
        }
    }

    /**
     * @param transactions how many
     * @param clients how many ask at a time
     * @param longestList how many elements a key gets before it makes room for another
     */
    public static History listAppend(long seed, int transactions, int clients, int longestList) {
        return new TransactionGenerator(seed, clients, longestList).run(transactions);
    }

    /** At each step a client chosen by chance does what is next for it: invoke, run, answer. */
    private History run(int transactions) {
        Entry[] open = new Entry[clients];
        Value[] results = new Value[clients];
        int begun = 0;
        int ended = 0;
        while (ended < transactions) {
            int client = (int) draw(clients);
            if (open[client] == null) {
                if (begun < transactions) {
                    open[client] = invocation(client);
                    history.add(open[client]);
                    begun++;
                }
            } else if (results[client] == null) {
                results[client] = execute(open[client].value());
            } else {
                history.add(open[client].completed(Type.OK, results[client], Entry.NO_TIME));
                open[client] = null;
                results[client] = null;
                ended++;
            }
        }
        return history.build();
    }

    private long draw(long bound) {
        return chance.below(bound, "draw", draws++);
    }

    private Entry invocation(int client) {
        Value[] steps = new Value[1 + (int) draw(4)];
        for (int i = 0; i < steps.length; i++) {
            int slot = (int) draw(ACTIVE_KEYS);
            Value key = Value.of(keys[slot]);
            steps[i] = draw(2) == 0 ? Value.list(READ, key, Value.NIL) : Value.list(APPEND, key, Value.of(draws));
        }
        return Entry.invoke(String.valueOf(client), "txn", Value.NIL, Value.list(steps), Entry.NO_TIME);
    }

    private Value execute(Value transaction) {
        Value[] steps = transaction.members().toArray(Value[]::new);
        for (int i = 0; i < steps.length; i++) {
            Value key = steps[i].members().get(1);
            int slot = slot(((Value.Int) key).value());
            if (steps[i].members().get(0).equals(READ)) {
                List<Value> seen = slot < 0 ? List.of() : lists.get(slot);
                steps[i] = slot < 0 ? retired(key) : Value.list(READ, key, new Value.Items(seen));
            } else if (slot >= 0) {
                lists.get(slot).add(steps[i].members().get(2));
            } else {
                retiredLists
                        .computeIfAbsent(key, any -> new ArrayList<>())
                        .add(steps[i].members().get(2));
            }
        }
        retireFullKeys();
        return Value.list(steps);
    }

    private Value retired(Value key) {
        return Value.list(READ, key, new Value.Items(retiredLists.getOrDefault(key, List.of())));
    }

    private int slot(long key) {
        for (int slot = 0; slot < ACTIVE_KEYS; slot++) {
            if (keys[slot] == key) {
                return slot;
            }
        }
        return -1;
    }

    private void retireFullKeys() {
        for (int slot = 0; slot < ACTIVE_KEYS; slot++) {
            if (lists.get(slot).size() >= longestList) {
                retiredLists.put(Value.of(keys[slot]), lists.get(slot));
                keys[slot] = nextKey++;
                lists.set(slot, new ArrayList<>());
            }
        }
    }
}
