package kyoten.geo;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.geo.Leadership.Choosing;
import kyoten.gossip.Prefixes;
import kyoten.gossip.Prefixes.Rule;
import kyoten.gossip.message.PrefixPart;
import kyoten.site.Operator;
import kyoten.site.SiteOptions;
import kyoten.site.message.AdminReply;
import kyoten.site.message.ResolverList;
import kyoten.site.message.SetResolver;

/** Which resolver an operator wants for which keys. The choice travels in the history of the membership, rule X6. */
final class Choices {
    /** The history is told as a whole and never forgets a prefix, so there must not be any number of them. */
    private static final int MOST_PREFIXES = 1_000;

    private Choices() {}

    /** An operator chooses. */
    static void onOrder(GeoTurn turn, Operator operator, SetResolver order) {
        Option<String> fault = fault(turn, order);
        if (fault.isDefined()) {
            turn.add(operator.answer(Desk.refused(fault.get(), "")));
            return;
        }
        Prefixes prefixes = turn.history().prefixes();
        if (prefixes.rules()
                .get(order.getPrefix())
                .exists(rule -> rule.resolver().equals(order.getResolver()))) {
            turn.add(operator.answer(Desk.done())); // it is so; or the operator asks again
            return;
        }
        Prefixes chosen = prefixes.with(order.getPrefix(), order.getResolver());
        Rule rule = chosen.rules().get(order.getPrefix()).get();
        await(turn, new Choosing(operator, order.getPrefix(), rule));
        Gossip.propose(turn, turn.history().with(chosen));
    }

    private static Option<String> fault(GeoTurn turn, SetResolver order) {
        SiteOptions site = turn.server().options().site();
        Prefixes prefixes = turn.history().prefixes();
        if (!turn.isMember()) {
            return Option.some("this site is no member of the cluster");
        } else if (order.getPrefix().size() > site.limits().keyBytes()) {
            return Option.some("a prefix has at most " + site.limits().keyBytes()
                    + " bytes, as keys have; this one has " + order.getPrefix().size());
        } else if (!order.getResolver().isEmpty() && !site.resolvers().has(order.getResolver())) {
            return Option.some("there is no resolver named '" + order.getResolver() + "'; this site knows "
                    + site.resolvers().names().mkString(", "));
        } else if (prefixes.rules().size() >= MOST_PREFIXES && !prefixes.rules().containsKey(order.getPrefix())) {
            return Option.some("there are resolvers for " + MOST_PREFIXES + " prefixes already");
        }
        return Option.none();
    }

    private static void await(GeoTurn turn, Choosing choosing) {
        boolean asksAgain =
                turn.lead().choosing().exists(known -> known.operator().equals(choosing.operator()));
        if (!asksAgain) {
            turn.set(turn.lead().withChoosing(turn.lead().choosing().append(choosing)));
        }
    }

    /** The store has changed: maybe a choice is committed. */
    static void onStore(GeoTurn turn) {
        for (Choosing choosing : turn.lead().choosing()) {
            Option<Rule> committed = turn.history().prefixes().rules().get(choosing.prefix());
            if (committed.exists(rule -> rule.version() >= choosing.rule().version())) {
                turn.set(turn.lead().withChoosing(turn.lead().choosing().remove(choosing)));
                turn.add(choosing.operator().answer(Desk.done(warning(committed.get(), choosing))));
            }
        }
    }

    private static String warning(Rule committed, Choosing choosing) {
        return committed.resolver().equals(choosing.rule().resolver())
                ? ""
                : "another operator chose '" + committed.resolver() + "' at the same time, which counts";
    }

    /** All choices. */
    static AdminReply.Builder list(GeoTurn turn) {
        ResolverList.Builder list = ResolverList.newBuilder();
        turn.history().prefixes().rules().forEach((prefix, rule) -> add(list, prefix, rule));
        list.addAllNames(turn.server().options().site().resolvers().names());
        return AdminReply.newBuilder().setResolvers(list);
    }

    private static void add(ResolverList.Builder list, ByteString prefix, Rule rule) {
        if (!rule.resolver().isEmpty()) {
            list.addPrefixes(PrefixPart.newBuilder()
                    .setPrefix(prefix)
                    .setVersion(rule.version())
                    .setResolver(rule.resolver()));
        }
    }
}
