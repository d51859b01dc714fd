package kyoten.site;

/** What a command of the log did, for whoever proposed it. */
public sealed interface Result {

    /** A session was opened. */
    record Opened(Session.Key session) implements Result {}

    /** The session is closed, now or before. */
    record Closed() implements Result {}

    /** An update has an outcome, by this command or by one before of which this is a retry. */
    record Updated(kyoten.site.message.Updated.Outcome outcome) implements Result {}

    /** There is no such session, any more. */
    record SessionUnknown() implements Result {}

    /** An epoch was begun, or servers were vouched for. */
    record Recorded() implements Result {}
}
