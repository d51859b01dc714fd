package kyoten.baseline;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import kyoten.baseline.message.Answer;
import kyoten.baseline.message.Found;
import kyoten.baseline.message.Opening;
import kyoten.baseline.message.Record;
import kyoten.node.Effect;
import kyoten.node.NodeId;
import kyoten.node.Step;

/** One step of a server while it is being taken: the state so far, and the effects. Changes in place; lives for one step. */
final class ServerTurn {
    final BaselineOptions options;
    Configuration configuration;
    long boots;
    Content content;
    Role role;
    private long operations;
    private int grown;
    private final List<Effect> effects = new ArrayList<>();

    ServerTurn(BaselineOptions options, ServerState state) {
        this.options = options;
        configuration = state.configuration();
        boots = state.boots();
        content = state.content();
        role = state.role();
        operations = state.operations();
        grown = state.grown();
    }

    Step<ServerState> step() {
        ServerState state = new ServerState(configuration, boots, content, operations, grown, role);
        return new Step<>(state, Vector.ofAll(effects));
    }

    /** Nothing comes of the event. */
    void ignore(String why) {
        note(Step.IGNORED, why);
    }

    void note(String mark, String detail) {
        effects.add(new Effect.Note(mark, detail));
    }

    void send(NodeId to, Object message) {
        effects.add(new Effect.Send(to, message));
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /** Answers a client what was found. */
    void answer(NodeId client, long session, long number, Found found) {
        send(
                client,
                Answer.newBuilder()
                        .setSession(session)
                        .setNumber(number)
                        .setFound(found)
                        .build());
    }

    /** Appends records to the file, without a sync. */
    void append(Iterable<Record> records) {
        for (Record record : records) {
            grown += record.hasUpdate() ? 1 : 0;
            effects.add(new Effect.Append(++operations, ServerFile.NAME, record.toByteString()));
        }
    }

    /** Cuts the file after its first records. */
    void truncate(int records) {
        effects.add(new Effect.Truncate(++operations, ServerFile.NAME, records));
    }

    /** Makes safe what has been appended; returns the number of the operation. */
    long sync() {
        effects.add(new Effect.Sync(++operations, ServerFile.NAME));
        return operations;
    }

    /**
     * Writes the file anew, all at once.
     *
     * @param opening the stream of which the server holds the first records
     * @param rest what the file holds behind the configuration and the boots
     * @return the number of the operation; once it is done, all of it is safe
     */
    long replace(Configuration standing, Opening opening, long records, Vector<Record> rest) {
        Vector<Record> all =
                rest.prepend(ServerFile.boots(boots)).prepend(ServerFile.stood(standing, opening, records));
        effects.add(new Effect.Replace(++operations, ServerFile.NAME, all.map(Record::toByteString)));
        grown = 0;
        return operations;
    }

    /** The file holds so many updates already. */
    void holdsUpdates(int updates) {
        grown = updates;
    }

    /** Whether the file has taken so many updates that it is to be written anew. */
    boolean hasGrown() {
        return grown >= options.compactAfter();
    }
}
