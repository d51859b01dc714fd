package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.Refused.Reason;
import kyoten.site.message.Update;

/** Whether a request has the form that it should, whatever the store holds. */
final class Forms {
    private Forms() {}

    /** What is wrong with it. */
    static Option<Reason> fault(ClientRequest request, Limits limits) {
        if (key(request).size() > limits.keyBytes()) {
            return Option.some(Reason.KEY_TOO_LONG);
        } else if (request.hasUpdate()) {
            return fault(request.getUpdate(), limits);
        }
        return request.hasScan() && request.getScan().getLimit() < 1 ? Option.some(Reason.MALFORMED) : Option.none();
    }

    private static Option<Reason> fault(Update update, Limits limits) {
        if (update.getValue().size() > limits.valueBytes()) {
            return Option.some(Reason.VALUE_TOO_LONG);
        }
        boolean isKnown = switch (update.getKind()) {
            case WRITE, DELETE, GWRITE, GDELETE -> true;
            case KIND_UNSPECIFIED, UNRECOGNIZED -> false;
        };
        return isKnown && update.getSequence() >= 1 && update.hasSession()
                ? Option.none()
                : Option.some(Reason.MALFORMED);
    }

    private static ByteString key(ClientRequest request) {
        return switch (request.getBodyCase()) {
            case UPDATE -> request.getUpdate().getKey();
            case READ -> request.getRead().getKey();
            case GREAD -> request.getGread().getKey();
            case SCAN -> request.getScan().getPrefix();
            default -> ByteString.EMPTY;
        };
    }
}
