package kyoten.raft;

import com.google.protobuf.ByteString;

/**
 * A command to be put into the log.
 *
 * @param ticket by which its end is told
 * @param command any bytes
 */
public record Proposal(long ticket, ByteString command) {}
