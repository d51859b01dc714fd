package kyoten.scenario.guide;

import java.time.Duration;
import kyoten.raft.Marks;
import kyoten.scenario.Mark;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;

/** The nemesis of the guide: what a new leader says first is kept on the way. */
public final class HeldSpeeches {
    private HeldSpeeches() {}

    /** Up to four times in a run, within 3 ms after a server became leader, for up to a second. */
    public static Nemesis heldSpeeches() {
        Mark elected = Mark.of(Marks.BECAME_LEADER, Range.between(1, 2))
                .after(Range.between(Duration.ZERO, Duration.ofMillis(3)));
        Range lasting = Range.between(Duration.ofMillis(100), Duration.ofSeconds(1));
        return Nemesis.at(elected, lasting, "held speeches", (draw, options, i) -> new Action.HoldAll(Target.leader()));
    }
}
