package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.scenario.Administration;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Topology.Home;
import org.junit.jupiter.api.Test;

class OperatorTest {
    private static final NodeId TOKYO = new NodeId("tokyo/1");
    private static final NodeId OSAKA = new NodeId("osaka/1");
    private static final Stage STAGE = new Stage(
            Vector.of(
                    new Stage.Site(1, new SiteId("tokyo"), Vector.of(TOKYO), true),
                    new Stage.Site(2, new SiteId("osaka"), Vector.of(OSAKA), true)),
            Vector.of(new NodeId("client-1")),
            Vector.of(new Home(1, 0)));

    private final List<String> log = new ArrayList<>();
    private final Clock venue = new Clock();
    private final Vector<Cast> casts = STAGE.sites().map(site -> new Cast(STAGE, site));

    private final Operator.Strike strike = new Operator.Strike() {
        @Override
        public Runnable begins(Action part, Cast cast) {
            log.add(part.getClass().getSimpleName() + ' ' + cast.site().name());
            return () -> log.add("boot " + cast.site().name());
        }

        @Override
        public void joined(Cast cast) {
            log.add("joined " + cast.site().name());
        }

        @Override
        public void left(Action.LeaveSite leave, Cast cast) {
            log.add((leave.force() ? "gone " : "left ") + cast.site().name());
        }

        @Override
        public void chosen(Action.SetResolver choice, Cast cast, boolean told) {
            log.add((told ? "told " : "asks ")
                    + choice.resolver()
                    + ' '
                    + cast.site().name());
        }
    };

    @Test
    void a_name_is_used_again_only_when_its_site_has_left_and_its_disks_are_empty() {
        Operator operator = new Operator(new Words(), venue, casts, strike);
        venue.silent = true;
        operator.begin(new Action.ReuseName(1, false), casts.get(1));
        venue.runUntil(400);
        assertThat(log)
                .containsExactly(
                        "LeaveSite osaka", "osaka/1: leave osaka", "osaka/1: leave osaka", "osaka/1: leave osaka");
        venue.silent = false;
        log.clear();
        venue.runUntil(600);
        assertThat(log).containsExactly("osaka/1: leave osaka", "left osaka", "RebuildSite osaka");
        log.clear();
        venue.runUntil(5000);
        assertThat(log).containsExactly("boot osaka", "JoinSite osaka", "osaka/1: join [tokyo/1]", "joined osaka");
    }

    @Test
    void a_site_that_is_gone_is_not_asked_to_leave() {
        Operator operator = new Operator(new Words(), venue, casts, strike);
        operator.begin(new Action.LeaveSite(1, true), casts.get(1));
        assertThat(log).containsExactly("LeaveSite osaka", "tokyo/1: leave osaka by force", "gone osaka");
    }

    @Test
    void a_site_that_is_being_taken_in_is_not_put_out() {
        Operator operator = new Operator(new Words(), venue, casts, strike);
        venue.silent = true;
        operator.begin(new Action.JoinSite(1), casts.get(1));
        assertThat(operator.begin(new Action.LeaveSite(1, true), casts.get(1))).isEmpty();
        venue.silent = false;
        venue.runUntil(200);
        assertThat(log).endsWith("joined osaka");
        assertThat(operator.begin(new Action.LeaveSite(1, true), casts.get(1))).isNotEmpty();
    }

    @Test
    void a_site_joins_the_one_that_stays_if_all_have_left() {
        Operator operator = new Operator(new Words(), venue, casts, strike);
        operator.stays(casts.get(1));
        operator.begin(new Action.JoinSite(2), casts.get(0));
        assertThat(log).contains("tokyo/1: join [osaka/1]");
        log.clear();
        operator.begin(new Action.JoinSite(1), casts.get(0));
        assertThat(log).contains("tokyo/1: join [osaka/1]");
    }

    @Test
    void a_choice_is_told_when_a_server_has_answered_that_it_counts() {
        Operator operator = new Operator(new Words(), venue, casts, strike);
        venue.silent = true;
        operator.begin(new Action.SetResolver("k", "first"), casts.get(1));
        assertThat(log).containsExactly("asks first osaka", "osaka/1: k as first");
        venue.silent = false;
        venue.runUntil(200);
        assertThat(log).endsWith("osaka/1: k as first", "told first osaka");
        log.clear();
        operator.begin(new Action.SetResolver("k", "overruled"), casts.get(1));
        assertThat(log).containsExactly("asks overruled osaka", "osaka/1: k as overruled");
    }

    @Test
    void who_is_to_be_a_voter_again_is_not_removed_any_more() {
        Operator operator = new Operator(new Words(), venue, casts, strike);
        venue.silent = true;
        Striker.Blow removal =
                operator.begin(new Action.Remove(Target.leader()), casts.get(1)).get();
        venue.runUntil(200);
        removal.end().run();
        venue.silent = false;
        venue.runUntil(5000);
        assertThat(log.subList(0, 3)).containsExactly("osaka/1: remove osaka/1", "osaka/1: remove osaka/1", log.get(2));
        assertThat(log.subList(2, log.size())).noneMatch(asked -> asked.contains("remove"));
    }

    @Test
    void what_a_system_does_not_know_is_left_out() {
        Operator operator = new Operator(new OneSite(), venue, casts, strike);
        assertThat(operator.begin(new Action.JoinSite(1), casts.get(1))).isEmpty();
        assertThat(operator.begin(new Action.Transfer(Target.leader()), casts.get(1)))
                .isNotEmpty();
    }

    /** A venue whose milliseconds pass when it is told, and whose servers do all that they are asked, or nothing. */
    private final class Clock implements Venue {
        private TreeMap<Long, Vector<Runnable>> due = TreeMap.empty();
        private long now;
        private boolean silent;

        void runUntil(long millis) {
            long end = millis * 1_000_000;
            while (!due.isEmpty() && due.head()._1 <= end) {
                now = due.head()._1;
                Vector<Runnable> calls = due.head()._2;
                due = due.tail();
                calls.forEach(Runnable::run);
            }
            now = end;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public void at(long nanos, Runnable call) {
            due = due.put(nanos, due.getOrElse(nanos, Vector.empty()).append(call));
        }

        @Override
        public void ask(NodeId server, Object body, Consumer<Object> onAnswer) {
            log.add(server + ": " + body);
            if (!silent) {
                onAnswer.accept(body.toString().endsWith("overruled") ? "done, but overruled" : "done");
            }
        }
    }

    /** Requests in words. */
    private static class OneSite implements Administration {
        @Override
        public Object transfer(NodeId to) {
            return "transfer to " + to;
        }

        @Override
        public Object remove(NodeId server) {
            return "remove " + server;
        }

        @Override
        public Object addLearner(NodeId server) {
            return "add " + server;
        }

        @Override
        public Object promote(NodeId server) {
            return "promote " + server;
        }

        @Override
        public boolean done(Object reply) {
            return reply.toString().startsWith("done");
        }

        @Override
        public Option<NodeId> leader(Object reply) {
            return Option.none();
        }
    }

    private static final class Words extends OneSite {
        @Override
        public Option<Object> setResolver(String prefix, String resolver) {
            return Option.of(prefix + " as " + resolver);
        }

        @Override
        public boolean overruled(Object reply) {
            return reply.toString().endsWith("overruled");
        }

        @Override
        public Option<Object> joinSite(Seq<NodeId> sponsors) {
            return Option.of("join " + sponsors.mkString("[", ", ", "]"));
        }

        @Override
        public Option<Object> leaveSite(SiteId site, boolean force) {
            return Option.of("leave " + site + (force ? " by force" : ""));
        }
    }
}
