package kyoten.scenario.microraft;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.microraft.statemachine.StateMachine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kyoten.baseline.message.Found;
import kyoten.baseline.message.Request;
import kyoten.wire.MalformedException;

/**
 * The state machine: values of keys that are put, got and taken out, and what each session was answered last, so that a request that is
 * sent again takes effect once. Operations are the bytes of a {@link Request}; without any, a term begins.
 */
final class Places implements StateMachine {
    static final ByteString NEW_TERM = ByteString.EMPTY;

    private final TreeMap<ByteString, ByteString> values =
            new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private final TreeMap<Long, Answered> sessions = new TreeMap<>();

    /** The last update of a session, and the answer to it. */
    private record Answered(long number, Found found) {}

    /** The answer to an update whose session has been answered something later: its client has given up on this one. */
    static final Found TOO_LATE =
            Found.newBuilder().setValue(ByteString.copyFromUtf8("too late")).build();

    static Request request(Object operation) {
        try {
            return Request.parseFrom((ByteString) operation);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("no request in the log: " + e.getMessage());
        }
    }

    @Override
    public Object runOperation(long commitIndex, Object operation) {
        if (operation.equals(NEW_TERM)) {
            return Found.getDefaultInstance();
        }
        Request request = request(operation);
        return request.hasGet() ? found(request.getGet().getKey()) : update(request);
    }

    private Found update(Request request) {
        Answered last = sessions.get(request.getSession());
        if (last != null && request.getNumber() <= last.number) {
            return request.getNumber() == last.number ? last.found : TOO_LATE;
        }
        Found found = Found.getDefaultInstance();
        if (request.hasOut()) {
            found = found(request.getOut().getKey());
            values.remove(request.getOut().getKey());
        } else {
            values.put(request.getPut().getKey(), request.getPut().getValue());
        }
        sessions.put(request.getSession(), new Answered(request.getNumber(), found));
        return found;
    }

    private Found found(ByteString key) {
        ByteString value = values.get(key);
        return value == null
                ? Found.getDefaultInstance()
                : Found.newBuilder().setValue(value).build();
    }

    @Override
    public void takeSnapshot(long commitIndex, Consumer<Object> chunks) {
        chunks.accept(RaftWriter.bytes(writer -> {
            writer.number(values.size());
            for (Map.Entry<ByteString, ByteString> one : values.entrySet()) {
                writer.bytes(one.getKey());
                writer.bytes(one.getValue());
            }
            writer.number(sessions.size());
            for (Map.Entry<Long, Answered> one : sessions.entrySet()) {
                writer.number(one.getKey());
                writer.number(one.getValue().number);
                writer.bytes(one.getValue().found.toByteString());
            }
        }));
    }

    @Override
    public void installSnapshot(long commitIndex, List<Object> chunks) {
        values.clear();
        sessions.clear();
        RaftReader.of((ByteString) chunks.get(0), reader -> {
            for (long left = reader.number(); left > 0; left--) {
                values.put(reader.bytes(), reader.bytes());
            }
            for (long left = reader.number(); left > 0; left--) {
                long session = reader.number();
                sessions.put(session, new Answered(reader.number(), Found.parseFrom(reader.bytes())));
            }
            return this;
        });
    }

    @Override
    public Object getNewTermOperation() {
        return NEW_TERM;
    }
}
