package kyoten.scenario.run;

import io.vavr.collection.HashSet;
import io.vavr.collection.List;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.scenario.Administration;
import kyoten.scenario.plan.Action;
import kyoten.scenario.run.Errand.Step;
import kyoten.scenario.run.Striker.Blow;

/** Carries out what an operator wants of the servers and the sites, which takes one request of a leader or several. */
final class Operator {
    private static final int FEW = 3;
    private static final int ATTEMPTS = 40;

    /** What sites do together takes until they reach each other again, which is when the faults are over at the latest. */
    private static final int ATTEMPTS_OF_SITES = 200;

    private final Administration administration;
    private final Venue venue;
    private final Vector<Cast> casts;
    private final Strike strike;
    private Option<Cast> last = Option.none();
    private Set<Cast> joining = HashSet.empty();

    /** Hears of the parts of an action that change which sites there are, and does what is to be done to disks. */
    interface Strike {
        /** A part begins; tells how to end it. */
        Runnable begins(Action part, Cast cast);

        /** A server of the site has answered that the site is a member. */
        void joined(Cast cast);

        /** A server has answered that the site has left; if it was forced to, a server of another site. */
        void left(Action.LeaveSite leave, Cast cast);

        /** The site is asked for a resolver, or one of its servers has answered that it is chosen. */
        void chosen(Action.SetResolver choice, Cast cast, boolean told);
    }

    /**
     * @param casts of the sites, in their order
     */
    Operator(Administration administration, Venue venue, Vector<Cast> casts, Strike strike) {
        this.administration = administration;
        this.venue = venue;
        this.casts = casts;
        this.strike = strike;
    }

    /** Whether an action is an operator's and not a fault. */
    static boolean carriesOut(Action action) {
        return action instanceof Action.Transfer
                || action instanceof Action.Remove
                || action instanceof Action.Retire
                || action instanceof Action.JoinSite
                || action instanceof Action.LeaveSite
                || action instanceof Action.ReuseName
                || action instanceof Action.SetResolver;
    }

    /**
     * Begins an action.
     *
     * @return what it is, and how to take back what can be taken back: a server that was removed is a voter again; none if the
     *     system knows no such thing, or it can't be done now
     */
    Option<Blow> begin(Action action, Cast cast) {
        if (action instanceof Action.Transfer transfer) {
            NodeId to = cast.node(transfer.to());
            start(FEW, List.of(ask(cast, administration.transfer(to))));
            return Option.of(lasting(to.name()));
        }
        if (action instanceof Action.Remove remove) {
            return Option.of(remove(cast.node(remove.who()), cast));
        }
        if (action instanceof Action.Retire retire) {
            NodeId who = cast.node(retire.who());
            start(ATTEMPTS, List.of(ask(cast, administration.remove(who))));
            return Option.of(lasting(who.name()));
        }
        return ofSites(action, cast).map(steps -> {
            start(ATTEMPTS_OF_SITES, steps);
            return lasting(cast.site().name());
        });
    }

    private static Blow lasting(String what) {
        return new Blow(what, () -> {});
    }

    private Blow remove(NodeId who, Cast cast) {
        Errand removal = start(ATTEMPTS, List.of(ask(cast, administration.remove(who))));
        List<Step> back = List.of(ask(cast, administration.addLearner(who)), ask(cast, administration.promote(who)));
        return new Blow(who.name(), () -> {
            removal.stop();
            start(ATTEMPTS, back);
        });
    }

    private Option<List<Step>> ofSites(Action action, Cast cast) {
        if (action instanceof Action.JoinSite join) {
            return join(join, cast);
        }
        if (action instanceof Action.LeaveSite leave) {
            // Nobody could tell which of those that had its name is meant.
            return joining.contains(cast) ? Option.none() : leave(leave, cast);
        }
        if (action instanceof Action.ReuseName reuse) {
            List<Step> anew =
                    List.of(new Step.Do(() -> rebuild(cast)), new Step.Wait(Action.RebuildSite.OFF_NANOS * 3 / 2));
            return leave(new Action.LeaveSite(reuse.by(), reuse.force()), cast)
                    .flatMap(leaving -> join(new Action.JoinSite(reuse.by()), cast)
                            .map(joining -> leaving.appendAll(anew).appendAll(joining)));
        }
        return choose((Action.SetResolver) action, cast);
    }

    private Option<List<Step>> choose(Action.SetResolver choice, Cast cast) {
        return administration
                .setResolver(choice.prefix(), choice.resolver())
                .map(request -> List.of(
                        new Step.Do(() -> strike.chosen(choice, cast, false)),
                        new Step.Ask(cast::leader, request, reply -> {
                            if (!administration.overruled(reply)) {
                                strike.chosen(choice, cast, true);
                            }
                        })));
    }

    private void rebuild(Cast cast) {
        Runnable boot = strike.begins(new Action.RebuildSite(), cast);
        venue.at(venue.now() + Action.RebuildSite.OFF_NANOS, boot);
    }

    /** All have left, and this site stays: whoever joins later does so by way of it. */
    void stays(Cast cast) {
        last = Option.of(cast);
    }

    /** The site itself is asked to join. */
    private Option<List<Step>> join(Action.JoinSite join, Cast cast) {
        Cast by = last.getOrElse(() -> site(join.by()));
        return administration
                .joinSite(by.servers())
                .map(request -> List.of(
                        new Step.Do(() -> {
                            joining = joining.add(cast);
                            strike.begins(new Action.JoinSite(by.site().number()), cast);
                        }),
                        ask(cast, request),
                        new Step.Do(() -> {
                            joining = joining.remove(cast);
                            strike.joined(cast);
                        })));
    }

    /** The site itself is asked to leave; if it is forced to, another is asked. */
    private Option<List<Step>> leave(Action.LeaveSite leave, Cast cast) {
        return administration
                .leaveSite(cast.site().id(), leave.force())
                .map(request -> List.of(
                        new Step.Do(() -> strike.begins(leave, cast)),
                        ask(leave.force() ? site(leave.by()) : cast, request),
                        new Step.Do(() -> strike.left(leave, cast))));
    }

    private Cast site(int number) {
        return casts.get((number - 1) % casts.size());
    }

    private static Step ask(Cast cast, Object request) {
        return new Step.Ask(cast::leader, request);
    }

    private Errand start(int attempts, List<Step> steps) {
        Errand errand = new Errand(administration, venue, attempts, steps);
        errand.go();
        return errand;
    }
}
