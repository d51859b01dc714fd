package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.Sibling;
import kyoten.causal.VersionVector;
import kyoten.node.Effect;
import kyoten.site.SiteState.PinnedGread;
import kyoten.site.message.ClientReply;
import kyoten.site.message.GreadPage;
import kyoten.site.resolver.Resolver.Resolution;
import kyoten.site.resolver.Resolver.Written;
import kyoten.site.resolver.Resolvers.Resolved;

/**
 * What gread answers: the values that live beside each other, or what the resolver of the key makes of them (rule X8), and a
 * context that stands for all of them in either case.
 */
final class Greads {
    private Greads() {}

    /** The first page. */
    static ClientReply.Builder first(SiteTurn turn, ByteString key) {
        Store store = turn.store();
        KeyState state = store.key(key);
        Seq<Written> live = live(state);
        GreadPage.Builder rest =
                GreadPage.newBuilder().setFenced(!store.standing().isMember());
        Option<String> resolver = store.standing().history().prefixes().resolver(key);
        Resolution resolution =
                resolver.isDefined() ? resolved(turn, resolver.get(), live, rest) : Resolution.all(live);
        ByteString context = turn.server().seal().seal(key, known(store, key, state));
        return page(
                turn,
                new PinnedGread(
                        resolution.values(), resolution.discarded(), rest.build(), context, Reads.expiry(turn)));
    }

    private static Resolution resolved(SiteTurn turn, String name, Seq<Written> live, GreadPage.Builder rest) {
        rest.setResolver(name);
        if (live.isEmpty()) {
            return Resolution.all(live);
        }
        SiteOptions options = turn.server().options();
        Resolved resolved =
                options.resolvers().resolve(name, live, options.limits().valueBytes());
        if (!resolved.error().isEmpty()) {
            rest.setResolverError(resolved.error());
            turn.add(new Effect.Note(Marks.RESOLVER_FAILED, resolved.error()));
        }
        return resolved.resolution();
    }

    /** All that the site knows of a key; of one that is not there, all that it knows of the stream. */
    static VersionVector known(Store store, ByteString key, KeyState state) {
        return state.isAbsent()
                ? store.streamOf(key).applied()
                : state.siblings().seen();
    }

    /** The values, ordered by dot. */
    private static Seq<Written> live(KeyState state) {
        return state.siblings()
                .live()
                .filter(Sibling::isValue)
                .map(sibling ->
                        new Written(sibling.dot(), sibling.time(), ((Sibling.Value) sibling.content()).bytes()));
    }

    /** A page: as many values as have room, then as many discarded ones. */
    static ClientReply.Builder page(SiteTurn turn, PinnedGread gread) {
        int pageBytes = turn.server().options().limits().pageBytes();
        Seq<ByteString> values = fitting(gread.values(), pageBytes);
        int left = pageBytes - values.map(ByteString::size).sum().intValue();
        boolean allValues = values.size() == gread.values().size();
        Seq<ByteString> discarded = allValues ? fitting(gread.discarded(), left) : Vector.empty();
        GreadPage.Builder page = gread.rest().toBuilder().addAllValues(values).addAllDiscarded(discarded);
        if (allValues && discarded.size() == gread.discarded().size()) {
            page.setContext(gread.context());
        } else {
            PinnedGread next = new PinnedGread(
                    gread.values().drop(values.size()),
                    gread.discarded().drop(discarded.size()),
                    gread.rest(),
                    gread.context(),
                    gread.expiresAt());
            page.setNext(Reads.pin(turn, next));
        }
        return ClientReply.newBuilder().setGread(page);
    }

    /** The first of some values, up to the one that is too much. */
    private static Seq<ByteString> fitting(Seq<ByteString> values, int bytes) {
        int count = 0;
        int sum = 0;
        for (ByteString value : values) {
            if (sum >= bytes) {
                break;
            }
            sum += value.size();
            count++;
        }
        return values.take(count);
    }
}
