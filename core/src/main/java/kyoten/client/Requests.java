package kyoten.client;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.client.ClientAnswer.Refusal;
import kyoten.client.ClientState.Operation;
import kyoten.client.ClientState.Phase;
import kyoten.site.Limits;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.CloseSession;
import kyoten.site.message.GreadKey;
import kyoten.site.message.NextPage;
import kyoten.site.message.OpenSession;
import kyoten.site.message.ReadKey;
import kyoten.site.message.Scan;
import kyoten.site.message.Update;

/** The requests that calls become. */
final class Requests {
    private Requests() {}

    static boolean isUpdate(ClientCall call) {
        return call instanceof ClientCall.Write
                || call instanceof ClientCall.Gwrite
                || call instanceof ClientCall.Delete
                || call instanceof ClientCall.Gdelete;
    }

    /** Why a call need not be sent at all. */
    static Option<Refusal> refusal(ClientCall call, Limits limits) {
        if (call instanceof ClientCall.Scan scan && scan.limit() < 1) {
            return Option.some(Refusal.MALFORMED);
        }
        if (key(call).size() > limits.keyBytes()) {
            return Option.some(Refusal.KEY_TOO_LONG);
        }
        return value(call).size() > limits.valueBytes() ? Option.some(Refusal.VALUE_TOO_LONG) : Option.none();
    }

    /** The request by which an operation goes on. */
    static ClientRequest request(Operation operation, ClientState state, long attempt) {
        ClientRequest.Builder request =
                ClientRequest.newBuilder().setAttempt(attempt).setTerm(state.term());
        if (operation.phase() == Phase.OPENING) {
            return request.setOpen(OpenSession.newBuilder().setNonce(state.nonce()))
                    .build();
        }
        if (operation.page().isDefined()) {
            long page = operation.page().get().number();
            return request.setNextPage(NextPage.newBuilder().setPage(page)).build();
        }
        ClientCall call = operation.call();
        if (isUpdate(call)) {
            return request.setUpdate(update(operation, state)).build();
        } else if (call instanceof ClientCall.Read read) {
            request.setRead(ReadKey.newBuilder().setKey(read.key()));
        } else if (call instanceof ClientCall.Gread gread) {
            request.setGread(GreadKey.newBuilder().setKey(gread.key()));
        } else if (call instanceof ClientCall.Scan scan) {
            request.setScan(scan(scan));
        } else if (call instanceof ClientCall.Close) {
            request.setClose(
                    CloseSession.newBuilder().setSession(state.session().get().id()));
        } else {
            throw new IllegalArgumentException("no request for " + call);
        }
        return request.build();
    }

    private static Scan scan(ClientCall.Scan scan) {
        return Scan.newBuilder()
                .setPrefix(scan.prefix())
                .setFrom(scan.from())
                .setLimit(scan.limit())
                .build();
    }

    private static Update update(Operation operation, ClientState state) {
        Update.Builder update = Update.newBuilder()
                .setSession(state.session().get().id())
                .setSequence(operation.sequence())
                .setKey(key(operation.call()))
                .setValue(value(operation.call()));
        ClientCall call = operation.call();
        if (call instanceof ClientCall.Write) {
            update.setKind(Update.Kind.WRITE);
        } else if (call instanceof ClientCall.Delete) {
            update.setKind(Update.Kind.DELETE);
        } else if (call instanceof ClientCall.Gwrite gwrite) {
            update.setKind(Update.Kind.GWRITE).setContext(gwrite.context()).setOnlyIfCurrent(gwrite.onlyIfCurrent());
        } else if (call instanceof ClientCall.Gdelete gdelete) {
            update.setKind(Update.Kind.GDELETE).setContext(gdelete.context()).setOnlyIfCurrent(gdelete.onlyIfCurrent());
        } else {
            throw new IllegalArgumentException("not an update: " + call);
        }
        return update.build();
    }

    private static ByteString key(ClientCall call) {
        if (call instanceof ClientCall.Read read) {
            return read.key();
        } else if (call instanceof ClientCall.Write write) {
            return write.key();
        } else if (call instanceof ClientCall.Delete delete) {
            return delete.key();
        } else if (call instanceof ClientCall.Gread gread) {
            return gread.key();
        } else if (call instanceof ClientCall.Gwrite gwrite) {
            return gwrite.key();
        } else if (call instanceof ClientCall.Gdelete gdelete) {
            return gdelete.key();
        } else if (call instanceof ClientCall.Scan scan) {
            return scan.prefix();
        }
        return ByteString.EMPTY;
    }

    private static ByteString value(ClientCall call) {
        if (call instanceof ClientCall.Write write) {
            return write.value();
        }
        return call instanceof ClientCall.Gwrite gwrite ? gwrite.value() : ByteString.EMPTY;
    }
}
