package kyoten.client;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.function.Function;
import kyoten.client.ClientAnswer.Refusal;
import kyoten.client.ClientState.Own;
import kyoten.site.resolver.CounterState;
import kyoten.site.resolver.CounterState.Entry;
import kyoten.site.resolver.Resolvers;
import kyoten.site.resolver.SetState;
import kyoten.wire.MalformedException;

/**
 * Counters and sets, which clients of many sites change without asking each other (rule X8): a change is a gread, and a gwrite
 * of what was read with this client's own entry changed.
 *
 * <p>An entry is its client's alone and must never go back, or a join takes the old one for the new and an addition is lost.
 * So a client goes on with an entry only if what it reads is what it last wrote, and was told to be written. Where it is not
 * (the answer got lost and the write may come later, somebody deleted the key, the site was restored) it begins another entry,
 * under a new random number, and leaves the old one to what becomes of it.
 */
final class Joint {
    private Joint() {}

    /** How a call goes on when the key has been read. */
    sealed interface Next {}

    /** It ends. */
    record End(ClientAnswer answer) implements Next {}

    /**
     * It writes.
     *
     * @param own what this client's entry is then; none if it does not change
     */
    record Write(ClientCall.Gwrite call, Option<Own> own) implements Next {}

    /** The key of a counter or set that a call is about; none of other calls. */
    static Option<ByteString> key(ClientCall call) {
        if (call instanceof ClientCall.Count count) {
            return Option.some(count.key());
        } else if (call instanceof ClientCall.Add add) {
            return Option.some(add.key());
        } else if (call instanceof ClientCall.Elements elements) {
            return Option.some(elements.key());
        } else if (call instanceof ClientCall.Insert insert) {
            return Option.some(insert.key());
        }
        return call instanceof ClientCall.Remove remove ? Option.some(remove.key()) : Option.none();
    }

    private static boolean onlyLooks(ClientCall call) {
        return call instanceof ClientCall.Count || call instanceof ClientCall.Elements;
    }

    private static boolean isOfCounter(ClientCall call) {
        return call instanceof ClientCall.Count || call instanceof ClientCall.Add;
    }

    /**
     * How a call goes on.
     *
     * @param answer to the gread
     * @param own this client's entry, as it was last written for sure
     * @param fresh a number that nobody else draws
     */
    static Next next(ClientCall call, ClientAnswer answer, Option<Own> own, long fresh) {
        if (answer instanceof ClientAnswer.Values values) {
            return isOfCounter(call) ? count(call, values, own, fresh) : collect(call, values, own, fresh);
        }
        boolean changesNothing = answer instanceof ClientAnswer.Unanswered && !onlyLooks(call);
        return new End(changesNothing ? new ClientAnswer.Refused(Refusal.NOT_SENT) : answer);
    }

    private static Next count(ClientCall call, ClientAnswer.Values values, Option<Own> own, long fresh) {
        Option<CounterState> state = state(values, Resolvers.COUNTER, CounterState::joined);
        if (state.isEmpty()) {
            return new End(new ClientAnswer.Refused(Refusal.NOT_A_COUNTER));
        }
        return call instanceof ClientCall.Add add
                ? add(add, state.get(), values, own, fresh)
                : new End(new ClientAnswer.Counted(state.get().total(), values.fenced()));
    }

    private static Next add(
            ClientCall.Add call, CounterState state, ClientAnswer.Values values, Option<Own> own, long fresh) {
        Own before = own.filter(known -> state.entry(known.client()).contains(known.entry()))
                .getOrElse(new Own(fresh, Entry.NOTHING));
        Option<Own> after = before.entry()
                .plus(call.amount())
                .map(entry -> new Own(before.client(), entry))
                .orElse(() -> Entry.NOTHING.plus(call.amount()).map(entry -> new Own(fresh, entry)));
        return after.isEmpty()
                ? new End(new ClientAnswer.Refused(Refusal.MALFORMED))
                : new Write(
                        gwrite(
                                call.key(),
                                state.with(after.get().client(), after.get().entry())
                                        .toBytes(),
                                values),
                        after);
    }

    private static Next collect(ClientCall call, ClientAnswer.Values values, Option<Own> own, long fresh) {
        Option<SetState> state = state(values, Resolvers.SET, SetState::joined);
        if (state.isEmpty()) {
            return new End(new ClientAnswer.Refused(Refusal.NOT_A_SET));
        }
        SetState set = state.get();
        if (call instanceof ClientCall.Insert insert) {
            long client = own.filter(
                            known -> set.count(known.client()) == known.entry().added())
                    .map(Own::client)
                    .getOrElse(fresh);
            SetState after = set.with(insert.element(), client);
            Own entry = new Own(client, new Entry(after.count(client), 0));
            return new Write(gwrite(insert.key(), after.toBytes(), values), Option.some(entry));
        } else if (call instanceof ClientCall.Remove remove) {
            ByteString after = set.without(remove.element()).toBytes();
            return set.elements().containsKey(remove.element())
                    ? new Write(gwrite(remove.key(), after, values), Option.none())
                    : new End(new ClientAnswer.Done());
        }
        return new End(new ClientAnswer.Members(set.elements().keySet().toVector(), values.fenced()));
    }

    /** What the values of a key are; none if its resolver is not the one for that, or they are something else. */
    private static <S> Option<S> state(
            ClientAnswer.Values values, String resolver, Function<Seq<ByteString>, S> joined) {
        ClientAnswer.Resolved resolved = values.resolved();
        if (!resolved.resolver().equals(resolver) || !resolved.error().isEmpty()) {
            return Option.none();
        }
        try {
            return Option.some(joined.apply(values.values()));
        } catch (MalformedException malformed) {
            return Option.none();
        }
    }

    private static ClientCall.Gwrite gwrite(ByteString key, ByteString value, ClientAnswer.Values read) {
        return new ClientCall.Gwrite(key, value, read.context(), false);
    }

    /** Whether a gwrite was done, and what that means for the call that it is part of. */
    static ClientAnswer written(ClientAnswer answer) {
        return isDone(answer) ? new ClientAnswer.Done() : answer;
    }

    static boolean isDone(ClientAnswer answer) {
        return answer instanceof ClientAnswer.Overwritten || answer instanceof ClientAnswer.Conflict;
    }
}
