package kyoten.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import kyoten.check.Claim;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.check.OnlineChecker;
import kyoten.check.Verdict;
import kyoten.check.linear.Registers;
import kyoten.history.Entry;
import kyoten.history.EntrySink;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import org.junit.jupiter.api.Test;

class FirstViolationTest {
    private static final int READS_BEFORE = 40;
    private static final Scenario HONEST = Catalogue.find("leader-crashes").get();
    private static final Scenario LYING = Scenario.of(HONEST.name(), "a claim that is lied to")
            .on(HONEST.subject())
            .claiming(new AsIfAReadWereGarbage());
    private static final Plan PLAN = HONEST.plan(11);

    @Test
    void a_run_ends_at_the_first_violation_and_replays_to_the_same_hash() {
        RunResult whole = Simulation.run(PLAN, LYING);
        RunResult cut = cutShort(LYING);
        RunResult again = cutShort(LYING);
        assertThat(cut.cutShort()).isTrue();
        assertThat(cut.broken()).hasSize(1);
        assertThat(cut.history().size()).isLessThan(whole.history().size() / 2);
        assertThat(cut.broken().head().witness().history().ops())
                .extracting(Object::toString)
                .isEqualTo(whole.broken().head().witness().history().ops().stream()
                        .map(Object::toString)
                        .toList());
        assertThat(again.tallies().traceHash()).isEqualTo(cut.tallies().traceHash());
        assertThat(again.tallies().events())
                .isEqualTo(cut.tallies().events())
                .isLessThan(whole.tallies().events());
    }

    @Test
    void judging_beside_a_run_that_holds_changes_nothing_of_it() {
        RunResult beside = cutShort(HONEST);
        RunResult alone = Simulation.run(PLAN, HONEST);
        assertThat(beside.cutShort()).isFalse();
        assertThat(beside.tallies().traceHash()).isEqualTo(alone.tallies().traceHash());
        assertThat(beside.verdicts()).isEqualTo(alone.verdicts());
    }

    private static RunResult cutShort(Scenario scenario) {
        return new Simulation(PLAN, scenario).stopAtFirstViolation().finish();
    }

    /** A judge to whom one answer is passed on wrong. */
    private static final class AsIfAReadWereGarbage implements OnlineChecker {
        @Override
        public Claim claim() {
            return Registers.withinSite().claim();
        }

        @Override
        public Verdict check(History history, Limits limits) {
            HistoryBuilder builder = new HistoryBuilder("lies", Ties.AS_WRITTEN);
            history.feed(new Liar(builder));
            return Registers.withinSite().check(builder.build(), limits);
        }

        @Override
        public Online online(Limits limits) {
            Online judge = Registers.withinSite().online(limits);
            Liar liar = new Liar(judge);
            return new Online() {
                @Override
                public void ties(Ties ties) {
                    liar.ties(ties);
                }

                @Override
                public void entry(Entry entry) {
                    liar.entry(entry);
                }

                @Override
                public void mark(Mark mark) {
                    liar.mark(mark);
                }

                @Override
                public Option<Verdict> verdict() {
                    return judge.verdict();
                }

                @Override
                public Verdict finish() {
                    return judge.finish();
                }
            };
        }
    }

    /** Passes on what it hears, but for the value of one read. */
    private static final class Liar implements EntrySink {
        private final EntrySink to;
        private int reads;

        Liar(EntrySink to) {
            this.to = to;
        }

        @Override
        public void ties(Ties ties) {
            to.ties(ties);
        }

        @Override
        public void entry(Entry entry) {
            boolean read = entry.f().equals("read") && entry.type() == Type.OK && ++reads == READS_BEFORE;
            to.entry(read ? entry.completed(Type.OK, Value.of("garbage"), entry.time()) : entry);
        }

        @Override
        public void mark(Mark mark) {
            to.mark(mark);
        }
    }
}
