package kyoten.scenario.plan;

import io.vavr.collection.Seq;

/**
 * What a fault does to the servers, their links, disks and clocks. Each lasts for as long as its {@link PlannedFault} says
 * and is then undone, unless it happens in one moment.
 */
public sealed interface Action {

    /** Fractions are counted in millionths. */
    int MILLION = 1_000_000;

    /** The server dies at once, keeps what it had synced, and boots again when the fault ends. */
    record Crash(Target who) implements Action {}

    /**
     * The server dies in the midst of its next step that has more effects than these, and boots again when the fault ends.
     *
     * @param effects how many effects of the step still happen
     */
    record CrashInStep(Target who, int effects) implements Action {
        public CrashInStep {
            if (effects < 0) {
                throw new IllegalArgumentException("effects count from 0: " + effects);
            }
        }
    }

    /** All servers die at the same moment, as when the site loses its power, and boot again when the fault ends. */
    record PowerLoss() implements Action {}

    /** The server stands still, as in a long collection of garbage; what arrives waits. */
    record Pause(Target who) implements Action {}

    /** Nothing passes between the server and the other servers, in neither direction; clients still reach it. */
    record Isolate(Target who) implements Action {}

    /** Two groups of servers that hear nothing of each other. Clients are spread over the two sides by their numbers. */
    record Split(Seq<Target> side) implements Action {}

    /** Two groups that hear nothing of each other, and one server between them that hears both. */
    record Bridge(Target between) implements Action {}

    /** What the server sends to the other servers gets lost; it still hears them. */
    record Mute(Target who) implements Action {}

    /** What the server sends to the other servers gets lost, but for a few that it reaches; it still hears them all. */
    record Reach(Target who, Seq<Target> only) implements Action {}

    /** What the other servers send to the server gets lost; they still hear it. */
    record Deafen(Target who) implements Action {}

    /** What the one sends to the other is kept on the way, and arrives, all of it, when the fault ends. */
    record Hold(Target from, Target to) implements Action {}

    /** What the server sends to all other servers is kept on the way, and arrives, all of it, when the fault ends. */
    record HoldAll(Target from) implements Action {}

    /**
     * What the one sends to the other takes longer, each message as much as another: they stay in order, and what others send
     * meanwhile comes before.
     *
     * @param delayNanos on top of what is usual
     */
    record SlowLink(Target from, Target to, long delayNanos) implements Action {
        public SlowLink {
            if (delayNanos < 0) {
                throw new IllegalArgumentException("a link takes 0ns longer or more: " + delayNanos);
            }
        }
    }

    /**
     * What the server sends to the other servers gets lost, and what they send to it is kept on the way, and arrives, all of
     * it, when the fault ends: a leader that learns of nothing, and then of everything at once.
     */
    record Strand(Target who) implements Action {}

    /**
     * The whole network gets worse.
     *
     * @param lossPpm how many of a million messages get lost
     * @param duplicatePpm how many of a million messages arrive twice
     * @param delayNanos by how much a message is late at the most, on top of what is usual; later ones overtake it
     */
    record Disturb(int lossPpm, int duplicatePpm, long delayNanos) implements Action {}

    /** The server's wall clock is set forwards or backwards, once. */
    record StepClock(Target who, long byNanos) implements Action {}

    /**
     * The server's clocks run fast or slow.
     *
     * @param ppm microseconds that they gain in each second; negative if they lose
     */
    record DriftClock(Target who, int ppm) implements Action {}

    /**
     * Each operation of the server's disk takes longer.
     *
     * @param factor so many times as long
     */
    record SlowDisk(Target who, int factor) implements Action {}

    /**
     * The server's disk takes so many bytes more and no more.
     *
     * @param freeBytes 0 if there is no room at all
     */
    record FillDisk(Target who, int freeBytes) implements Action {}

    /** No sync of the server succeeds; when the fault ends, the server is started anew. */
    record FailSync(Target who) implements Action {}

    /**
     * A bit of what the server's log has synced flips, in one of the records that the atlas lets go. The server, up or down,
     * can't know before it reads its disk: when the fault ends, it is started anew.
     *
     * @param place which of these records, as a fraction of a million in the order of the log
     */
    record Rot(Target who, int place) implements Action {
        public Rot {
            if (place < 0 || place >= MILLION) {
                throw new IllegalArgumentException("a place is 0 to " + (MILLION - 1) + " millionths: " + place);
            }
        }

        /** The number of one of so many records, at least one. */
        public int among(int records) {
            return (int) ((long) records * place / MILLION);
        }
    }

