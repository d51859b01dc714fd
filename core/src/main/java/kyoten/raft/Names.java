package kyoten.raft;

import kyoten.node.FileName;

/** The names of a group's timers and files, made once. */
record Names(String prefix, String election, String heartbeat, String diskRetry, String doubt, FileName snapshot) {

    static Names of(int group) {
        String prefix = "raft/" + group + '/';
        return new Names(
                prefix,
                prefix + "election",
                prefix + "heartbeat",
                prefix + "disk-retry",
                prefix + "doubt",
                FileName.bulk("snapshot-" + group));
    }
}
