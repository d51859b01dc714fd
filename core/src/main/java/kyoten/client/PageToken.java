package kyoten.client;

import kyoten.node.NodeId;

/**
 * Names a page that a server keeps for a client for a while.
 *
 * @param number the server's
 */
public record PageToken(NodeId server, long number) {}