    /**
     * As {@link Rot}, but of everything the atlas keeps one readable copy and no more: a site that has lost what it needs has to stop, and
     * must not make up the rest.
     */
    record Ruin(Target who, int place) implements Action {
        public Ruin {
            new Rot(who, place);
        }

        /** The rot that it is, but for what the atlas lets go. */
        public Rot rot() {
            return new Rot(who, place);
        }
    }

    /** An image is made of what the server's disk has synced, and kept. */
    record KeepImage(Target who) implements Action {}

    /**
     * The server loses power; when the fault ends it boots with what the image that was kept last holds, whatever it acknowledged since.
     * Left out if there is none, or if the atlas forbids it.
     */
    record RestoreImage(Target who) implements Action {}

    /**
     * The server loses power and all that is on its disk; when the fault ends it boots with an empty one. Left out if the atlas
     * forbids it.
     */
    record Wipe(Target who) implements Action {}

    /** The leader is asked to hand its office to the other server. */
    record Transfer(Target to) implements Action {}

    /** An operator asks for the server to be taken out of the site's voters until the fault ends, and then for it to be added again. */
    record Remove(Target who) implements Action {}

    /** An operator takes the server out of the site for good. */
    record Retire(Target who) implements Action {}

    /**
     * An operator names the server as the master, with all others but some as its slaves. When the fault ends, all others are.
     *
     * @param without who is not to be waited for: down, or cut off
     */
    record Failover(Target to, Seq<Target> without) implements Action {}

    // ---- between sites; sites are told by their numbers, which count from 1

    /**
     * What the servers of some sites send to those of others gets lost.
     *
     * @param bothWays whether what these send to them gets lost, too
     */
    record CutSites(Seq<Integer> from, Seq<Integer> to, boolean bothWays) implements Action {}

    /**
     * What the servers of some sites send to those of others is kept on the way, and arrives, all of it, when the fault ends.
     *
     * @param bothWays whether what these send to them is kept, too
     */
    record HoldSites(Seq<Integer> from, Seq<Integer> to, boolean bothWays) implements Action {}

    /** What passes between two sites takes longer, both ways. */
    record SlowSites(int one, int other, long delayNanos) implements Action {}

    /**
     * Little passes between two sites, both ways: a message waits until those before it have left, and is lost if too much waits.
     *
     * @param bytesPerSecond from a server to another
     */
    record NarrowSites(int one, int other, int bytesPerSecond) implements Action {
        public NarrowSites {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException("something passes, at least 1 byte/s: " + bytesPerSecond);
            }
        }
    }

    /**
     * The network between the sites gets worse; parameters as of {@link Disturb}.
     *
     * @param delayNanos by how much a message is late at the most, on top of what is usual; later ones overtake it
     */
    record DisturbSites(int lossPpm, int duplicatePpm, long delayNanos) implements Action {}

    // ---- the operator's, for the fault's site

    /**
     * The site joins the cluster of another site, which it is told of.
     *
     * @param by the other; if all have left, the one that stays instead
     */
    record JoinSite(int by) implements Action {}

    /**
     * The site leaves the cluster: in order, which it is asked for itself, or because another is told that it is gone.
     *
     * @param by the site that is asked if it is forced
     */
    record LeaveSite(int by, boolean force) implements Action {}

    /**
     * The site leaves, is built anew from nothing under the same name, and joins again; parameters as of {@link LeaveSite} and
     * {@link JoinSite}.
     */
    record ReuseName(int by, boolean force) implements Action {}

    /** The values of the keys with a prefix are shown as a resolver makes them. */
    record SetResolver(String prefix, String resolver) implements Action {}

    // ---- all servers of the fault's site

    /** The wall clocks of all servers of the site are set forwards or backwards, once. */
    record StepClocks(long byNanos) implements Action {}

    /** Images are made of what the disks of all servers of the site have synced, in one moment, and kept. */
    record KeepImages() implements Action {}

    /**
     * All servers of the site lose power; when the fault ends they boot with what the images that were kept last hold, whatever
     * they acknowledged since. Left out if there are none.
     */
    record RestoreImages() implements Action {}

    /** All servers of the site lose power and all that is on their disks; when the fault ends they boot with empty ones. */
    record WipeSite() implements Action {}

    /** All servers of the site lose all that is on their disks, and boot as those of a site that joins a cluster later. */
    record RebuildSite() implements Action {
        /** How long they should be off, in nanoseconds: until nothing is on its way any more that was sent before. */
        public static final long OFF_NANOS = 1_500_000_000L;
    }
}
