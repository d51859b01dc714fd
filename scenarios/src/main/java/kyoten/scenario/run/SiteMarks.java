package kyoten.scenario.run;

import io.vavr.collection.Vector;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kyoten.history.Mark;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Action;

/** Writes down what happens to whole sites that no client can know: it excuses what else would be a loss, or a refusal. */
final class SiteMarks {
    /** The error of what a site refuses that is no member of the cluster. */
    private static final String FENCED = "FENCED";

    /** The errors of what clients may ask too early, before a site has heard of a resolver, or too often without having read. */
    private static final Vector<String> ASKED_WRONGLY = Vector.of("NOT_A_COUNTER", "NOT_A_SET", "TOO_MANY_SIBLINGS");

    private final Recorder recorder;
    private final Stage stage;
    private final Venue venue;
    private final long convergence;
    private final TreeSet<String> outside = new TreeSet<>();
    private final TreeSet<String> off = new TreeSet<>();

    /** How many orders to leave are under way, of which nobody knows whether and when they are carried out. */
    private final Map<String, Integer> leaving = new HashMap<>();

    /** Whoever can join at all: who is no founder, or was built anew. */
    private final TreeSet<String> newcomers = new TreeSet<>();

    private final TreeSet<String> anew = new TreeSet<>();

    /** Who was told to have left, and was not asked to join since. */
    private final TreeSet<String> left = new TreeSet<>();

    /** Who was built anew though nobody has said that it left: the others know who has its name, and let nobody else in. */
    private final TreeSet<String> doubles = new TreeSet<>();

    /** Whom those asked to be let in that nobody has let in yet. */
    private final TreeMap<String, String> asked = new TreeMap<>();

    private boolean recovered;
    private boolean rebuilt;

    /** @param convergence how long it takes, after the recovery, until sites must agree; in nanoseconds */
    SiteMarks(Recorder recorder, Stage stage, Venue venue, long convergence) {
        this.recorder = recorder;
        this.stage = stage;
        this.venue = venue;
        this.convergence = convergence;
    }

    /** The run begins. */
    void begin() {
        stage.sites().forEach(site -> askedWrongly(venue.now(), site, true));
        stage.sites().reject(Stage.Site::founder).forEach(site -> {
            newcomers.add(site.name());
            leaves(site.name(), false);
        });
    }

    /** An action strikes a site. */
    void struck(Action action, Stage.Site at) {
        String site = at.name();
        if (action instanceof Action.RestoreImages) {
            recorder.mark(new Mark.Exempt(venue.now(), site, "old images of its disks were restored"));
        } else if (action instanceof Action.WipeSite) {
            recorder.mark(new Mark.Rebuilt(venue.now(), site));
        } else if (action instanceof Action.LeaveSite leave) {
            leaving.merge(site, 1, Integer::sum);
            leaves(site, leave.force());
        } else if (action instanceof Action.RebuildSite) {
            // It knows nothing any more, and is no member yet.
            rebuilt = true;
            newcomers.add(site);
            if (!left.contains(site)) {
                // With its disks goes what it has told nobody.
                recorder.mark(new Mark.Left(venue.now(), site, true));
                doubles.add(site);
            }
            recorder.mark(new Mark.Joined(venue.now(), site));
            leaves(site, false);
            isOff(site);
        } else if (action instanceof Action.JoinSite join && newcomers.contains(site)) {
            left.remove(site);
            asked.put(site, stage.site(join.by()).name());
            recorder.mark(new Mark.Joined(venue.now(), site));
        }
    }

    /** An operator builds a site anew, and that may be after the recovery: then it has a recovery of its own. */
    private void isOff(String site) {
        if (recovered) {
            recorder.mark(new Mark.Majority(venue.now(), site, false));
        }
        off.add(site);
        venue.at(venue.now() + Action.RebuildSite.OFF_NANOS + Scenario.RECOVERY_NANOS, () -> {
            off.remove(site);
            if (recovered) {
                recorder.mark(new Mark.Majority(venue.now(), site, true));
            }
        });
    }

    /** A site was told that it is a member. */
    void admitted(Stage.Site site) {
        if (newcomers.contains(site.name())) {
            doubles.remove(site.name());
            asked.remove(site.name());
            stays(site.name());
        }
    }

    /** A server said that a site has left. */
    void left(Action.LeaveSite leave, Stage.Site site) {
        leaving.merge(site.name(), -1, Integer::sum);
        left.add(site.name());
        doubles.remove(site.name());
        // One that was built anew may say so of any site, as it knows none; and a site that began anew has left no
        // more.
        if (leave.force() && !rebuilt && !recovered && !anew.contains(site.name())) {
            recorder.mark(new Mark.Gone(venue.now(), site.name()));
        }
    }

    /** A site found that all have left, and that it stays; but an order that it leaves may be carried out once more. */
    void beganAnew(Stage.Site site) {
        anew.add(site.name());
        left.remove(site.name());
        recorder.mark(new Mark.Stays(venue.now(), site.name()));
        if (isToLeave(site.name())) {
            recorder.mark(new Mark.Left(venue.now() + 1, site.name(), true));
        }
        stays(site.name());
    }

    private boolean isToLeave(String site) {
        return leaving.getOrDefault(site, 0) > 0;
    }

    private void stays(String site) {
        if (isToLeave(site) || left.contains(site)) {
            return;
        }
        outside.remove(site);
        if (recovered) {
            recorder.mark(new Mark.Cause(venue.now(), site, FENCED, false));
        }
    }

    /** An operator asks for a resolver, or is told that it is chosen; after the recovery others may not hear of that in time. */
    void chosen(Action.SetResolver choice, Stage.Site site, boolean told) {
        if (!told || !recovered) {
            recorder.mark(new Mark.Chosen(venue.now(), site.name(), choice.prefix(), choice.resolver(), told));
        }
    }

    private void leaves(String site, boolean forced) {
        outside.add(site);
        recorder.mark(new Mark.Left(venue.now(), site, forced));
        recorder.mark(new Mark.Cause(venue.now(), site, FENCED, true));
    }

    /** A site began a new epoch. */
    void newEpoch(Stage.Site site) {
        recorder.mark(new Mark.Epoch(venue.now(), site.name()));
    }

    /** Faults are healed; from the end of the recovery on all sites answer, and members refuse nothing as outsiders. */
    void settle() {
        long end = venue.now() + Scenario.RECOVERY_NANOS;
        if (stage.sites().size() == 1) {
            recorder.mark(new Mark.Majority(end, stage.site(1).name(), true));
            askedWrongly(end, stage.site(1), false);
            return;
        }
        venue.at(end, this::recover);
        venue.at(end + convergence, () -> recorder.mark(new Mark.Settled(venue.now())));
    }

    private void recover() {
        recovered = true;
        doubles.forEach(site -> leaves(site, false));
        // Whoever is put out while it lets somebody in is not heard any more, nor is who came by it.
        asked.forEach((site, by) -> {
            if (outside.contains(by)) {
                leaves(site, false);
            }
        });
        for (Stage.Site site : stage.sites()) {
            if (!off.contains(site.name())) {
                recorder.mark(new Mark.Majority(venue.now(), site.name(), true));
            }
            if (!outside.contains(site.name())) {
                recorder.mark(new Mark.Cause(venue.now(), site.name(), FENCED, false));
            }
            askedWrongly(venue.now(), site, false);
        }
    }

    private void askedWrongly(long time, Stage.Site site, boolean present) {
        ASKED_WRONGLY.forEach(cause -> recorder.mark(new Mark.Cause(time, site.name(), cause, present)));
    }
}
