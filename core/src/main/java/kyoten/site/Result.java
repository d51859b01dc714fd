package kyoten.site;

import kyoten.causal.Dot;

/** What a command of the log did, for whoever proposed it. */
public sealed interface Result {

    /** A session was opened. */
    record Opened(Session.Key session) implements Result {}

    /** The session is closed, now or before. */
    record Closed(Session.Key session) implements Result {}

    /** An update has an outcome, by this command or by one before of which this is a retry. */
    record Updated(kyoten.site.message.Updated.Outcome outcome) implements Result {}

    /** There is no such session, any more. */
    record SessionUnknown() implements Result {}

    /** A command of the site's own was carried out. */
    record Recorded() implements Result {}

    /**
     * A command of the site's own changed nothing, or not all that it could have.
     *
     * @param why a sentence without its end, for people
     */
    record Ignored(String why) implements Result {}

    /**
     * Another site has applied other updates of an origin than this one, rule X2.
     *
     * @param next the first update that was not compared
     */
    record Diverged(Dot next) implements Result {}
}
