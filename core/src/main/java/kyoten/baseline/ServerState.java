package kyoten.baseline;

/**
 * A server's state.
 *
 * @param configuration the last one of which it holds all that it has to
 * @param boots how often it has booted
 * @param content what it holds; a master's shows only what everybody holds
 * @param operations how many operations it has asked of its disk in this boot
 * @param grown how many updates its file has taken since it was written anew
 */
record ServerState(Configuration configuration, long boots, Content content, long operations, int grown, Role role) {}
