package kyoten.site;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import kyoten.node.Effect;
import kyoten.site.SiteState.Patient;
import kyoten.site.message.Command;

/**
 * Commands that nobody waits for. Each by itself would keep the disks of the site busy for the time of a sync, and a client
 * who came meanwhile would wait for two. So they go with the next command of a client's, or by themselves if none comes.
 */
final class Patience {
    static final String TIMER = "site/patience";

    /** How long they wait, and how long it must have been quiet for one not to wait. A few syncs; little beside the way to another site. */
    private static final long WAIT = Duration.ofMillis(3).toNanos();

    private Patience() {}

    static void propose(SiteTurn turn, Command.Builder command) {
        Patient patient =
                turn.patient().getOrElse(new Patient(Vector.empty(), turn.env().now()));
        turn.set(Option.some(patient.with(command.build())));
        if (patient.until() <= turn.env().now()) {
            turn.proposePatient();
        } else if (patient.commands().isEmpty()) {
            turn.add(new Effect.SetTimer(TIMER, patient.until() - turn.env().now()));
        }
    }

    /** Nobody else came. */
    static void onTimer(SiteTurn turn) {
        if (turn.tenure().exists(SiteState.Tenure::isSettled)) {
            turn.proposePatient();
        } else {
            turn.set(Option.<Patient>none());
        }
    }

    /** What goes with a command that is proposed now. */
    static Vector<Command> take(SiteTurn turn) {
        Vector<Command> commands = turn.patient().map(Patient::commands).getOrElse(Vector.empty());
        if (!commands.isEmpty()) {
            turn.add(new Effect.CancelTimer(TIMER));
        }
        turn.set(Option.some(new Patient(Vector.empty(), turn.env().now() + WAIT)));
        return commands;
    }
}
