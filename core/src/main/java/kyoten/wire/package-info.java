/**
 * How messages and records become bytes and come back: codecs, the registry of message types, frames, the format of a log.
 *
 * <p>Bytes come from the network and from disks, so all that decodes here expects hostile ones: what is wrong ends in {@link
 * kyoten.wire.MalformedException} and in no other exception, and nothing allocates more than {@link
 * kyoten.wire.Frames#LIMIT} for a frame. The room knows {@code kyoten.node} only; it opens no file and no socket. Start
 * reading at {@link kyoten.wire.Registry}, then {@link kyoten.wire.RecordLog}.
 */
package kyoten.wire;
