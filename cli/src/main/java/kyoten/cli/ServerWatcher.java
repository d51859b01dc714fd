package kyoten.cli;

import java.util.concurrent.CompletableFuture;
import kyoten.host.HostWatcher;
import kyoten.node.NodeId;
import kyoten.raft.Marks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator what a running server goes through, and when it can't go on. Used on the server's thread. */
final class ServerWatcher implements HostWatcher {
    /** The disk has failed; neither a wrong use nor our bug. The C library's name for it is EX_IOERR. */
    static final int DISK_FAILED = 74;

    private static final Logger LOG = LoggerFactory.getLogger(ServerWatcher.class);

    private final CompletableFuture<Integer> end;
    private boolean full;

    /**
     * @param end gets the exit status when the server can't go on
     */
    ServerWatcher(CompletableFuture<Integer> end) {
        this.end = end;
    }

    @Override
    public void onNote(NodeId node, String mark, String detail) {
        switch (mark) {
            case Marks.BECAME_LEADER -> LOG.info("{} leads the site now: {}", node, detail);
            case Marks.STEPPED_DOWN -> LOG.info("{} does not lead the site any more: {}", node, detail);
            case Marks.CONFIG_CHANGED -> LOG.info("{}: the servers of the site have changed", node);
            case Marks.DOUBTFUL_BOOT -> onDoubt(node, detail);
            case Marks.DOUBT_ENDED -> LOG.info("{} takes part", node);
            case Marks.ROLLED_BACK -> LOG.error("{}: a server's disk has lost what the server had acknowledged", node);
            case Marks.DISK_FULL -> onFull(node, detail);
            case Marks.SYNCED -> onSynced(node);
            case Marks.DISK_FAILED -> onFailed(node, detail);
            default -> LOG.trace("{}: {} {}", node, mark, detail);
        }
    }

    private void onDoubt(NodeId node, String detail) {
        if (detail.equals("empty")) {
            LOG.info("{}: the data folder is empty; waiting to meet the other servers", node);
        } else {
            LOG.warn("{}: the data folder is damaged ({}); waiting to be caught up by the other servers", node, detail);
        }
    }

    private void onFull(NodeId node, String detail) {
        if (!full) {
            full = true;
            LOG.warn(
                    "{}: the disk is full{}; what is there stays, writes are refused until there is room",
                    node,
                    detail.isEmpty() ? "" : " (" + detail + ")");
        }
    }

    private void onSynced(NodeId node) {
        if (full) {
            full = false;
            LOG.info("{}: the disk has room again", node);
        }
    }

    private void onFailed(NodeId node, String detail) {
        LOG.error("{}: {}; the server ends. Mend the disk, then start it again", node, detail);
        end.complete(DISK_FAILED);
    }

    @Override
    public void onCrash(NodeId node, Throwable cause) {
        end.complete(Main.OUR_BUG);
    }
}
