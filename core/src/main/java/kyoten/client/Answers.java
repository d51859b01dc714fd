package kyoten.client;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.client.ClientAnswer.Refusal;
import kyoten.client.ClientAnswer.Rejection;
import kyoten.node.NodeId;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ReadAnswer;
import kyoten.site.message.Refused;
import kyoten.site.message.ScanPage;
import kyoten.site.message.Updated;

/** The answers that replies become. */
final class Answers {
    private Answers() {}

    /** The answer of a reply that ends its call; none of one that this version doesn't know. */
    static Option<ClientAnswer> answer(NodeId from, ClientReply reply) {
        return switch (reply.getBodyCase()) {
            case UPDATED -> outcome(reply.getUpdated().getOutcome());
            case READ -> Option.some(value(reply.getRead()));
            case SCAN -> Option.some(page(from, reply.getScan()));
            default -> Option.none();
        };
    }

    static Refusal refusal(Refused.Reason reason) {
        return switch (reason) {
            case NO_ROOM -> Refusal.NO_ROOM;
            case KEY_TOO_LONG -> Refusal.KEY_TOO_LONG;
            case VALUE_TOO_LONG -> Refusal.VALUE_TOO_LONG;
            case FENCED -> Refusal.FENCED;
            default -> Refusal.MALFORMED;
        };
    }

    private static Option<ClientAnswer> outcome(Updated.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Option.some(new ClientAnswer.Done());
            case OVERWRITTEN -> Option.some(new ClientAnswer.Overwritten());
            case CONFLICT -> Option.some(new ClientAnswer.Conflict());
            case STALE -> Option.some(new ClientAnswer.Rejected(Rejection.STALE));
            case CONTEXT_FORGED -> Option.some(new ClientAnswer.Rejected(Rejection.CONTEXT_FORGED));
            case CONTEXT_OF_ANOTHER_KEY -> Option.some(new ClientAnswer.Rejected(Rejection.CONTEXT_OF_ANOTHER_KEY));
            case CONTEXT_AHEAD -> Option.some(new ClientAnswer.Rejected(Rejection.CONTEXT_AHEAD));
            case TOO_MANY_SIBLINGS -> Option.some(new ClientAnswer.Refused(Refusal.TOO_MANY_SIBLINGS));
            case FENCED -> Option.some(new ClientAnswer.Refused(Refusal.FENCED));
            default -> Option.none();
        };
    }

    private static ClientAnswer.Value value(ReadAnswer read) {
        return new ClientAnswer.Value(
                read.hasValue() ? Option.some(read.getValue()) : Option.none(), read.getReplaced(), read.getFenced());
    }

    private static ClientAnswer.Page page(NodeId from, ScanPage page) {
        var entries = Vector.ofAll(page.getEntriesList())
                .map(entry -> new ClientAnswer.Entry(entry.getKey(), value(entry.getRead()), entry.getSiblings()));
        long next = page.getNext();
        return new ClientAnswer.Page(entries, next == 0 ? Option.none() : Option.some(new PageToken(from, next)));
    }
}
